// What tools recorded of whole commits: a branch of checkpoints that trailers point into, and notes.
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>What cannot be read counts for nothing; what is too much to be read counts as assisted.</summary>
public sealed class CommitRecordReader(ToolRecords tools)
{
    private const string NotesRef = "refs/notes/agentdiff";
    private const string Trailer = "entire-checkpoint:";
    private const int IdLength = 12;

    /// <summary>Sessions that one checkpoint may hold, beside what it says of itself.</summary>
    private const int MostSessions = 8;

    private static readonly string[] s_checkpoints = ["refs/heads/entire/checkpoints/v1", "refs/remotes/origin/entire/checkpoints/v1"];

    public static bool Holds(string reference) => reference == NotesRef || s_checkpoints.Contains(reference);

    /// <param name="declared">What the commits' own messages say, with the ids of checkpoints.</param>
    public IEnumerable<AssistanceFinding> Read(IReadOnlyList<Lineage> commits, IEnumerable<AssistanceFinding> declared)
    {
        var bytes = new RecordBytes(tools.Room);
        var found = new List<AssistanceFinding?>();
        foreach (var (id, _) in commits)
        {
            found.AddRange(
                from blob in tools.NotesOf(NotesRef, id)
                select Finding(bytes, id.Hex, NotesRef, blob, content => CommitRecord.Agentdiff(content))
            );
        }

        var named = declared.Select(Checkpoint).OfType<(string Commit, string Id)>().ToList();
        foreach (var reference in s_checkpoints.Where(name => tools.Id(name) is not null))
        {
            found.AddRange(
                from one in named
                from blob in Metadata(reference, one.Id)
                select Finding(bytes, one.Commit, s_checkpoints[0]["refs/heads/".Length..], blob, content => CommitRecord.Checkpoint(content))
            );
        }

        return found.OfType<AssistanceFinding>().DistinctBy(finding => (finding.Tool, finding.Raw, finding.Source));
    }

    private AssistanceFinding? Finding(RecordBytes bytes, string commit, string name, ObjectId blob, Func<byte[], CommitRecord?> parse) =>
        tools.Quietly<AssistanceFinding?>(
            name,
            () =>
            {
                var source = $"{commit} {name} {blob.Hex}";
                return bytes.Read(blob, CommitRecord.Largest) is { } content
                    ? parse(content)?.Finding(source)
                    : RecordBytes.LeftOut(CommitRecord.Signal, name, source);
            },
            null
        );

    private IEnumerable<ObjectId> Metadata(string reference, string id) =>
        Enumerable
            .Range(-1, MostSessions + 1)
            .Select(session => $"{id[..2]}/{id[2..]}/{(session < 0 ? "" : $"{session}/")}metadata.json")
            .SelectMany(path => tools.FilesIn(reference, tools.Id(reference)!.Value, RepoPath.Of(path)));

    private static (string Commit, string Id)? Checkpoint(AssistanceFinding finding) =>
        finding.Raw.StartsWith(Trailer, StringComparison.OrdinalIgnoreCase)
        && finding.Raw[Trailer.Length..].Trim() is { Length: IdLength } id
        && id.All(char.IsAsciiHexDigitLower)
            ? (finding.Source, id)
            : null;
}
