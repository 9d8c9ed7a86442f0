// Brings the gate's refs here and sends ours there; what two people add at once is joined, and nothing is lost.
using System.Buffers;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Changes;

namespace Countersign.Cli.Workbench;

/// <param name="remote">Null where the gate's repository is this one.</param>
public sealed class Exchange(GitRepository repository, CleanRoom room, string? remote)
{
    private static readonly SearchValues<char> s_noBranch = SearchValues.Create(" :*?[\\^~");

    private const string Incoming = "refs/countersign-remote/";
    private const int MostRaces = 20;
    private readonly RecordsPlace _place = RecordsPlace.Find(repository, room);

    /// <summary>Beside our own refs, so that a plain fetch never overwrites records that were not sent yet.</summary>
    public const string Refspec = $"+{RecordRefs.Prefix}*:{Incoming}*";

    /// <summary>The same on a forge that runs no hook of ours: its records branch and nothing else; a pattern may find nothing.</summary>
    public string RefspecHere => _place.Forge is { } forge ? $"+{forge.RecordsRef}*:{Incoming}records*" : Refspec;

    private string RemoteRecords => _place.Forge?.RecordsRef ?? RecordRefs.Records;

    /// <summary>
    /// Fetches records, landings and kept heads. Records that were made here and not yet sent stay, on top. Returns what the other
    /// side no longer has, or has otherwise: nothing of that is taken over, and nothing that is here is given up.
    /// </summary>
    public IReadOnlyList<string> Fetch()
    {
        if (remote is null)
        {
            return [];
        }

        var before = repository.ReadRef(Incoming + "records");
        // Pruned, so that a ref that was deleted there is known to be; only beneath our own incoming names.
        // A forge has no gate that keeps tools' notes for everybody, so those that lie there now are read.
        repository.FetchAndPrune(
            remote,
            _place.Forge is null ? [RefspecHere] : [RefspecHere, $"+{ToolRecords.NotesFolder}*:{ToolRecords.FetchedNotes}*"]
        );
        return [.. Adopt(), .. Lost(before)];
    }

    /// <summary>Takes over what a plain `git fetch` has brought under <see cref="Refspec"/>; returns what it did not.</summary>
    public IReadOnlyList<string> Adopt()
    {
        var refused = new List<string>();
        foreach (var reference in _place.Forge is not null ? [] : repository.Refs(Incoming.TrimEnd('/')))
        {
            var name = RecordRefs.Prefix + reference.Name[Incoming.Length..];
            if (name == RecordRefs.Gate && (Rewound(reference.Id) ?? Swapped(reference.Id)) is { } why)
            {
                refused.Add(why);
            }
            else if (name != RecordRefs.Records)
            {
                Move(name, reference.Id);
            }
        }

        if (repository.ReadRef(Incoming + "records") is { } theirs)
        {
            Join(theirs);
        }

        return refused;
    }

    /// <summary>For verbs that go on all the same, with what is known here.</summary>
    public static void Warn(Terminal.Screen screen, IReadOnlyList<string> losses)
    {
        foreach (var loss in losses)
        {
            screen.Aside($"countersign: WARNING {Terminal.Visible.Text(loss)}");
        }
    }

    /// <summary>A gate only ever adds landings; anything else at the remote is somebody's doing.</summary>
    private string? Rewound(ObjectId theirs) =>
        repository.ReadRef(RecordRefs.Gate) is { } known && known != theirs && !room.IsAncestor(known, theirs)
            ? $"{remote} has {(room.IsAncestor(theirs, known) ? "fewer landings than it had" : "other landings than it had")}: its gate's record was at {known.Short} and is at {theirs.Short} now. What was known stays here; ask the gate's keeper. If it is right: git update-ref -d {RecordRefs.Gate}, then countersign sync"
            : null;

    /// <summary>Whom this clone believed first it believes until a person says otherwise; a gate key may follow one that it names as former.</summary>
    private string? Swapped(ObjectId theirs)
    {
        if (repository.ReadRef(RecordRefs.Gate) is not { } known || known == theirs || Published(known) is not { } was)
        {
            return null;
        }

        var change =
            Published(theirs) is not { } now ? "no trust file that can be read any more"
            : now.Repository != was.Repository ? $"another repository's gate ({now.Repository}, it was {was.Repository})"
            : !now.RootKeys.ToHashSet().SetEquals(was.RootKeys)
                ? $"other root keys ({Trust.Names(now.RootKeys)}; they were {Trust.Names(was.RootKeys)})"
            : was.GateKey is { } former && !now.GateKeys.Contains(former)
                ? $"another gate key ({now.GateKey?.Fingerprint.Short}; it was {former.Fingerprint.Short})"
            : null;
        return change is null
            ? null
            : $"{remote} publishes {change}. What this clone trusted first stays; ask the gate's keeper. If it is right: git update-ref -d {RecordRefs.Gate}, then countersign sync";
    }

    private GateSettings? Published(ObjectId gate) =>
        new GatePublication(repository, room).ReadTrust(gate) is { } bytes
            ? GateSettings.Parse(bytes, GatePublication.TrustFile).Match((settings, _) => settings, _ => (GateSettings?)null)
            : null;

