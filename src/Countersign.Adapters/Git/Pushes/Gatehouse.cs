// A guarded repository with everything its gate needs at hand: settings, clean room, rulebooks, records, landings.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.People;
using Countersign.Policies;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>The gate of one target ref, over records as they stand at one commit.</summary>
public sealed record OpenGate(ChangeJudge Judge, RecordSources Sources, RulebookReader Rulebooks);

public sealed class Gatehouse(GitRepository repository, CleanRoom room, GateSettings settings, ReadDocument yaml, PolicyPart? organisation)
{
    private readonly RulebookReader _rulebooks = new(room, yaml, organisation);
    private readonly GatePublication _publication = new(repository, room);

    public GitRepository Repository => repository;

    public CleanRoom Room => room;

    public GateSettings Settings => settings;

    public RulebookReader Rulebooks => _rulebooks;

    public GatePublication Publication => _publication;

    public OpenGate Open(string targetRef, ObjectId? records)
    {
        var sources = new RecordSources(new GitRecordStore(repository, room, at: records), settings.Repository, settings.RootKeys, [settings.GateKey])
        {
            HasRecords = records is not null,
            Heads = _publication.Heads(),
            Landings = _publication.Landings(settings, targetRef),
        };
        return new OpenGate(new ChangeJudge(room, _rulebooks, sources), sources, _rulebooks);
    }

    /// <summary>Full names of guarded refs: those that exist and match, and those named without a pattern.</summary>
    public IReadOnlyCollection<string> GuardedNames() =>
        repository.Refs().Select(reference => reference.Name).Where(settings.Guards)
            .Concat(settings.Guarded.Select(guarded => guarded.Pattern).Where(IsPlain))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The tip of the first guarded branch that exists: whose rules a new branch and incoming records are judged by.</summary>
    public ObjectId? DefaultTip() =>
        settings.Guarded.Select(guarded => guarded.Pattern).Where(pattern => IsPlain(pattern) && pattern.StartsWith("refs/heads/", StringComparison.Ordinal))
            .Select(repository.ReadRef).FirstOrDefault(tip => tip is not null);

    /// <summary>An empty history: the change is everything in the commit.</summary>
    public Arrival FirstArrival(string targetRef, ObjectId head, DateTimeOffset now, Pusher? pusher) =>
        new(targetRef, ObjectId.Zero(repository.Format), head, now, Lands: true) { Pusher = pusher };

    /// <summary>Records are signed by whoever the roster at the default tip knows, or by a root key.</summary>
    public TrustContext RecordTrust(DateTimeOffset now)
    {
        var roster = DefaultTip() is { } tip ? _rulebooks.At(tip).Roster : Roster.Empty;
        return new TrustContext { Repository = settings.Repository, Roster = KeyHolders.Of(roster), RootKeys = settings.RootKeys, GateKeys = [settings.GateKey], Now = now };
    }

    /// <summary>On the first-parent line of a guarded branch, and where landings are recorded, named by one.</summary>
    public bool WasTip(ObjectId commit)
    {
        foreach (var reference in repository.Refs("refs/heads").Where(reference => settings.Guards(reference.Name)))
        {
            if (_publication.Landings(settings, reference.Name).Any(pair => pair.Landing.New == commit) || settings.BaselineOf(reference.Name) == commit)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPlain(string pattern) => !pattern.AsSpan().ContainsAny("*?[{");
}
