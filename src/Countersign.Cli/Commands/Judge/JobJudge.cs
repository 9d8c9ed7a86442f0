// Judges one change as a job's clone has it: by the gate that also answers `check` and the hook, closed where anything is not as it should be.
using Countersign.Adapters.Forges;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Judge;

/// <param name="kind">The forge's name in roster accounts.</param>
/// <param name="repository">Whose job this is, as the forge says.</param>
internal sealed class JobJudge(string kind, RepositoryId? repository, JudgeOptions options, Surroundings surroundings)
{
    /// <summary>A long history is read once, however many changes are judged by it.</summary>
    private readonly Dictionary<ObjectId, IReadOnlyList<string>> _lost = [];

    /// <summary>What the event itself says of records that are gone.</summary>
    public string? Loss { get; init; }

    /// <param name="lands">True where the head itself becomes the branch's tip, as a queue makes it.</param>
    public JobVerdict Judge(ForgeChange change, bool lands)
    {
        var verdict = new JobVerdict(change);
        try
        {
            return Open(verdict, lands);
        }
        catch (Exception fault) when (fault is GitFault or UsageProblem)
        {
            return verdict with { Problem = fault is GitFault git ? git.Whole : fault.Message };
        }
    }

    private JobVerdict Open(JobVerdict verdict, bool lands)
    {
        var change = verdict.Change;
        using var desk = Desk.Open(surroundings);
        desk.Repository.RefuseShallow();
        desk.Repository.HoldRefs();
        var target = Target.Find(desk.Repository, change.BaseRef);
        if (target.Ref != change.BaseRef)
        {
            throw new UsageProblem($"there is no branch '{Terminal.Visible.Text(change.BaseRef)}' in this clone; fetch all branches");
        }

        desk.Rules = (target.Ref, target.Tip);
        Demand(desk, change.Head, "the change's head", "fetch it: on GitHub refs/pull/NUMBER/head, on GitLab refs/merge-requests/NUMBER/head");
        if (change.BaseSha is { } told)
        {
            Demand(desk, told, "the base that the event names", "fetch all branches anew");
            if (!desk.Room.IsAncestor(told, target.Tip))
            {
                throw new UsageProblem(
                    $"the event was made when {Terminal.VerdictView.Short(target.Ref)} stood at {told.Short}, which is not in its history as fetched: it was rewound, or this clone is older than the event"
                );
            }
        }

        var settings =
            desk.Trust.Settings
            ?? throw new UsageProblem(
                $"{Terminal.VerdictView.Short(target.Ref)} has no {ForgeFile.Path}, so nothing says where records lie and for which repository; countersign init --forge writes it"
            );
        if (repository is { } here && here != settings.Repository)
        {
            throw new UsageProblem(
                $"this job runs in {here}, and {ForgeFile.Path} is for {settings.Repository}: a copied or moved repository needs an id of its own, and no signature of the other counts here"
            );
        }

        var records = Records(desk, settings.Forge);
        desk.Trust.Description = change.Description is { } words
            ? new Description(DescribedCase.Read(words), kind, change.WrittenBy, settings.Forge?.TakesDescriptions == true)
            : null;
        var judge = new ChangeJudge(desk.Room, desk.Rulebooks, desk.Trust.Sources(target.Ref, records));
        var judged = lands
            ? Line(desk, judge, target, change.Head)
            : judge.Judge(Arrival(target, change.Head, lands) with { Told = change.Told }, demandDigest: true);
        return (verdict with { Judged = judged, Records = records, RecordsRef = settings.Forge?.RecordsRef }).Draw(options.All);
    }

    /// <summary>The records that count, unless they lost something: then nothing can be told from what is left.</summary>
    private ObjectId? Records(Desk desk, ForgeFile? forge)
    {
        if (forge is null)
        {
            return desk.Repository.ReadRef(RecordRefs.Records);
        }

        var tip = JobRun.RecordsTip(desk.Repository, forge.RecordsRef);
        var lost =
            tip is not { } there ? []
            : _lost.TryGetValue(there, out var known) ? known
            : _lost[there] = RecordsHistory.Lost(desk.Room, there);
        var loss =
            Loss
            ?? (
                lost.Count > 0
                    ? $"{Terminal.VerdictView.Counted(lost.Count, "record")} that its own history has are gone from it, such as {lost[0]}"
                    : null
            )
            ?? (
                options.Seen is { Length: > 0 } seen && !HasGrown(desk, seen, tip)
                    ? $"it was at {Terminal.Visible.Text(seen)} and did not grow from there"
                    : null
            );
        return loss is null
            ? tip
            : throw new UsageProblem(
                $"records are missing on {forge.RecordsBranch}: {loss}. What is left cannot be judged by. Whoever has them puts them back: countersign sync --send in any clone that knew them"
            );
    }

    private static bool HasGrown(Desk desk, string seen, ObjectId? tip) =>
        ObjectId.TryParse(seen, out var was)
        && tip is { } now
        && (was == now || (desk.Repository.ResolveCommit(was.Hex) is not null && desk.Room.IsAncestor(was, now)));

    /// <summary>The whole first, as one change; where that is not Allowed, each first-parent step by the rules of its own first parent.</summary>
    private JudgedChange Line(Desk desk, ChangeJudge judge, Target target, ObjectId head)
    {
        var steps = desk.Room.FirstParentChain(target.Tip, head).Match(steps => steps, () => (IReadOnlyList<ObjectId>)[]);
        if (steps.Count == 0)
        {
            throw new UsageProblem(
                $"{target.Tip.Short} is not on the first-parent line of {head.Short}: what the queue made does not build on {Terminal.VerdictView.Short(target.Ref)} as it stands"
            );
        }

        var whole = judge.Judge(Arrival(target, head, lands: true), demandDigest: true);
        return whole.IsAllowed || steps.Count == 1 ? whole : judge.StepByStep(Arrival(target, head, lands: true), steps) ?? whole;
    }

    private Arrival Arrival(Target target, ObjectId head, bool lands) => new(target.Ref, target.Tip, head, surroundings.Now, lands);

    private static void Demand(Desk desk, ObjectId commit, string what, string remedy)
    {
        if (desk.Repository.ResolveCommit(commit.Hex) is null)
        {
            throw new UsageProblem($"{what}, {commit.Short}, is not in this clone; {remedy}");
        }
    }
}
