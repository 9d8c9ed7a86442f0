// Where tools keep their records: what stands in their refs now and what the gate has kept of them, found without a word about what is broken.
using Countersign.Adapters.Git.Records;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>One for all who read records of one change. Without such refs it costs nothing; with them one process, however many commits there are.</summary>
public sealed class ToolRecords(CleanRoom room, IReadOnlyList<GitRef> refs)
{
    /// <summary>Of agentdiff: a branch's own, and those of everybody.</summary>
    internal const string TraceFolder = "refs/agentdiff/traces/";
    internal const string MetaRef = "refs/agentdiff/meta";
    public const string NotesFolder = "refs/notes/";

    /// <summary>Where a clone keeps a forge's notes, beside its own.</summary>
    public const string FetchedNotes = "refs/countersign-remote/notes/";

    private readonly Dictionary<string, GitRef> _refs = refs.ToDictionary(reference => reference.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, NotesTree?> _trees = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _oddities = new(StringComparer.Ordinal);
    private KeptNotes? _kept;

    public static IReadOnlyList<GitRef> RefsIn(GitRepository repository) =>
        [.. repository.Refs().Where(reference => reference.Target is null && Holds(reference.Name))];

    /// <summary>True for the refs that are read, as records of lines or of whole commits.</summary>
    public static bool Holds(string reference) =>
        LineRecordReader.Holds(reference)
        || (reference.StartsWith(FetchedNotes, StringComparison.Ordinal) && LineRecordReader.Holds(NotesFolder + reference[FetchedNotes.Length..]))
        || CommitRecordReader.Holds(reference)
        || reference == RecordRefs.Notes;

    internal CleanRoom Room => room;

    /// <summary>What could not be read because it is something else than its name says.</summary>
    internal IReadOnlyCollection<string> Oddities => _oddities;

    private KeptNotes Kept =>
        _kept ??=
            Quietly<KeptNotes?>(RecordRefs.Notes, () => new KeptNotes(room, Id(RecordRefs.Notes) is { } kept ? room.TreeOf(kept) : null), null)
            ?? new KeptNotes(room, null);

    internal ObjectId? Id(string name) => _refs.TryGetValue(name, out var reference) ? reference.Id : null;

    /// <summary>Refs beneath a folder of refs that stand there now or that something was kept of.</summary>
    internal IEnumerable<string> Beneath(string folder) =>
        _refs.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Union(Quietly(folder, () => Kept.Beneath(folder), []));

    /// <summary>Every version of the note beside a commit, in no order that means anything.</summary>
    internal IEnumerable<ObjectId> NotesOf(string name, ObjectId commit) =>
        new[] { name, FetchedNotes + name[NotesFolder.Length..] }
            .SelectMany(place => Quietly(place, () => Tree(place)?.Find(commit) is { } note ? [note] : Array.Empty<ObjectId>(), []))
            .Concat(Quietly(name, () => Kept.Of(name, commit), []))
            .Distinct();

    /// <summary>Every version of a file in the tip of a ref.</summary>
    internal IEnumerable<ObjectId> FilesOf(string name, RepoPath path) =>
        (Id(name) is { } tip ? FilesIn(name, tip, path) : []).Concat(Quietly(name, () => Kept.Of(name, path), [])).Distinct();

    internal IReadOnlyList<ObjectId> FilesIn(string name, ObjectId commit, RepoPath path) =>
        Quietly(name, () => room.Find(room.TreeOf(commit), path) is { } entry && entry.Mode.IsFile() ? [entry.Id] : Array.Empty<ObjectId>(), []);

    /// <summary>A ref that holds something else than its name says is no reason to lose the answer, nor what stands elsewhere.</summary>
    internal T Quietly<T>(string name, Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (GitFault problem)
        {
            _oddities.Add($"{name}: {problem.Message}");
            return otherwise;
        }
    }

    private NotesTree? Tree(string name)
    {
        if (!_trees.TryGetValue(name, out var tree))
        {
            _trees[name] = null;
            _trees[name] = tree = Id(name) is { } tip ? new NotesTree(room, room.TreeOf(tip)) : null;
        }

        return tree;
    }
}
