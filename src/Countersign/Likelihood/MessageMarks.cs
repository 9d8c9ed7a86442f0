// What a commit's message says about mending: whether it mends something, and which commits it names as bad.
using Countersign.Changes;

namespace Countersign.Likelihood;

/// <summary>A rule of words, stated in specs/likelihood.md; a repository that writes otherwise keeps `.countersign/incidents.yml`.</summary>
public static class MessageMarks
{
    private const int ShortestHex = 7;
    private const string Fixes = "fixes";

    private static readonly HashSet<string> s_fixing = new(StringComparer.OrdinalIgnoreCase)
    {
        "fix",
        "fixes",
        "fixed",
        "fixing",
        "bugfix",
        "hotfix",
        "bug",
        "bugs",
        "defect",
        "defects",
        "fault",
        "regression",
        "crash",
        "crashes",
        "broken",
    };

    private static readonly string[] s_blaming =
    [
        "this reverts commit ",
        "this takes out ",
        "this reverts merge ",
        "reverts commit ",
        "fixes: ",
        "fixes ",
        "fix: ",
        "revert: ",
        "introduced by ",
        "introduced in ",
        "caused by ",
        "broken by ",
        "broken in ",
        "regressed in ",
        "regression from ",
        "regression in ",
        "regression since ",
    ];

    /// <summary>
    /// The subject has a word such as fix, bug, defect, fault, regression or crash, or a line below it begins with Fixes and a
    /// reference. A revert alone mends by taking away, and is none.
    /// </summary>
    public static bool IsFix(string message)
    {
        var subject = Subject(message);
        return Words(subject).Any(s_fixing.Contains)
            || message[subject.Length..]
                .Split('\n')
                .Any(line =>
                    line.TrimStart() is var text
                    && text.StartsWith(Fixes, StringComparison.OrdinalIgnoreCase)
                    && text[Fixes.Length..] is [':' or ' ', .. var reference]
                    && reference.Any(char.IsAsciiLetterOrDigit)
                );
    }

    /// <summary>Commits that the message says were bad, as written: 7 to 64 lower-case hexadecimal digits each.</summary>
    public static IReadOnlyList<string> Blamed(string message)
    {
        var found = new List<string>();
        foreach (var line in message.Split('\n'))
        {
            foreach (var opening in s_blaming)
            {
                var at = line.IndexOf(opening, StringComparison.OrdinalIgnoreCase);
                if (at >= 0 && HexAt(line.AsSpan(at + opening.Length)) is { } hex && !found.Contains(hex))
                {
                    found.Add(hex);
                }
            }
        }

        return found;
    }

    private static string? HexAt(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        text = text.StartsWith("commit ", StringComparison.OrdinalIgnoreCase) ? text[7..].TrimStart() : text;
        var length = 0;
        while (length < text.Length && char.IsAsciiHexDigitLower(text[length]))
        {
            length++;
        }

        var ends = length == text.Length || !char.IsLetterOrDigit(text[length]);
        return ends && length >= ShortestHex && length <= ObjectId.HexLength(ObjectFormat.Sha256) ? text[..length].ToString() : null;
    }

    private static string Subject(string message) => message.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? message[..end] : message;

    private static IEnumerable<string> Words(string text) =>
        text.Split([.. text.Where(letter => !char.IsLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
}
