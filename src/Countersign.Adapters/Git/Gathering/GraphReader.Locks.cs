// Reads both versions of the lock files of a change, with the project files that some of them need.
using System.Text;
using System.Text.Unicode;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Impact.Locks;

namespace Countersign.Adapters.Git.Gathering;

public sealed partial class GraphReader
{
    public const int LargestLock = 16 << 20;
    private const int MostLocks = 50;

    private readonly Dictionary<(ObjectId, string), LockNeighbour> _neighbours = [];

    /// <summary>One answer for each changed lock file of a source that the catalog names; of more than fifty none is compared.</summary>
    public IReadOnlyList<LockUse> Locks(IReadOnlyList<ChangedFile> files, ObjectId before, ObjectId after, GraphSources sources)
    {
        var locks = files.Where(file => LockFiles.IsRead(file.Path.Text, sources)).ToList();
        if (locks.Count == 0)
        {
            return [];
        }

        var known = Listed(before, sources).Concat(Listed(after, sources)).Select(entry => entry.Path).ToHashSet();
        return locks.Count > MostLocks
            ? LockFiles.NotCompared([.. locks.Select(file => file.Path.Text)], $"more than {MostLocks} lock files change at once", known)
            :
            [
                .. locks.Select(file =>
                    LockFiles.Compare(file.Path.Text, Side(file, isNew: false, before, sources), Side(file, isNew: true, after, sources), known)
                ),
            ];
    }

    /// <summary>Whether a lock file, as it stands in this tree, can be compared with another version of itself.</summary>
    public bool CanCompare(RepoPath path, ObjectId tree, GraphSources sources)
    {
        if (!LockFiles.IsRead(path.Text, sources) || room.Find(tree, path) is not { } entry)
        {
            return false;
        }

        var side = Side(new ChangedFile(path, entry.Mode, entry.Mode, entry.Id, entry.Id), isNew: true, tree, sources);
        return LockFiles.Compare(path.Text, side, side, []).Why is null;
    }

    private LockSide Side(ChangedFile file, bool isNew, ObjectId tree, GraphSources sources)
    {
        var mode = isNew ? file.NewMode : file.OldMode;
        if (!mode.IsFile())
        {
            return new LockSide(null, null, []);
        }

        var path = file.Path.Text;
        var content = room.ReadBlob(isNew ? file.NewBlob : file.OldBlob, LargestLock);
        var bytes = WithoutMark(content.Bytes);
        if (content.IsCut || !Utf8.IsValid(bytes.Span))
        {
            return new LockSide("", null, []);
        }

        var text = Encoding.UTF8.GetString(bytes.Span);
        var read = LockFiles.IsYarnBerry(path, text) ? forms.LargeYaml : Form(path);
        return new LockSide(text, read?.Invoke(bytes, path), Neighbours(path, tree, sources));
    }

    private ReadDocument? Form(string path) =>
        path.EndsWith(".json", StringComparison.Ordinal) ? (bytes, file) => JsonDocumentReader.Read(bytes, file, LargestLock)
        : path.EndsWith(".yaml", StringComparison.Ordinal) ? forms.LargeYaml
        : path.EndsWith(".props", StringComparison.Ordinal) ? forms.Xml
        : null;

    /// <summary>A project file that cannot be read is left out here: the graph it stands in is unknown for that reason already.</summary>
    private List<LockNeighbour> Neighbours(string of, ObjectId tree, GraphSources sources)
    {
        var neighbours = new List<LockNeighbour>();
        var listed = Listed(tree, sources);
        if (listed.Count > MostFiles)
        {
            return neighbours;
        }

        _bytes = 0;
        foreach (var entry in listed.Where(entry => LockFiles.NeedsNeighbour(of, entry.Path.Text)))
        {
            var path = entry.Path.Text;
            ReadDocument read = path.EndsWith(".json", StringComparison.Ordinal) ? JsonDocumentReader.Read : forms.Xml;
            if (One(entry, read).Content is Parsed<Node>.Good good)
            {
                if (!_neighbours.TryGetValue((entry.Id, path), out var neighbour))
                {
                    _neighbours[(entry.Id, path)] = neighbour = new LockNeighbour(path, good.Value);
                }

                neighbours.Add(neighbour);
            }
        }

        return neighbours;
    }
}
