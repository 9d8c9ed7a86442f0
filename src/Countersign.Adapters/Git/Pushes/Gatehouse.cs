// A guarded repository with everything its gate needs at hand: settings, clean room, rulebooks, records, landings.
using System.Text;
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

/// <param name="graphs">Reads the sources that catalogs name, as `check` does; without it what they say is unknown.</param>
public sealed class Gatehouse(
    GitRepository repository,
    CleanRoom room,
    GateSettings settings,
    ReadDocument yaml,
    PolicyPart? organisation,
    GraphReader? graphs = null
)
{
    private readonly RulebookReader _rulebooks = new(room, yaml, organisation, graphs);
    private const int DeepestTag = 10;
    private const int LongestTagHead = 4096;
    private IReadOnlyList<GitRef>? _refs;
    private readonly GatePublication _publication = new(repository, room);

    public GitRepository Repository => repository;

    public CleanRoom Room => room;

    public GateSettings Settings => settings;

    public RulebookReader Rulebooks => _rulebooks;

    public GatePublication Publication => _publication;

    public OpenGate Open(string targetRef, ObjectId? records)
    {
        var sources = new RecordSources(new GitRecordStore(repository, room, at: records), settings.Repository, settings.RootKeys, settings.GateKeys)
        {
            HasRecords = records is not null,
            Heads = GatePublication.HeadsAmong(Refs),
            Landings = _publication.Landings(settings, targetRef),
            Offers = change => _publication.Offers(settings, change),
            LineRecords = [.. Refs.Where(reference => ToolRecords.Holds(reference.Name))],
        };
        return new OpenGate(new ChangeJudge(room, _rulebooks, sources), sources, _rulebooks);
    }

    /// <summary>All refs as they stood when they were first asked for; one process.</summary>
    public IReadOnlyList<GitRef> Refs => _refs ??= repository.Refs();

    /// <summary>Full names of guarded refs: those that exist and match, and those named without a pattern.</summary>
    public IReadOnlyCollection<string> GuardedNames() =>
        Refs.Select(reference => reference.Name)
            .Where(settings.Guards)
            .Concat(settings.Guarded.Where(guarded => guarded.IsPlain).Select(guarded => guarded.Pattern))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The tip of the first guarded branch that exists: whose rules a new branch and incoming records are judged by.</summary>
    /// <param name="except">A branch that is being made, which has no rules of its own yet.</param>
    public ObjectId? DefaultTip(string? except = null) =>
        settings
            .Guarded.Where(guarded =>
                guarded.IsPlain && guarded.Pattern != except && guarded.Pattern.StartsWith("refs/heads/", StringComparison.Ordinal)
            )
            .Select(guarded => Refs.FirstOrDefault(reference => reference.Name == guarded.Pattern)?.Id)
            .FirstOrDefault(tip => tip is not null);

    /// <summary>What a pushed name really means. A symbolic ref to a ref that does not exist is in no list of refs.</summary>
    public string FinalName(RefCommand command) =>
        command.Creates || Refs.Any(reference => reference.Name == command.Ref && reference.Target is not null) ? FinalOf(command.Ref) : command.Ref;

    /// <summary>An empty history: the change is everything in the commit.</summary>
    public Arrival FirstArrival(string targetRef, ObjectId head, DateTimeOffset now, Pusher? pusher) =>
        new(targetRef, ObjectId.Zero(repository.Format), head, now, Lands: true) { Pusher = pusher };

    /// <summary>Records are signed by whoever the roster at the default tip knows, or by a root key.</summary>
    public TrustContext RecordTrust(DateTimeOffset now)
    {
        var roster = DefaultTip() is { } tip ? _rulebooks.At(tip).Roster : Roster.Empty;
        return new TrustContext
        {
            Repository = settings.Repository,
            Roster = KeyHolders.Of(roster),
            RootKeys = settings.RootKeys,
            GateKeys = settings.GateKeys,
            Now = now,
        };
    }

    /// <summary>Was the tip of a guarded branch: by a landing, by standing there now, or by lying on the line before the gate was here.</summary>
    public bool WasTip(ObjectId commit)
    {
        foreach (
            var reference in Refs.Where(reference =>
                reference.Target is null && reference.Name.StartsWith("refs/heads/", StringComparison.Ordinal) && settings.Guards(reference.Name)
            )
        )
        {
            if (
                reference.Id == commit
                || settings.BaselineOf(reference.Name) is { } baseline
                    && (baseline == commit || room.FirstParentChain(commit, baseline).Match(_ => true, () => false))
                || _publication.HasLanded(settings, reference.Name, commit)
            )
            {
                return true;
            }
        }

        return false;
    }

    public bool IsCommit(ObjectId id) => room.Objects.Read(id, 0) is { Kind: ObjectKind.Commit };

    /// <summary>The commit that a tag names, however deep; null where it names none. Sees what a push has just brought.</summary>
    public ObjectId? Peel(ObjectId id)
    {
        for (var depth = 0; depth < DeepestTag; depth++)
        {
            if (room.Objects.Read(id, LongestTagHead) is not { Kind: ObjectKind.Commit or ObjectKind.Tag } content)
            {
                return null;
            }

            if (content.Kind == ObjectKind.Commit)
            {
                return id;
            }

            var first = Encoding.ASCII.GetString(content.Bytes).Split('\n')[0];
            if (!first.StartsWith("object ", StringComparison.Ordinal) || !ObjectId.TryParse(first["object ".Length..], out id))
            {
                return null;
            }
        }

        return null;
    }

    private string FinalOf(string name)
    {
        // One small file tells, where refs are files; a process for each of a thousand new tags would cost a minute.
        var file = Path.Combine(repository.CommonDir, name);
        return repository.OwnConfig("extensions.refstorage") is null && !name.Contains("..", StringComparison.Ordinal) && !File.Exists(file)
            ? name
            : repository.FinalName(name);
    }
}
