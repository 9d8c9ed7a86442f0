// A lock file as a graph: who in the repository uses which locked package, directly or through others.
using System.Text;
using Countersign.Documents;

namespace Countersign.Impact.Locks;

/// <summary>One locked thing, or one project of the repository. <paramref name="Print"/> differs where anything about it differs.</summary>
/// <param name="Package">The package's name for people; null for a project.</param>
/// <param name="Folder">The project's folder, relative to the lock file's; null for a package.</param>
internal sealed record LockEntry(string? Package, string? Folder, string Print, IReadOnlyList<string> Uses);

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
