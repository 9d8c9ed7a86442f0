// Which folders a workspace root of npm, pnpm or yarn names as its members.
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <summary>Patterns: *, **, ?, [a], {a,b}, and ! for what is left out; one that is not understood is a problem, since it may name members.</summary>
internal sealed record NpmWorkspace(string Folder, IReadOnlyList<(PathPattern Pattern, bool IsOut)> Patterns)
{
    private static readonly string[] s_notUnderstood = ["@(", "+(", "?(", "*(", "!(", ".."];

    /// <summary>A list of patterns, or yarn's mapping with `packages`; nothing where there is none.</summary>
    public static IEnumerable<NpmWorkspace> Of(string folder, Node? written, ProblemList problems)
    {
        var list = (written as Node.Mapping)?["packages"] ?? written;
        if (list is null or Node.Scalar { IsNull: true } || (list is Node.Mapping && list == written))
        {
            return [];
        }

        if (list is not Node.Sequence sequence)
        {
            NotUnderstood("the list of a workspace", list.Line);
            return [];
        }

        var patterns = new List<(PathPattern, bool)>();
        foreach (var item in sequence.Items)
        {
            var text = (item as Node.Scalar)?.Text.Trim() ?? "";
            var isOut = text.StartsWith('!') && !text.StartsWith("!(", StringComparison.Ordinal);
            var plain = (isOut ? text[1..] : text).TrimEnd('/');
            plain = (plain.StartsWith("./", StringComparison.Ordinal) ? plain[2..] : plain).TrimStart('/');

            // Anchored at the workspace's own folder, and its package.json stands for a folder.
            if (
                item is Node.Scalar
                && (isOut || !s_notUnderstood.Any(sign => plain.Contains(sign, StringComparison.Ordinal)))
                && PathPattern.TryParse(
                    $"/{TreePath.Join(folder, plain is "." or "" ? NpmSource.Package : $"{plain}/{NpmSource.Package}")}",
                    out var pattern,
                    out _
                )
            )
            {
                patterns.Add((pattern, isOut));
            }
            else if (!isOut)
            {
                NotUnderstood(text, item.Line);
            }
        }

        return [new NpmWorkspace(folder, patterns)];

        void NotUnderstood(string what, int line) =>
            problems.Error("workspaces", $"'{Fields.Cut(what)}' names members in a way that is not read", "Write folders, *, ** and {a,b}.", line);
    }

    public bool Has(string folder)
    {
        if (folder == Folder || !TreePath.IsBeneath(folder, Folder))
        {
            return folder == Folder;
        }

        var path = RepoPath.Parse(TreePath.Join(folder, NpmSource.Package));
        return Patterns.Any(one => !one.IsOut && one.Pattern.Matches(path)) && !Patterns.Any(one => one.IsOut && one.Pattern.Matches(path));
    }
}
