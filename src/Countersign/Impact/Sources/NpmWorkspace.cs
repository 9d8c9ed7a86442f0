// Which folders a workspace root of npm, pnpm or yarn names as its members.
using System.Buffers;
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <summary>
/// Patterns: *, **, ?, [a], {a,b}, and ! for what is left out unless a later one takes it in again, as in npm; one that is not understood is
/// a problem, since it may name members.
/// </summary>
internal sealed record NpmWorkspace(string Folder, IReadOnlyList<NpmPattern> Patterns)
{
    /// <summary>Letters of paths times letters of patterns that may be compared; some seconds.</summary>
    public const long MostWork = 100_000_000;

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

        var patterns = new List<NpmPattern>();
        foreach (var item in sequence.Items)
        {
            var text = (item as Node.Scalar)?.Text.Trim() ?? "";
            var plain = text.StartsWith("!(", StringComparison.Ordinal) ? text : text.TrimStart('!');
            var isOut = (text.Length - plain.Length) % 2 == 1;
            plain = plain.TrimEnd('/');
            plain = (plain.StartsWith("./", StringComparison.Ordinal) ? plain[2..] : plain).TrimStart('/');

            // From the workspace's own folder on, and its package.json stands for a folder.
            if (
                item is Node.Scalar
                && (isOut || !s_notUnderstood.Any(sign => plain.Contains(sign, StringComparison.Ordinal)))
                && PathPattern.TryParse($"/{(plain is "." or "" ? "" : $"{plain}/")}{NpmSource.Package}", out var pattern, out _)
            )
            {
                patterns.Add(new NpmPattern(pattern, isOut));
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

    /// <summary>The last pattern that fits decides.</summary>
    /// <param name="work">What is left of <see cref="MostWork"/>; below zero every folder beneath counts as a member.</param>
    public bool Has(string folder, ref long work)
    {
        if (folder == Folder || !TreePath.IsBeneath(folder, Folder))
        {
            return folder == Folder;
        }

        var path = RepoPath.Parse(TreePath.Join(Folder.Length == 0 ? folder : folder[(Folder.Length + 1)..], NpmSource.Package));
        for (var at = Patterns.Count - 1; at >= 0 && work >= 0; at--)
        {
            if (Patterns[at].Fits(path, ref work))
            {
                return !Patterns[at].IsOut;
            }
        }

        return work < 0;
    }
}

/// <param name="IsOut">Leaves out what fits.</param>
internal sealed record NpmPattern(PathPattern Pattern, bool IsOut)
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("*?[]{}\\");
    private readonly byte[] _beginning = Beginning(Pattern.Text);

    /// <summary>Most folders are told apart by how they begin, which costs next to nothing.</summary>
    public bool Fits(RepoPath path, ref long work)
    {
        if (!path.Bytes.StartsWith(_beginning))
        {
            return false;
        }

        work -= (long)path.Bytes.Length * Pattern.Text.Length;
        return work >= 0 && Pattern.Matches(path);
    }

    private static byte[] Beginning(string pattern) =>
        pattern.AsSpan(1).IndexOfAny(s_special) is var at and >= 0
            ? System.Text.Encoding.UTF8.GetBytes(pattern[1..(at + 1)])
            : System.Text.Encoding.UTF8.GetBytes(pattern[1..]);
}
