// Finds the note beside a commit, however deep Git has spread the notes over folders by now.
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary>Folders are kept while there are not too many. Source: git-notes(1), the fan-out of refs/notes.</summary>
internal sealed class NotesTree(CleanRoom room, ObjectId root)
{
    private const int MostFolders = 1024;
    private readonly Dictionary<ObjectId, Dictionary<string, TreeEntry>> _folders = [];

    public ObjectId? Find(ObjectId commit) => At(commit) is { } note && note.Mode.IsFile() ? note.Id : null;

    /// <summary>Whatever stands at a commit's place.</summary>
    public TreeEntry? At(ObjectId commit)
    {
        var (folder, rest) = (root, commit.Hex);
        while (true)
        {
            var entries = Folder(folder);
            if (entries.TryGetValue(rest, out var note))
            {
                return note;
            }

            if (rest.Length <= 2 || !entries.TryGetValue(rest[..2], out var inner) || inner.Mode != EntryMode.Tree)
            {
                return null;
            }

            (folder, rest) = (inner.Id, rest[2..]);
        }
    }

    private Dictionary<string, TreeEntry> Folder(ObjectId tree)
    {
        if (!_folders.TryGetValue(tree, out var entries))
        {
            if (_folders.Count == MostFolders)
            {
                _folders.Clear();
            }

            _folders[tree] = entries = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
            foreach (var entry in room.ReadTree(tree))
            {
                entries[entry.Path.Text] = entry;
            }
        }

        return entries;
    }
}
