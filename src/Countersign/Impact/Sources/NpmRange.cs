// What a dependency in a package.json asks for: the names it may go by, or the folder that it names.
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <param name="Names">The key, and the name behind it where the version is another package's: "kern": "workspace:core@*".</param>
/// <param name="Folder">From the top of the repository; null where no folder is named, or one outside.</param>
internal readonly record struct NpmRange(IReadOnlyList<string> Names, string? Folder)
{
    private static readonly string[] s_linked = ["file:", "link:", "portal:", "workspace:"];

    /// <param name="own">The folder of the package.json.</param>
    public static IEnumerable<(NpmRange Range, int Line)> All(Node? kind, string own) =>
        ((kind as Node.Mapping)?.Entries ?? []).Select(entry => (Of(entry, own), entry.Line));

    private static NpmRange Of(Node.Entry entry, string own)
    {
        var text = entry.Value is Node.Scalar { IsNull: false } scalar ? scalar.Text.Trim() : "";
        var scheme = s_linked.FirstOrDefault(scheme => text.StartsWith(scheme, StringComparison.Ordinal)) ?? "";
        var rest = text[scheme.Length..];
        if (rest.StartsWith('.') || scheme is "file:" or "link:" or "portal:")
        {
            return new NpmRange([entry.Key], TreePath.Resolve(own, TreePath.Escaped(rest)));
        }

        const string Registry = "npm:";
        rest = rest.StartsWith(Registry, StringComparison.Ordinal) ? rest[Registry.Length..] : rest;
        return rest.LastIndexOf('@') is var at and > 0 ? new NpmRange([entry.Key, rest[..at]], null) : new NpmRange([entry.Key], null);
    }
}
