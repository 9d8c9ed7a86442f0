// Tools' notes as the gate has seen them: a tree of every version, so that what was seen stays seen.
using Countersign.Changes;

namespace Countersign.Adapters.Git.Records;

/// <summary>Blobs at `REF/PATH/BLOB` under <see cref="RecordRefs.Notes"/>; the path of a note is the commit in hexadecimal, two digits a folder.</summary>
/// <param name="tree">Null where the gate has kept nothing.</param>
internal sealed class KeptNotes(CleanRoom room, ObjectId? tree)
{
    private const string Commits = "refs/notes/";

    public static KeptNotes In(CleanRoom room, IEnumerable<GitRef> refs) =>
        new(room, refs.FirstOrDefault(reference => reference.Name == RecordRefs.Notes)?.Id is { } kept ? room.TreeOf(kept) : null);

    /// <summary>Where a version of what stands at a path of a tool's ref is kept.</summary>
    public static RepoPath PlaceOf(string reference, RepoPath path, ObjectId blob) =>
        RepoPath.Of($"{reference}/{(reference.StartsWith(Commits, StringComparison.Ordinal) ? Spread(path.Text) : path.Text)}/{blob.Hex}");

    public bool Has(string reference) => tree is { } root && room.Find(root, RepoPath.Of(reference)) is not null;

    /// <summary>Every version of the note beside a commit, in no order that means anything.</summary>
    public IEnumerable<ObjectId> Of(string reference, ObjectId commit) => Versions($"{reference}/{Spread(commit.Hex)}");

    public IEnumerable<ObjectId> Of(string reference, RepoPath path) => Versions($"{reference}/{path.Text}");

    /// <summary>Refs directly beneath a folder of refs that something was kept of.</summary>
    public IEnumerable<string> Beneath(string folder) => Entries(folder.TrimEnd('/')).Select(entry => folder + entry.Path.Text);

    private IEnumerable<ObjectId> Versions(string folder) => Entries(folder).Where(entry => entry.Mode.IsFile()).Select(entry => entry.Id);

    private IReadOnlyList<TreeEntry> Entries(string folder) =>
        tree is { } root && room.Find(root, RepoPath.Of(folder)) is { Mode: EntryMode.Tree } found ? room.ReadTree(found.Id) : [];

    /// <summary>However deep Git has spread the notes by now, here it is always one folder.</summary>
    private static string Spread(string path) =>
        path.Replace("/", "", StringComparison.Ordinal) is [_, _, _, ..] hex ? $"{hex[..2]}/{hex[2..]}" : path;
}
