// Where each maker has been: folders, with all that lie above them.

namespace Countersign.Adapters.Git.Past;

/// <summary>As Git's own search by folder finds it: who changed a/b/c has been in a/b and in a.</summary>
internal sealed class PastPlaces
{
    private const int MostFolders = 50;
    private readonly HashSet<ulong> _been = [];

    public bool AnyHasBeenIn(IEnumerable<int> makers, IReadOnlyList<StepFile> files)
    {
        var folders = files.Select(file => FolderOf(file.Path.Bytes)).Distinct().Take(MostFolders).ToList();
        return makers.Any(maker => folders.Exists(folder => _been.Contains(Key(maker, folder))));
    }

    public void Remember(IReadOnlyCollection<int> makers, IReadOnlyList<StepFile> files)
    {
        foreach (var path in files.Select(file => file.Path.ToBytes()))
        {
            for (var length = path.AsSpan().LastIndexOf((byte)'/'); ; length = path.AsSpan(0, length).LastIndexOf((byte)'/'))
            {
                var folder = PathKey.Of(path.AsSpan(0, Math.Max(0, length)));
                var isNew = false;
                foreach (var maker in makers)
                {
                    isNew |= _been.Add(Key(maker, folder));
                }

                // Whoever has been in a folder has been in those above it.
                if (!isNew || length <= 0)
                {
                    break;
                }
            }
        }
    }

    private static ulong FolderOf(ReadOnlySpan<byte> path) => PathKey.Of(path[..Math.Max(0, path.LastIndexOf((byte)'/'))]);

    private static ulong Key(int maker, ulong folder) => unchecked((folder ^ (ulong)maker) * 0x9E37_79B9_7F4A_7C15UL);
}
