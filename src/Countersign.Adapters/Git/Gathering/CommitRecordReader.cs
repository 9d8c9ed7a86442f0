// What tools recorded of whole commits: a branch of checkpoints that trailers point into, and notes.
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>Without such refs it costs nothing. What cannot be read counts for nothing.</summary>
public sealed class CommitRecordReader(CleanRoom room, IReadOnlyList<GitRef> refs)
{
    private const string NotesRef = "refs/notes/agentdiff";
    private const string Trailer = "entire-checkpoint:";
    private const int IdLength = 12;

    /// <summary>Sessions that one checkpoint may hold, beside what it says of itself.</summary>
    private const int MostSessions = 8;

    private static readonly string[] s_checkpoints = ["refs/heads/entire/checkpoints/v1", "refs/remotes/origin/entire/checkpoints/v1"];

    private readonly KeptNotes _kept = KeptNotes.In(room, refs);
    private NotesTree? _notes;

    public static bool Holds(string reference) => reference == NotesRef || s_checkpoints.Contains(reference);

    /// <param name="declared">What the commits' own messages say, with the ids of checkpoints.</param>
    public IEnumerable<AssistanceFinding> Read(IReadOnlyList<Lineage> commits, IEnumerable<AssistanceFinding> declared)
    {
        var found = new List<AssistanceFinding>();
        Quietly(() => Notes(refs.FirstOrDefault(reference => reference.Name == NotesRef), commits));
        foreach (var reference in refs.Where(reference => s_checkpoints.Contains(reference.Name)))
        {
            Quietly(() => Checkpoints(reference, declared));
        }

        return found.DistinctBy(finding => (finding.Tool, finding.Raw, finding.Source));

        void Quietly(Func<List<AssistanceFinding>> read)
        {
            try
            {
                found.AddRange(read());
            }
            catch (GitFault)
            {
                // The ref holds something else than its name says.
            }
        }
    }

    private List<AssistanceFinding> Notes(GitRef? reference, IReadOnlyList<Lineage> commits)
    {
        _notes ??= reference is null ? null : new NotesTree(room, room.TreeOf(reference.Id));
        var found = new List<AssistanceFinding>();
        foreach (var (id, _) in commits)
        {
            foreach (var blob in (_notes?.Find(id) is { } now ? [now] : Array.Empty<ObjectId>()).Concat(_kept.Of(NotesRef, id)).Distinct())
            {
                if (Content(blob) is { } bytes && CommitRecord.Agentdiff(bytes) is { } record)
                {
                    found.Add(record.Finding($"{id.Hex} {NotesRef} {blob.Hex}"));
                }
            }
        }

        return found;
    }

    private List<AssistanceFinding> Checkpoints(GitRef reference, IEnumerable<AssistanceFinding> declared)
    {
        var tree = room.TreeOf(reference.Id);
        var found = new List<AssistanceFinding>();
        foreach (var (commit, id) in declared.Select(Checkpoint).OfType<(string, string)>())
        {
            var folder = $"{id[..2]}/{id[2..]}";
            foreach (var path in Enumerable.Range(-1, MostSessions + 1).Select(session => session < 0 ? folder : $"{folder}/{session}"))
            {
                if (
                    room.Find(tree, RepoPath.Of($"{path}/metadata.json")) is { } entry
                    && entry.Mode.IsFile()
                    && Content(entry.Id) is { } bytes
                    && CommitRecord.Checkpoint(bytes) is { } record
                )
                {
                    found.Add(record.Finding($"{commit} {s_checkpoints[0]["refs/heads/".Length..]} {entry.Id.Hex}"));
                }
            }
        }

        return found;
    }

    private static (string Commit, string Id)? Checkpoint(AssistanceFinding finding) =>
        finding.Raw.StartsWith(Trailer, StringComparison.OrdinalIgnoreCase)
        && finding.Raw[Trailer.Length..].Trim() is { Length: IdLength } id
        && id.All(char.IsAsciiHexDigitLower)
            ? (finding.Source, id)
            : null;

    private byte[]? Content(ObjectId blob) => room.ReadBlob(blob, CommitRecord.Largest) is { IsCut: false } content ? content.Bytes : null;
}
