// What tools recorded about the lines of a change's commits: notes beside the commits, traces in refs of their own or in the tree.
using Countersign.Adapters.Git.Lines;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>A commit and its parents.</summary>
public readonly record struct Lineage(ObjectId Id, IReadOnlyList<ObjectId> Parents);

/// <param name="Shares">Of the commits whose lines a record speaks of.</param>
/// <param name="Oddities">What could not be read, for people; a record that cannot be read counts for nothing.</param>
public sealed record RecordedEvidence(
    IReadOnlyList<AssistanceFinding> Findings,
    IReadOnlyDictionary<ObjectId, LineShare> Shares,
    IReadOnlyList<string> Oddities
)
{
    public static RecordedEvidence None { get; } = new([], new Dictionary<ObjectId, LineShare>(), []);
}

/// <param name="roster">Whose keys make a record's own signature count.</param>
public sealed class LineRecordReader(ToolRecords tools, AddedLines lines, Roster roster, DateTimeOffset now)
{
    private static readonly RepoPath s_traceInTree = RepoPath.Of(".agent-trace/traces.jsonl");

    /// <summary>What each notes ref holds for a commit.</summary>
    private static readonly Dictionary<string, Func<byte[], IEnumerable<LineRecord>>> s_notes = new(StringComparer.Ordinal)
    {
        ["refs/notes/ai"] = note => [GitAiNote.Read(note)],
        ["refs/notes/whogitit"] = Whogitit,
        ["refs/notes/ai-blame"] = Whogitit,
        ["refs/notes/agent-trace"] = note => AgentTrace.Read(note, out _),
    };

    private readonly List<string> _odd = [];
    private readonly List<AssistanceFinding> _leftOut = [];
    private RecordBytes _bytes = new(tools.Room);

    public static bool Holds(string reference) =>
        s_notes.ContainsKey(reference) || reference == ToolRecords.MetaRef || reference.StartsWith(ToolRecords.TraceFolder, StringComparison.Ordinal);

    /// <summary>Of a change: with the traces of its own branch and those in the trees of its heads.</summary>
    /// <param name="heads">The head itself, and earlier ones of the same change.</param>
    public RecordedEvidence Read(IReadOnlyList<Lineage> commits, string? sourceRef, IReadOnlyList<ObjectId> heads)
    {
        var each = Each(commits, reference => IsOf(reference, sourceRef), heads);
        return each.Count == 0 && _odd.Count == 0 && _leftOut.Count == 0 && tools.Oddities.Count == 0
            ? RecordedEvidence.None
            : new RecordedEvidence(
                [.. each.Values.SelectMany(one => one.Findings), .. _leftOut],
                each.Values.SelectMany(one => one.Shares).ToDictionary(),
                [.. tools.Oddities, .. _odd, .. each.Values.SelectMany(one => one.Oddities)]
            );
    }

    /// <summary>By commit, with everybody's traces; commits that no record speaks of are left out.</summary>
    public IReadOnlyDictionary<ObjectId, RecordedEvidence> ReadEach(IReadOnlyList<Lineage> commits) => Each(commits, _ => true, heads: []);

    private Dictionary<ObjectId, RecordedEvidence> Each(IReadOnlyList<Lineage> commits, Func<string, bool> wanted, IReadOnlyList<ObjectId> heads)
    {
        _odd.Clear();
        _leftOut.Clear();
        _bytes = new RecordBytes(tools.Room);
        var found = s_notes.SelectMany(notes => Notes(notes.Key, commits, notes.Value)).ToList();
        foreach (var name in tools.Beneath(ToolRecords.TraceFolder).Where(wanted).Append(ToolRecords.MetaRef))
        {
            found.AddRange(Traces(name, tools.FilesOf(name, KeptNotes.TraceFile), commits));
        }

        var inTrees = heads.SelectMany(head => tools.FilesIn(s_traceInTree.Text, head, s_traceInTree)).Distinct();
        found.AddRange(Traces("tree", inTrees, commits));
        lines.Of(found.Where(it => it.Record.Claims.Count > 0).Select(it => it.Commit));
        return found.GroupBy(it => it.Commit).ToDictionary(of => of.Key, of => Held(of.Key, [.. of]));
    }

