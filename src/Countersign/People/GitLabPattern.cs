// A path pattern as GitLab's CODEOWNERS has it, in the words of our own patterns.
using System.Text;

namespace Countersign.People;

/// <summary>
/// Without a slash at its start it fits at any depth; one at its end means all that lies beneath; nothing else reaches beneath. Two
/// stars at the very end are taken for all that lies beneath, where GitLab takes them for one folder: so no path loses its owners.
/// </summary>
internal static class GitLabPattern
{
    private const int Longest = 900;

    /// <summary>Null where <paramref name="problem"/> says why; empty where no path in a repository can fit.</summary>
    public static IReadOnlyList<string>? AsPathPatterns(string text, out string problem)
    {
        problem = text.Length > Longest ? "it is too long" : "";
        if (problem.Length > 0)
        {
            return null;
        }

        var full =
            text == "*" ? "/**/*"
            : text.StartsWith('/') ? text
            : "/**/" + text;
        full = full.EndsWith('/') ? full + "**" : full;
        var segments = full[1..].Split('/');
        if (segments.Any(segment => segment is "" or "." or ".."))
        {
            return [];
        }

        var translated = new List<string>();
        foreach (var segment in segments)
        {
            if (Translated(segment) is not { } one)
            {
                problem = "a '[' is not closed, or holds a slash";
                return null;
            }

            translated.Add(one);
        }

        return ["/" + string.Join('/', translated)];
    }

    private static string? Translated(string segment)
    {
        if (segment == "**")
        {
            return segment;
        }

        var text = new StringBuilder();
        for (var i = 0; i < segment.Length; i++)
        {
            var letter = segment[i];
            switch (letter)
            {
                case '*':
                    text.Append(i > 0 && segment[i - 1] == '*' ? "" : "*");
                    break;
                case '\\' when i + 1 < segment.Length:
                    text.Append('\\').Append(segment[++i]);
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '{' or '}':
                    text.Append('\\').Append(letter);
                    break;
                case '[':
                    var end = segment.IndexOf(']', Math.Min(i + 2, segment.Length));
                    if (end < 0)
                    {
                        return null;
                    }

                    text.Append(segment, i, end - i + 1);
                    i = end;
                    break;
                default:
                    text.Append(letter);
                    break;
            }
        }

        return text.ToString();
    }
}
