// A lock file as a graph: who in the repository uses which locked package, directly or through others.
using System.Text;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact.Sources;

namespace Countersign.Impact.Locks;

/// <summary>One locked thing, or one project of the repository. <paramref name="Print"/> differs where anything about it differs.</summary>
/// <param name="Package">The package's name for people; null for a project, and for what only leads from one to others.</param>
/// <param name="Project">The project's file; null for what is none, or lies outside of the repository.</param>
internal sealed record LockEntry(string? Package, RepoPath? Project, string Print, IReadOnlyList<string> Uses)
{
    /// <summary>A project that the lock file names and that this repository does not have.</summary>
    public bool IsOutside { get; private init; }

    /// <param name="folder">The lock file's, as the repository has it.</param>
    /// <param name="written">The package's folder as the lock file says it.</param>
    public static LockEntry Npm(string folder, string written, string print, IReadOnlyList<string> uses) =>
        TreePath.Resolve(folder, TreePath.Escaped(written)) is { } own
            ? new LockEntry(null, RepoPath.Parse(NpmSource.NodeOf(own)), print, uses)
            : new LockEntry(null, null, print, uses) { IsOutside = true };
}

/// <summary>Entries by key; <see cref="Settings"/> is whatever else the file says.</summary>
internal sealed record LockGraph(IReadOnlyDictionary<string, LockEntry> Entries, string Settings)
{
    /// <summary>A node as one text, the same for the same content, whatever the order of its keys.</summary>
    public static string PrintOf(Node? node)
    {
        var text = new StringBuilder();
        Print(node, text);
        return text.ToString();
    }

    private static void Print(Node? node, StringBuilder text)
    {
        switch (node)
        {
            case Node.Scalar scalar:
                text.Append('"').Append(scalar.Text.Length).Append(':').Append(scalar.Text).Append('"');
                break;
            case Node.Sequence list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    Print(item, text);
                }

                text.Append(']');
                break;
            case Node.Mapping mapping:
                text.Append('{');
                foreach (var entry in mapping.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    text.Append(entry.Key.Length).Append(':').Append(entry.Key).Append('=');
                    Print(entry.Value, text);
                }

                text.Append('}');
                break;
            default:
                text.Append('-');
                break;
        }
    }
}