    private RecordedEvidence Held(ObjectId commit, List<Found> found)
    {
        var findings = new List<AssistanceFinding>();
        var shares = new Dictionary<ObjectId, LineShare>();
        foreach (var it in found.Where(it => it.Record.Claims.Count > 0))
        {
            var held = RecordedLines.Hold(it.Record, lines.FilesOf(commit), it.Source, it.Record.Seal?.SignedBy(roster, now));
            findings.AddRange(it.IsBefore ? held.Select(finding => finding with { Certainty = 0 }) : held);
        }

        if (found.Where(it => !it.IsBefore && it.Record.Claims.Count > 0).Select(it => it.Record).ToList() is { Count: > 0 } of)
        {
            shares[commit] = RecordedLines.Share(of, lines.FilesOf(commit));
        }

        return new RecordedEvidence(findings, shares, [.. found.SelectMany(it => it.Record.Oddities.Select(odd => $"{it.Source}: {odd}"))]);
    }

    private IEnumerable<Found> Notes(string name, IReadOnlyList<Lineage> commits, Func<byte[], IEnumerable<LineRecord>> parse) =>
        from commit in commits
        from blob in tools.NotesOf(name, commit.Id)
        from record in Content(blob, LineRecord.Largest, name, commit.Id) is { } bytes ? parse(bytes) : []
        select new Found(commit.Id, Remarked(record, commit), $"{commit.Id.Hex} {name} {blob.Hex}", IsBefore: false);

    /// <summary>Tools name the commit itself or its parent; a note that names another was copied, which a rebase does as well.</summary>
    private static LineRecord Remarked(LineRecord record, Lineage commit) =>
        record.Commit is not { } named || commit.Parents.Append(commit.Id).Any(id => id.Hex == named)
            ? record
            : record with
            {
                Oddities = [.. record.Oddities, $"names another commit than the one it lies beside: {(named.Length <= 64 ? named : named[..64])}"],
            };

    /// <summary>Some tools write down the commit that was there when the lines were written, which is the parent: only a hint then.</summary>
    private IEnumerable<Found> Traces(string name, IEnumerable<ObjectId> blobs, IReadOnlyList<Lineage> commits)
    {
        var wanted = commits.SelectMany(commit => commit.Parents.Append(commit.Id)).Select(id => id.Hex).ToHashSet(StringComparer.Ordinal);
        foreach (var blob in commits.Count == 0 ? [] : blobs)
        {
            if (Content(blob, RecordBytes.Most, name, commits[0].Id) is not { } bytes)
            {
                continue;
            }

            var records = AgentTrace.Read(bytes, out var unreadable, wanted.Contains);
            if (unreadable > 0)
            {
                _odd.Add($"{name}: {unreadable} lines are no record");
            }

            var byRevision = records.ToLookup(record => record.Commit!, StringComparer.Ordinal);
            foreach (var (id, parents) in commits)
            {
                var source = $"{id.Hex} {name} {blob.Hex}";
                foreach (var record in byRevision[id.Hex])
                {
                    yield return new Found(id, record, source, IsBefore: false);
                }

                foreach (var record in parents.Count == 1 ? byRevision[parents[0].Hex] : [])
                {
                    yield return new Found(id, record, source, IsBefore: true);
                }
            }
        }
    }

    private byte[]? Content(ObjectId blob, long largest, string name, ObjectId commit) =>
        tools.Quietly(
            name,
            () =>
            {
                var content = _bytes.Read(blob, largest);
                if (content is null)
                {
                    _leftOut.Add(RecordBytes.LeftOut(RecordedLines.Signal, name, $"{commit.Hex} {name} {blob.Hex}"));
                }

                return content;
            },
            null
        );

    private static bool IsOf(string reference, string? source) =>
        source is not null && $"refs/heads/{Uri.UnescapeDataString(reference[ToolRecords.TraceFolder.Length..])}" == source;

    private static IEnumerable<LineRecord> Whogitit(byte[] note) => WhogititNote.Read(note) is { } record ? [record] : [];

    private sealed record Found(ObjectId Commit, LineRecord Record, string Source, bool IsBefore);
}
