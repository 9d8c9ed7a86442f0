// From the event to the changes that it asks about, and from each of them to its verdict.
using Countersign.Adapters.Forges;
using Countersign.Adapters.Git;
using Countersign.Changes;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Judge;

internal sealed class JobRun(Job job, JudgeOptions options, Surroundings surroundings)
{
    public JobOutcome Judge() =>
        job.Event.Match(
            offered => Each([Told(offered.Change)], job.Event.Repository, seen: null, named: null),
            queued => Each([new ForgeChange(null, queued.BaseRef, null, queued.Head)], job.Event.Repository, seen: null, named: null, lands: true),
            moved =>
                moved.Ref == RecordsRef()
                    ? OfRecords(moved.Old, moved.WasForced ? "the forge says that its history was replaced" : null)
                    : Each([.. Open().Where(change => change.BaseRef == moved.Ref)], job.Event.Repository, seen: null, named: null),
            Deleted,
            _ => Each(Open(), job.Event.Repository, seen: null, named: null),
            nothing => JobOutcome.Quiet(nothing.Why),
            unusable => JobOutcome.Closed($"{unusable.Why}. {unusable.Remedy}")
        );

    private JobOutcome Deleted(ForgeEvent.Deleted deleted)
    {
        var records = RecordsRef();
        return deleted.Ref == records ? OfRecords(null, "the branch was deleted")
            : deleted.Ref.StartsWith(Wake.Prefix, StringComparison.Ordinal)
                ? OfRecords(ObjectId.TryParse(deleted.Ref[Wake.Prefix.Length..], out var old) && !old.IsZero ? old : null, loss: null)
            : JobOutcome.Quiet("the deleted branch holds no records; no change asks to enter");
    }

    /// <summary>Records moved: only what they name can stand otherwise now; where that cannot be told, everything that is open.</summary>
    private JobOutcome OfRecords(ObjectId? old, string? loss)
    {
        using var desk = Desk.Open(surroundings);
        var tip = RecordsTip(desk.Repository, RecordsRef() ?? "");
        var named = loss is null && old is { } from && tip is { } to ? NewRecords.Between(desk, from, to) : null;
        return Each(Open(), job.Event.Repository, loss, named);
    }

    private JobOutcome Each(IReadOnlyList<ForgeChange> changes, RepositoryId? repository, string? seen, NewRecords? named, bool lands = false)
    {
        var judge = new JobJudge(job.Kind, repository, options, surroundings) { Loss = seen };
        var verdicts = changes
            .Select(change => judge.Judge(change, lands))
            .Where(verdict => named is null || verdict.Judged is not { } judged || named.Name(judged))
            .ToList();
        return verdicts.Count == 0
            ? JobOutcome.Quiet(named is null ? "no open change asks to enter" : "the new records name no open change")
            : new JobOutcome(verdicts, "");
    }

    /// <summary>The change as the event has it; description and its writer as the forge answers now, where it was asked.</summary>
    private ForgeChange Told(ForgeChange change) =>
        job.Open?.FirstOrDefault(open => open.Number == change.Number && change.Number is not null) is { } now
            ? change with
            {
                Title = now.Title,
                Description = now.Description,
                WrittenBy = now.WrittenBy,
                Told = [.. change.Told.Union(now.Told)],
            }
            : change;

    private IReadOnlyList<ForgeChange> Open() =>
        job.Open ?? throw new UsageProblem("which changes are open is not known here: hand the forge's answer over with --changes", ExitCode.Faulted);

    private string? RecordsRef()
    {
        using var desk = Desk.Open(surroundings);
        return RecordsPlace.Find(desk.Repository, desk.Room).Forge?.RecordsRef;
    }

    /// <summary>As the job's own fetch brought it; null where the branch is not there.</summary>
    public static ObjectId? RecordsTip(GitRepository repository, string reference)
    {
        if (!reference.StartsWith("refs/heads/", StringComparison.Ordinal))
        {
            return null;
        }

        var remote = Target.Find(repository, null).Remote;
        return repository.ReadRef(remote is null ? reference : $"refs/remotes/{remote}/{reference["refs/heads/".Length..]}");
    }
}
