// A case as it stands in a description: answers beneath headings, unsigned, known by the digest of all that was read.
using System.Text;
using Countersign.Changes;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>
/// <paramref name="Digest"/> is over the whole description in UTF-8, so that any edit makes it another one. Only what a reader of the
/// rendered page sees counts: nothing in comments, no heading inside a code block, no answer of invisible characters. Source:
/// specs/forge.md; headings as CommonMark has them.
/// </summary>
public sealed record DescribedCase(Digest Digest, IReadOnlyDictionary<CaseSection, string> Sections, IReadOnlyList<Advice> Advice)
{
    private const string AdviceName = "advice";
    private static readonly Dictionary<string, CaseSection> s_names = Enum.GetValues<CaseSection>()
        .ToDictionary(Word.Of, section => section, StringComparer.Ordinal);

    /// <summary>As <see cref="Case.Answered"/>; never `ai`, which each maker signs.</summary>
    public IReadOnlyList<string> Answered => [.. Sections.Keys.Order().Select(Word.Of), .. Advice.Count > 0 ? [AdviceName] : Array.Empty<string>()];

    public static DescribedCase Read(string description)
    {
        var texts = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var seen = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        string? open = null;
        foreach (var (line, place) in Lines(description))
        {
            if (place == Place.Text && Heading(line) is { } name)
            {
                open = name;
            }
            else if (open is not null)
            {
                Add(texts, open, line);
                Add(
                    seen,
                    open,
                    place == Place.Text ? Rendered.Words(line)
                        : place == Place.Code ? line
                        : ""
                );
            }
        }

        var answers = texts.Where(pair => IsSeen(seen[pair.Key].ToString())).ToDictionary(pair => pair.Key, pair => pair.Value.ToString().Trim());
        return new DescribedCase(
            Digest.Of(Encoding.UTF8.GetBytes(description)),
            answers.Where(pair => s_names.ContainsKey(pair.Key)).ToDictionary(pair => s_names[pair.Key], pair => pair.Value),
            answers.TryGetValue(AdviceName, out var advice) ? [.. AdviceIn(advice)] : []
        );
    }

    private enum Place
    {
        Text,

        /// <summary>The line that opens or closes a code block, whose own words nobody sees.</summary>
        Fence,

        Code,
    }

    private static void Add(Dictionary<string, StringBuilder> texts, string name, string line)
    {
        if (!texts.TryGetValue(name, out var text))
        {
            texts[name] = text = new StringBuilder();
        }

        text.Append(line).Append('\n');
    }

    /// <summary>Each line without comments.</summary>
    private static IEnumerable<(string Line, Place Place)> Lines(string description)
    {
        string? fence = null;
        var inComment = false;
        foreach (var raw in description.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (fence is not null)
            {
                var closes = Closes(line, fence);
                fence = closes ? null : fence;
                yield return (line, closes ? Place.Fence : Place.Code);
                continue;
            }

            line = WithoutComments(line, ref inComment);
            fence = inComment ? null : Opens(line);
            yield return (line, fence is null ? Place.Text : Place.Fence);
        }
    }

    private static string WithoutComments(string line, ref bool inComment)
    {
        var left = new StringBuilder();
        for (var at = 0; at < line.Length; )
        {
            var mark = line.IndexOf(inComment ? "-->" : "<!--", at, StringComparison.Ordinal);
            left.Append(inComment ? "" : line[at..(mark < 0 ? line.Length : mark)]);
            at = mark < 0 ? line.Length : mark + (inComment ? 3 : 4);
            inComment = mark < 0 ? inComment : !inComment;
        }

        return left.ToString();
    }

    private static string? Opens(string line)
    {
        var text = line.TrimStart(' ');
        var length = text.Length == 0 ? 0 : text.Length - text.TrimStart(text[0]).Length;
        return line.Length - text.Length <= 3 && length >= 3 && text[0] is '`' or '~' && (text[0] == '~' || !text[length..].Contains('`'))
            ? text[..length]
            : null;
    }

    private static bool Closes(string line, string fence)
    {
        var text = line.Trim(' ', '\t');
        return line.Length - line.TrimStart(' ').Length <= 3 && text.Length >= fence.Length && text.All(c => c == fence[0]);
    }

    /// <summary>The name that a heading asks by, empty for any other heading; null where the line is none.</summary>
    private static string? Heading(string line)
    {
        var text = line.TrimStart(' ');
        var depth = text.Length - text.TrimStart('#').Length;
        if (line.Length - text.Length > 3 || depth is < 1 or > 6 || (text.Length > depth && text[depth] is not (' ' or '\t')))
        {
            return null;
        }

        var name = text[depth..].Trim(' ', '\t').TrimEnd('#').Trim(' ', '\t', ':', '?').ToLowerInvariant().Replace(' ', '-');
        return s_names.ContainsKey(name) || name == AdviceName ? name : "";
    }

    private static bool IsSeen(string text) =>
        text.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune) && !VisibleText.IsTreacherous(rune) && Rune.IsLetterOrDigit(rune));

    /// <summary>One SOURCE=AGE a line, with or without a list's mark; a line without an age is no advice.</summary>
    private static IEnumerable<Advice> AdviceIn(string text)
    {
        foreach (var line in text.Split('\n').Select(line => line.Trim().TrimStart('-', '*', ' ')))
        {
            var at = line.LastIndexOf('=');
            if (at > 0 && at < line.Length - 1)
            {
                yield return new Advice(line[..at].Trim(), line[(at + 1)..].Trim());
            }
        }
    }
}
