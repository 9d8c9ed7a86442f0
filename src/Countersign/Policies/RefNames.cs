// Branch patterns: a short name means refs/heads/ and nothing else, so that a tag cannot pass for a branch.
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Policies;

internal static class RefNames
{
    private const string Heads = "refs/heads/";

    public static Selection? Parse(Node node, string what, Reading reading)
    {
        var selection = Selection.Parse(node, what, reading);
        foreach (var pattern in selection?.All ?? [])
        {
            if (!PathPattern.TryParse(IsRegex(pattern) ? pattern : Full(pattern), out _, out var problem))
            {
                reading.Report("policy.bad-pattern", $"pattern '{pattern}': {problem}", "see specs/policy.md, patterns", node.Line);
            }
        }

        return selection;
    }

    /// <summary>A regular expression looks at the branch's short name.</summary>
    public static bool Matches(string pattern, string refName) =>
        IsRegex(pattern)
            ? refName.StartsWith(Heads, StringComparison.Ordinal) && PathPattern.Parse(pattern).Matches(refName[Heads.Length..])
            : PathPattern.Parse(Full(pattern)).Matches(RepoPath.Of(refName));

    private static bool IsRegex(string pattern) => pattern.StartsWith(PathPattern.RegexPrefix, StringComparison.Ordinal);

    private static string Full(string pattern) => pattern.StartsWith("refs/", StringComparison.Ordinal) ? $"/{pattern}" : $"/{Heads}{pattern}";
}
