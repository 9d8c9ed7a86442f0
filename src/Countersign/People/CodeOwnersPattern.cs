// A path pattern of CODEOWNERS, which differs from Git's ignore patterns and from ours.
using System.Diagnostics.CodeAnalysis;

namespace Countersign.People;

/// <summary>
/// Without a slash before its end it matches at any depth, otherwise from the top. A name also owns everything beneath it,
/// but a last segment of just `*` owns only the files right there. Case counts. No `!`, no `[ ]`.
/// </summary>
public sealed class CodeOwnersPattern
{
    private const int Longest = 1_000;
    private readonly string[] _segments;
    private readonly bool _beneath;

    private readonly string? _first;

    private CodeOwnersPattern(string text, string[] segments, bool beneath)
    {
        (Text, _segments, _beneath) = (text, segments, beneath);
        _first = segments[0].AsSpan().ContainsAny('*', '?') ? null : segments[0];
    }

    public string Text { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out CodeOwnersPattern? pattern, out string problem)
    {
        pattern = null;
        problem =
            text.Length is 0 or > Longest ? $"it is empty or longer than {Longest} characters"
            : text[0] == '!' ? "GitHub does not know '!'"
            : text.AsSpan().ContainsAny('[', ']') ? "GitHub does not know [ ]"
            : text.AsSpan().Contains("***", StringComparison.Ordinal) ? "it has three stars"
            : text[0] == '\\' ? "GitHub does not know an escape at the start"
            : "";
        if (problem.Length > 0)
        {
            return false;
        }

        var segments = text.Split('/').ToList();
        if (segments[0].Length == 0)
        {
            segments.RemoveAt(0);
        }
        else if ((segments.Count == 1 || (segments.Count == 2 && segments[1].Length == 0)) && segments[0] != "**")
        {
            segments.Insert(0, "**");
        }

        if (segments.Count > 1 && segments[^1].Length == 0)
        {
            segments[^1] = "**";
        }

        pattern = new CodeOwnersPattern(text, [.. segments], segments[^1] is not ("*" or "**"));
        return true;
    }

    /// <summary>The same in the words of `PathPattern`; empty where no path in a repository can fit.</summary>
    public IReadOnlyList<string> AsPathPatterns()
    {
        if (_segments.Any(segment => segment is "" or "." or ".."))
        {
            return [];
        }

        var text = "/" + string.Join('/', _segments.Select(Translated));
        return _beneath ? [text, text + "/**"] : [text];
    }

    /// <summary>Only `*` and `?` mean something here; beside other letters two stars are one.</summary>
    private static string Translated(string segment)
    {
        var text = new System.Text.StringBuilder();
        foreach (var letter in segment == "**" ? "" : segment)
        {
            var isSecondStar = letter == '*' && text.Length > 0 && text[^1] == '*';
            text.Append(letter is '[' or ']' or '{' or '}' or '\\' ? "\\" : "").Append(isSecondStar ? "" : letter.ToString());
        }

        return segment == "**" ? segment : text.ToString();
    }

    /// <summary>The path as text with slashes, from the top, without one at the start.</summary>
    public bool Matches(string path) => Matches(path.Split('/'));

    /// <summary>Most patterns are told apart by their first folder alone.</summary>
    internal bool Matches(string[] parts)
    {
        if (_first is not null && parts[0] != _first)
        {
            return false;
        }

        var reached = new bool[parts.Length + 1];
        reached[0] = true;
        for (var at = 0; at < _segments.Length; at++)
        {
            reached = Step(_segments[at], at == _segments.Length - 1, reached, parts);
        }

        return _beneath ? reached.AsSpan(1).Contains(true) : reached[^1];
    }

    /// <summary>From the numbers of path segments that are matched so far to those after one more pattern segment.</summary>
    private static bool[] Step(string segment, bool isLast, bool[] reached, string[] parts)
    {
        var next = new bool[reached.Length];
        for (var i = 0; i < reached.Length; i++)
        {
            if (!reached[i])
            {
                continue;
            }

            if (segment == "**")
            {
                next.AsSpan(isLast ? Math.Min(i + 1, next.Length) : i).Fill(true);
                break;
            }

            if (i < parts.Length && MatchesSegment(segment, parts[i]))
            {
                next[i + 1] = true;
            }
        }

        return next;
    }

    private static bool MatchesSegment(string pattern, string text)
    {
        var (p, t, star, back) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, back) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++back);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length && (text.Length > 0 || pattern.Length == 0);
    }
}
