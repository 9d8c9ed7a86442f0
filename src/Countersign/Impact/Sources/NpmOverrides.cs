// Folders that a workspace puts in the place of packages, whoever asks for them: npm's overrides, yarn's resolutions, pnpm's overrides.
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <summary>
/// Everything that is installed beneath may be led there, also by a package from elsewhere, so each package beneath depends on the folder.
/// Which package is replaced is not read.
/// </summary>
/// <param name="Within">The folder of the file that says so.</param>
/// <param name="Where">The file and line, for people.</param>
internal readonly record struct NpmOverride(string Within, string Folder, string Where)
{
    public static IEnumerable<NpmOverride> Of(string file, Fields fields)
    {
        var own = TreePath.FolderOf(file);
        Node?[] places = [fields["overrides"], fields["resolutions"], (fields["pnpm"] as Node.Mapping)?["overrides"]];
        var all = places.SelectMany(Mappings).ToList();

        // "$name" means what the file itself asks for by that name.
        var same = all.SelectMany(mapping => mapping.Entries)
            .Select(entry => (entry.Value as Node.Scalar)?.Text.Trim() ?? "")
            .Where(text => text.StartsWith('$'))
            .Select(text => text[1..])
            .ToHashSet(StringComparer.Ordinal);
        return all.SelectMany(mapping => NpmRange.All(mapping, own))
            .Concat(NpmSource.Kinds.SelectMany(kind => NpmRange.All(fields[kind], own)).Where(one => same.Contains(one.Range.Names[0])))
            .Where(one => one.Range.Folder is not null)
            .Select(one => new NpmOverride(own, one.Range.Folder!, $"{file}:{one.Line}"));
    }

    private static IEnumerable<Node.Mapping> Mappings(Node? node) =>
        node is Node.Mapping mapping ? mapping.Entries.SelectMany(entry => Mappings(entry.Value)).Prepend(mapping) : [];
}