    private IEnumerable<string> Lost(ObjectId? before)
    {
        if (_place.Forge is null && repository.ReadRef(RecordRefs.Gate) is { } gate && repository.ReadRef(Incoming + "gate") is null)
        {
            yield return $"{remote} has no record of landings any more; the one known here, {gate.Short}, stays. Ask the gate's keeper";
        }

        var now = repository.ReadRef(Incoming + "records");
        if (before is { } was && was != now && (now is null || !room.IsAncestor(was, now.Value)))
        {
            yield return $"{remote} {(now is null ? "has no records any more" : "has lost records or has others in their place")}: they were at {was.Short}. All that was known stays here; countersign sync --send puts back what is missing there";
        }
        else if (_place.Forge is not null && before is { } old && now is { } tip && RecordsHistory.LostBetween(room, old, tip) is var lost and > 0)
        {
            yield return $"{remote} has lost {(lost == 1 ? "a record" : $"{lost} records")} since {old.Short}, by a commit on top that takes them out. All that was known stays here; countersign sync --send puts back what is missing there";
        }
    }

    /// <summary>Sends the records with whatever else is given; after a lost race fetches, joins and tries again.</summary>
    /// <exception cref="UsageProblem">The other side refused; its words are in the message.</exception>
    public PushAnswer? Send(params IReadOnlyList<string> refspecs)
    {
        if (remote is null)
        {
            return null;
        }

        for (var race = 0; ; race++)
        {
            IReadOnlyList<string> all = repository.ReadRef(RecordRefs.Records) is null
                ? refspecs
                : [$"{RecordRefs.Records}:{RemoteRecords}", .. refspecs];
            if (all.Count == 0)
            {
                return null;
            }

            var answer = repository.Push(remote, all);
            if (answer.Accepted)
            {
                return answer;
            }

            var lost = answer.Refs.Any(one => !one.Accepted && one.To == RemoteRecords && IsRace(one.Summary));
            if (!lost || race == MostRaces)
            {
                throw new UsageProblem(
                    $"{remote} did not take it:{Environment.NewLine}{Terminal.Visible.Lines(answer.Messages).Aggregate("", (all, line) => $"{all}{line}{Environment.NewLine}")}",
                    ExitCode.Refused
                );
            }

            Thread.Sleep(Random.Shared.Next(5, 40 * (race + 1)));
            Fetch();
        }
    }

    /// <summary>Brings the target's tip here, into its remote-tracking name.</summary>
    public void FetchTarget(Target target)
    {
        if (remote is not null && target.Ref.StartsWith("refs/heads/", StringComparison.Ordinal))
        {
            repository.Fetch(remote, $"+{target.Ref}:refs/remotes/{remote}/{target.Ref["refs/heads/".Length..]}");
        }
    }

    /// <summary>Brings a branch here, into its remote-tracking name; null where the remote has none of that name.</summary>
    public ObjectId? FetchBranch(string branch)
    {
        // Whatever a branch's name cannot have would be something else in a refspec.
        if (remote is null || branch.AsSpan().ContainsAny(s_noBranch) || branch.Any(char.IsControl))
        {
            return null;
        }

        var name = $"refs/remotes/{remote}/{branch}";
        try
        {
            repository.Fetch(remote, $"+refs/heads/{branch}:{name}");
        }
        catch (GitFault)
        {
            return null;
        }

        return repository.ReadRef(name);
    }

    /// <summary>Pushes one commit to one ref, never by force; records and branch go before, in a push of their own.</summary>
    public PushAnswer PushOne(ObjectId commit, string to) =>
        repository.Push(remote ?? throw new InvalidOperationException("There is nowhere to push to."), [$"{commit.Hex}:{to}"]);

    public static bool LostRace(PushAnswer answer, string to) => answer.Refs.Any(one => !one.Accepted && one.To == to && IsRace(one.Summary));

    private static bool IsRace(string summary) =>
        summary.Contains("fetch first", StringComparison.Ordinal)
        || summary.Contains("non-fast-forward", StringComparison.Ordinal)
        || summary.Contains("failed to update ref", StringComparison.Ordinal)
        || summary.Contains("incorrect old value", StringComparison.Ordinal)
        || summary.Contains("cannot lock ref", StringComparison.Ordinal)
        || summary.Contains("failed to lock", StringComparison.Ordinal);

    private void Join(ObjectId theirs)
    {
        var ours = repository.ReadRef(RecordRefs.Records);
        if (ours is { } mine && mine != theirs)
        {
            if (room.IsAncestor(theirs, mine))
            {
                return;
            }

            // Where no hook holds the other side to adding only, a step forward can take records out as well.
            if (!room.IsAncestor(mine, theirs) || (_place.Forge is not null && RecordsHistory.LostBetween(room, mine, theirs) > 0))
            {
                var unsent = Unsent(theirs, mine);
                Move(RecordRefs.Records, theirs);
                new GitRecordStore(repository, room).Add(unsent);
                return;
            }
        }

        Move(RecordRefs.Records, theirs);
    }

    private List<StoredRecord> Unsent(ObjectId theirs, ObjectId ours)
    {
        var unsent = new List<StoredRecord>();
        foreach (var file in room.Compare(room.TreeOf(theirs), room.TreeOf(ours), countLines: false).Where(file => file.IsAdded))
        {
            if (RecordPath.TryParse(file.Path.Text, out var path))
            {
                unsent.Add(new StoredRecord(path, room.ReadBlob(file.NewBlob, Signatures.DsseEnvelope.LongestJson + 1).Bytes));
            }
        }

        return unsent;
    }

    private void Move(string name, ObjectId to) =>
        repository
            .UpdateRefs([new RefChange(name, repository.ReadRef(name) ?? ObjectId.Zero(repository.Format), to)])
            .Match(() => 0, reason => throw new UsageProblem($"{name} moved meanwhile ({reason}); run the command again", ExitCode.Faulted));
}
