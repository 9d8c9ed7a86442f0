// The small grammar of one line in a commit message: marks, keys, addresses, words.
using System.Text;

namespace Countersign.Provenance;

internal static class MessageLine
{
    private const int LongestKey = 40;
    private const int MostFolds = 4;

    /// <summary>Without blanks around it, the CR of a Windows line and one list or quote mark.</summary>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        return text is ['*' or '>' or '-', ..] ? text[1..].TrimStart() : text;
    }

    /// <summary>A line `Key: value` with the indented lines beneath that carry it on, as Git reads a folded trailer; else the line as it is.</summary>
    /// <param name="after">Stands at the line.</param>
    public static ReadOnlySpan<char> Unfold(ReadOnlySpan<char> text, SpanLineEnumerator after)
    {
        if (text.IndexOf(':') is <= 0 or > LongestKey)
        {
            return text;
        }

        for (var folds = 0; folds < MostFolds && after.MoveNext() && after.Current is [' ' or '\t', ..]; folds++)
        {
            var more = Clean(after.Current);
            if (more.IsEmpty || more.Length != after.Current.Trim().Length || TryKey(more, out _, out _))
            {
                break;
            }

            text = $"{text} {more}";
        }

        return text;
    }

    public static bool TryKey(ReadOnlySpan<char> text, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        key = [];
        value = [];
        var colon = text.IndexOf(':');
        if (colon is <= 0 or > LongestKey)
        {
            return false;
        }

        key = text[..colon].TrimEnd();
        value = text[(colon + 1)..].Trim();
        foreach (var letter in key)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '-')
            {
                return false;
            }
        }

        return !value.IsEmpty;
    }

    public static bool Passes(LineSignal signal, ReadOnlySpan<char> value) =>
        signal.Test switch
        {
            LineTest.Any => true,
            LineTest.Begins => value.StartsWith(signal.Value, StringComparison.OrdinalIgnoreCase) && !PersonsLine.Is(value),
            LineTest.Is => value.Equals(signal.Value, StringComparison.OrdinalIgnoreCase),
            LineTest.Holds => HoldsWords(value, signal.Value),
            LineTest.Vocabulary => Tool(value) is not null && !PersonsLine.Is(value),
            LineTest.NotNo => !FirstWordIs(value, "no") && !FirstWordIs(value, "none") && !FirstWordIs(value, "false"),
            _ => false,
        };

    /// <summary>The first word of the vocabulary outside an address, with its line's own spelling; null where there is none.</summary>
    public static string? Tool(ReadOnlySpan<char> value)
    {
        var address = value.IndexOf('<');
        foreach (var range in WordRanges(address < 0 ? value : value[..address]))
        {
            var word = value[range].ToString();
            if (
                SignalsTable.Vocabulary.Contains(word)
                || SignalsTable.Vocabulary.Contains(word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'v', 'V'))
            )
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>
    /// "Claude Opus 4.7 (1M context)", "Claude (glm-4.7)", "tool:model" or "claude-opus-4-8 on behalf of": what names a version, as
    /// written; null where nothing does.
    /// </summary>
    public static string? Model(ReadOnlySpan<char> value)
    {
        var address = value.IndexOf('<');
        if (address < 0 && Tool(value) is null)
        {
            return null;
        }

        var name = (address < 0 ? value : value[..address]).Trim();
        var open = name.IndexOf('(');
        if (open >= 0 && name[open..].IndexOf(')') is var close and > 1 && name[(open + 1)..(open + close)].Trim() is var inner)
        {
            if (!inner.EndsWith("context", StringComparison.OrdinalIgnoreCase))
            {
                return inner.ToString();
            }

            name = name[..open].TrimEnd();
        }

        var colon = name.IndexOf(':');
        if (colon > 0 && colon + 1 < name.Length)
        {
            return name[(colon + 1)..].StartsWith("//", StringComparison.Ordinal) ? null : FirstWord(name[(colon + 1)..].Trim());
        }

        return !name.ContainsAnyInRange('0', '9') ? null
            : address >= 0 ? name.ToString()
            : FirstWord(name) is { } word && word.AsSpan().ContainsAnyInRange('0', '9') ? word
            : name.Length <= LongestKey && Tool(name) is not null ? name.ToString()
            : null;
    }

    private static string? FirstWord(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(" \t");
        return (end < 0 ? text : text[..end]).ToString() is { Length: > 0 } word ? word : null;
    }

    /// <summary>Everything that looks like an address, with or without angle brackets.</summary>
    public static List<string> Addresses(ReadOnlySpan<char> value)
    {
        var found = new List<string>();
        foreach (var range in value.SplitAny(" \t<>,;()\"'"))
        {
            var word = value[range];
            if (word.IndexOf('@') is var at and > 0 && at < word.Length - 1)
            {
                found.Add(word.ToString());
            }
        }

        return found;
    }

    public static ReadOnlySpan<char> FromFirstLetter(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]) || text[i] == '_')
            {
                return text[i..];
            }
        }

        return [];
    }

    /// <summary>True where the words are followed by no further letter, unless they end inside a link.</summary>
    public static bool BeginsWithWords(ReadOnlySpan<char> text, string words) =>
        text.StartsWith(words, StringComparison.OrdinalIgnoreCase)
        && (
            !char.IsLetterOrDigit(words[^1])
            || text.Length == words.Length
            || words.Contains("://", StringComparison.Ordinal)
            || !IsWord(text[words.Length])
        );

    private static bool HoldsWords(ReadOnlySpan<char> value, string words)
    {
        for (var from = 0; value[from..].IndexOf(words, StringComparison.OrdinalIgnoreCase) is var at and >= 0; from += at + 1)
        {
            var (start, end) = (from + at, from + at + words.Length);
            if ((start == 0 || !IsWord(value[start - 1])) && (end == value.Length || !IsWord(value[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool FirstWordIs(ReadOnlySpan<char> value, string word) =>
        value.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (value.Length == word.Length || !IsWord(value[word.Length]));

    private static List<Range> WordRanges(ReadOnlySpan<char> value)
    {
        var words = new List<Range>();
        var start = -1;
        for (var i = 0; i <= value.Length; i++)
        {
            var inside = i < value.Length && IsWord(value[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(start..i);
                start = -1;
            }
        }

        return words;
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
