// What belongs to a Backstage component by its folder though it has another name: projects and the catalog's components, at one commit.
using Countersign.Changes;
using Countersign.Impact.Sources;

namespace Countersign.Impact;

/// <summary>
/// Whatever lies in a component's folder, with no nearer component's between, is a part of it, so that the component depends on it. What lies in
/// that very folder, or claims it whole, is the component by another name, and depends on it as well.
/// </summary>
internal sealed class FolderLinks
{
    // One file may describe thousands of components and thousands of projects lie beneath it.
    private const int MostLinks = 200_000;

    private readonly SortedDictionary<string, SortedSet<string>> _owners = new(StringComparer.Ordinal);
    private readonly List<(string Folder, IReadOnlyList<string> Names, bool IsTest)> _parts = [];

    public void Owner(string folder, string name)
    {
        if (!_owners.TryGetValue(folder, out var names))
        {
            _owners[folder] = names = new SortedSet<string>(StringComparer.Ordinal);
        }

        names.Add(name);
    }

    /// <param name="names">What the project is called in the graph.</param>
    /// <param name="isTest">Then it is a part of nothing above its folder: tests do not run where the component runs.</param>
    public void Part(string folder, IReadOnlyList<string> names, bool isTest) => _parts.Add((folder, names, isTest));

    /// <summary>Who depends on whom, and why, in <paramref name="link"/>.</summary>
    /// <returns>Why some are left out; null where none is.</returns>
    public string? Follow(Catalog catalog, Action<string, string, EdgeProvenance> link)
    {
        var left = MostLinks;
        foreach (var folder in _owners.Keys)
        {
            // A folder named by a source may be none that a repository can have.
            if (RepoPath.TryParse(TreePath.Join(folder, "-"), out var within))
            {
                Link(folder, catalog.Of(within).Select(whole => whole.Name), isSame: true);
            }
        }

        foreach (var component in catalog.Components)
        {
            foreach (var beneath in component.Paths.Select(pattern => pattern.Folder).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                Link(Nearest(TreePath.Escaped(beneath)), [component.Name], isSame: false);
            }
        }

        foreach (var (beneath, names, isTest) in _parts)
        {
            var folder = Nearest(beneath);
            if (!isTest || folder == beneath)
            {
                Link(folder, names, isSame: folder == beneath);
            }
        }

        return left > 0 ? null : $"folders say more than {MostLinks} times what belongs to which component of Backstage, and not all of it was read";

        string? Nearest(string folder) => TreePath.FoldersAbove(TreePath.Join(folder, "-")).FirstOrDefault(_owners.ContainsKey);

        void Link(string? folder, IEnumerable<string> parts, bool isSame)
        {
            if (folder is null)
            {
                return;
            }

            var provenance = new EdgeProvenance(GraphSource.Backstage, folder.Length == 0 ? "/" : folder) { IsInferred = true };
            foreach (var (part, owner) in parts.SelectMany(part => _owners[folder].Select(owner => (part, owner))).TakeWhile(_ => left-- > 0))
            {
                link(owner, part, provenance);
                if (isSame)
                {
                    link(part, owner, provenance);
                }
            }
        }
    }
}
