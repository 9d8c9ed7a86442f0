// The command that gives what is missing, written so that it can be typed as it stands.
using Countersign.Inputs;

namespace Countersign.Policies;

internal static class Way
{
    /// <summary>Names the branch where the change comes from one with an ordinary name; elsewhere the command means HEAD.</summary>
    public static string To(string verb, Facts facts) => Branch(facts) is { } branch ? $"countersign {verb} {branch}" : $"countersign {verb}";

    public static string ToAnswer(IEnumerable<string> sections, Facts facts) =>
        $"{To("case", facts)} {string.Join(' ', sections.Select(section => $"--{section} '...'"))}".TrimEnd();

    private static string? Branch(Facts facts)
    {
        const string Heads = "refs/heads/";
        var name = facts.Subject.SourceRef is { } source && source.StartsWith(Heads, StringComparison.Ordinal) ? source[Heads.Length..] : "";
        var isPlain = name.Length > 0 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-');
        return isPlain ? name : null;
    }
}
