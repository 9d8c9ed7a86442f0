// Tools' notes as the gate has seen them: a tree of every version, so that what was seen stays seen.
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Records;

/// <summary>
/// Blobs at `REF/PATH/BLOB` under <see cref="RecordRefs.Notes"/>: the ref as one percent-encoded name, so that none lies within another;
/// the path of a note is the commit in hexadecimal, two digits a folder.
/// </summary>
/// <param name="tree">Null where the gate has kept nothing.</param>
internal sealed class KeptNotes(CleanRoom room, ObjectId? tree)
{
    private const string Notes = "refs/notes/";

    /// <summary>The only file that is read in refs of traces.</summary>
    public static readonly RepoPath TraceFile = RepoPath.Of("traces.jsonl");

    private readonly Dictionary<string, NotesTree> _notes = new(StringComparer.Ordinal);
    private Dictionary<string, ObjectId>? _folders;

    /// <summary>By the ref's name.</summary>
    private Dictionary<string, ObjectId> Folders =>
        _folders ??= (tree is { } root ? room.ReadTree(root) : [])
            .Where(entry => entry.Mode == EntryMode.Tree)
            .GroupBy(entry => Uri.UnescapeDataString(Encoding.UTF8.GetString(entry.Path.Bytes)), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);

    /// <summary>Where all versions of what stands at a path of a tool's ref are kept; null where nobody reads what stands there.</summary>
    public static RepoPath? FolderOf(string reference, RepoPath path)
    {
        var place =
            !reference.StartsWith(Notes, StringComparison.Ordinal) ? (path == TraceFile ? path.Text : null)
            : ObjectId.TryParse(path.Text.Replace("/", "", StringComparison.Ordinal), out var commit) ? $"{commit.Hex[..2]}/{commit.Hex[2..]}"
            : null;
        return place is null ? null : RepoPath.Of($"{Uri.EscapeDataString(reference)}/{place}");
    }

    public static RepoPath PlaceOf(RepoPath folder, ObjectId blob) =>
        RepoPath.FromBytes([.. folder.Bytes, .. Encoding.ASCII.GetBytes("/" + blob.Hex)]);

    public bool Has(string reference) => Folders.ContainsKey(reference);

    /// <summary>Every version of the note beside a commit, in no order that means anything.</summary>
    public IReadOnlyList<ObjectId> Of(string reference, ObjectId commit) => Versions(Tree(reference)?.At(commit));

    public IReadOnlyList<ObjectId> Of(string reference, RepoPath path) =>
        Folders.TryGetValue(reference, out var folder) ? Versions(room.Find(folder, path)) : [];

    /// <summary>What is kept in one of <see cref="FolderOf"/>'s folders of a ref.</summary>
    public IReadOnlyList<ObjectId> In(string reference, RepoPath folder) =>
        folder.Bytes[(folder.Bytes.IndexOf((byte)'/') + 1)..] is var place && Folders.TryGetValue(reference, out var tree)
            ? Versions(room.Find(tree, RepoPath.FromBytes(place)))
            : [];

    /// <summary>Refs beneath a folder of refs that something was kept of.</summary>
    public IReadOnlyList<string> Beneath(string folder) => [.. Folders.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal))];

    private NotesTree? Tree(string reference) =>
        _notes.TryGetValue(reference, out var known) ? known
        : Folders.TryGetValue(reference, out var folder) ? _notes[reference] = new NotesTree(room, folder)
        : null;

    private ObjectId[] Versions(TreeEntry? folder) =>
        folder is { Mode: EntryMode.Tree } found ? [.. room.ReadTree(found.Id).Where(entry => entry.Mode.IsFile()).Select(entry => entry.Id)] : [];
}
