// What the reading verbs start from: fresh records where the gate can be reached, and the guarded branches that are here.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Auditing;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Audit;

/// <summary>A guarded branch as this clone knows it; <paramref name="Ref"/> is its name at the gate.</summary>
internal sealed record GuardedBranch(string Ref, ObjectId Tip);

internal sealed class Reading(Desk desk)
{
    private IReadOnlyList<GuardedBranch>? _branches;

    public GateSettings Settings { get; } =
        desk.Trust.Settings
        ?? throw new UsageProblem(
            "no gate is known here: nothing that one published was fetched; run `countersign sync`, or name a trust file with --trust"
        );

    /// <summary>The branch that a change enters by default comes first.</summary>
    public IReadOnlyList<GuardedBranch> Branches => _branches ??= FindBranches();

    public static Desk Open(Surroundings surroundings, string? trustFile, bool fetch)
    {
        var desk = Desk.Open(surroundings, trustFile is null ? null : Path.GetFullPath(trustFile, surroundings.Folder));
        var remote = RemoteOf(desk.Repository);
        if (!fetch && remote is not null)
        {
            Exchange.Warn(surroundings.Screen, new Exchange(desk.Repository, desk.Room, remote).Adopt());
        }

        if (fetch && remote is not null)
        {
            try
            {
                Exchange.Warn(surroundings.Screen, new Exchange(desk.Repository, desk.Room, remote).Fetch());
            }
            catch (GitFault fault)
            {
                surroundings.Screen.Aside($"countersign: {Terminal.Visible.Text(remote)} cannot be reached now; this shows what is here");
                if (fault.Remedy is { } remedy)
                {
                    surroundings.Screen.Aside($"  {Terminal.Visible.Text(fault.Message)}. {Terminal.Visible.Text(remedy)}");
                }
            }
        }

        return desk;
    }

    public AuditWalk Walk(GuardedBranch branch)
    {
        var records = desk.Repository.ReadRef(RecordRefs.Records);
        var recount = new Recount(desk.Repository, desk.Room, desk.Rulebooks, Settings, records, Branches.Count > 0 ? Branches[0].Tip : null);
        var entries = ChainEntry.ReadAll(desk.Repository, desk.Room, Settings, branch.Ref);
        return new AuditWalk(desk.Room, recount, Settings, entries, branch.Ref, branch.Tip, desk.Now);
    }

    /// <summary>Each guarded branch's walk, made when it is asked for.</summary>
    public IEnumerable<AuditWalk> Walks() => Branches.Select(Walk);

    /// <summary>Null where the gate's repository is this one.</summary>
    public static string? RemoteOf(GitRepository repository) =>
        new GateFolder(repository).IsInstalled
            ? null
            : repository.OwnConfig("countersign.remote") ?? (repository.OwnConfig("remote.origin.url") is not null ? "origin" : null);

    private List<GuardedBranch> FindBranches()
    {
        var remote = RemoteOf(desk.Repository);
        var place = remote is null ? "refs/heads/" : $"refs/remotes/{remote}/";
        var found = desk
            .Repository.Refs(place.TrimEnd('/'))
            .Where(reference => reference.Target is null)
            .Select(reference => new GuardedBranch("refs/heads/" + reference.Name[place.Length..], reference.Id))
            .Where(branch => Settings.Guards(branch.Ref))
            .ToList();
        var usual = Settings.Guarded.Count > 0 ? Settings.Guarded[0].Pattern : "";
        return [.. found.OrderBy(branch => branch.Ref == usual ? 0 : 1)];
    }
}
