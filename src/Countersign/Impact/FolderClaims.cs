// Which folders belong to which component, by sources that know folders only: the nearest folder above a path counts.
using Countersign.Changes;

namespace Countersign.Impact;

/// <param name="Maps">Whether its word is enough for the path to count as mapped.</param>
internal readonly record struct FolderClaim(string Name, bool Maps);

internal sealed class FolderClaims
{
    private readonly SortedDictionary<GraphSource, Dictionary<string, List<FolderClaim>>> _bySource = [];

    public void Add(GraphSource source, string folder, FolderClaim claim)
    {
        if (!_bySource.TryGetValue(source, out var folders))
        {
            _bySource[source] = folders = new Dictionary<string, List<FolderClaim>>(StringComparer.Ordinal);
        }

        if (!folders.TryGetValue(folder, out var claims))
        {
            folders[folder] = claims = [];
        }

        claims.Add(claim);
    }

    public IEnumerable<FolderClaim> Of(RepoPath path) => _bySource.Values.SelectMany(folders => Nearest(folders, path.Text));

    private static List<FolderClaim> Nearest(Dictionary<string, List<FolderClaim>> folders, string path)
    {
        for (var end = path.LastIndexOf('/'); end >= 0; end = end == 0 ? -1 : path.LastIndexOf('/', end - 1))
        {
            if (folders.TryGetValue(path[..end], out var claims))
            {
                return claims;
            }
        }

        return folders.GetValueOrDefault("") ?? [];
    }
}
