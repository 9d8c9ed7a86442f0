// Brings the gate's refs here and sends ours there; what two people add at once is joined, and nothing is lost.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Changes;

namespace Countersign.Cli.Workbench;

/// <param name="remote">Null where the gate's repository is this one.</param>
public sealed class Exchange(GitRepository repository, CleanRoom room, string? remote)
{
    private const string Incoming = "refs/countersign-remote/";
    private const int MostRaces = 20;

    /// <summary>Beside our own refs, so that a plain fetch never overwrites records that were not sent yet.</summary>
    public const string Refspec = $"+{RecordRefs.Prefix}*:{Incoming}*";

    /// <summary>Fetches records, landings and kept heads. Records that were made here and not yet sent stay, on top.</summary>
    public void Fetch()
    {
        if (remote is null)
        {
            return;
        }

        repository.Fetch(remote, Refspec);
        Adopt();
    }

    /// <summary>Takes over what a plain `git fetch` has brought under <see cref="Refspec"/>.</summary>
    public void Adopt()
    {
        foreach (var reference in repository.Refs(Incoming.TrimEnd('/')))
        {
            var name = RecordRefs.Prefix + reference.Name[Incoming.Length..];
            if (name != RecordRefs.Records)
            {
                Move(name, reference.Id);
            }
        }

        if (repository.ReadRef(Incoming + "records") is { } theirs)
        {
            Join(theirs);
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
                : [$"{RecordRefs.Records}:{RecordRefs.Records}", .. refspecs];
            if (all.Count == 0)
            {
                return null;
            }

            var answer = repository.Push(remote, all);
            if (answer.Accepted)
            {
                return answer;
            }

            var lost = answer.Refs.Any(one => !one.Accepted && one.To == RecordRefs.Records && IsRace(one.Summary));
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

            if (!room.IsAncestor(mine, theirs))
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
