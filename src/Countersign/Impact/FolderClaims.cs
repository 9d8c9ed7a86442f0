// Which folders belong to which component at one commit, by sources that know folders only: the nearest folder above a path counts.
using Countersign.Changes;
using Countersign.Impact.Sources;

namespace Countersign.Impact;

/// <param name="Maps">Whether its word is enough for the path to count as mapped.</param>
internal readonly record struct FolderClaim(string Name, bool Maps);

internal sealed class FolderClaims
{
    private readonly SortedDictionary<GraphSource, Dictionary<string, HashSet<FolderClaim>>> _bySource = [];
    private readonly Dictionary<string, HashSet<FolderClaim>> _beside = new(StringComparer.Ordinal);

    public void Add(GraphSource source, string folder, FolderClaim claim)
    {
        if (!_bySource.TryGetValue(source, out var folders))
        {
            _bySource[source] = folders = new Dictionary<string, HashSet<FolderClaim>>(StringComparer.Ordinal);
        }

        Add(folders, folder, claim);
    }

    /// <summary>Counts beside the nearest folder, whichever that is.</summary>
    public void AddBeside(string folder, FolderClaim claim) => Add(_beside, folder, claim);

    public IEnumerable<FolderClaim> Of(RepoPath path) =>
        _bySource
            .Values.SelectMany(folders => Nearest(folders, path.Text))
            .Concat(
                _beside.Count == 0
                    ? []
                    : TreePath.FoldersAbove(path.Text).SelectMany(folder => _beside.GetValueOrDefault(folder) ?? Enumerable.Empty<FolderClaim>())
            );

    private static void Add(Dictionary<string, HashSet<FolderClaim>> folders, string folder, FolderClaim claim)
    {
        if (!folders.TryGetValue(folder, out var claims))
        {
            folders[folder] = claims = [];
        }

        claims.Add(claim);
    }

    private static HashSet<FolderClaim> Nearest(Dictionary<string, HashSet<FolderClaim>> folders, string path) =>
        TreePath.FoldersAbove(path).Select(folder => folders.GetValueOrDefault(folder)).FirstOrDefault(claims => claims is not null) ?? [];
}
