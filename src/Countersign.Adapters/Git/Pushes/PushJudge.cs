// Judges a whole push, as pre-receive sees it: names, records, then every guarded ref, step by step where needed.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>The answer for one ref: let in, or why not. Judgements are there for guarded refs, the whole first.</summary>
public sealed record RefAnswer(RefCommand Command, string Ref, string? Refusal, IReadOnlyList<JudgedChange> Judgements)
{
    public bool IsGuarded { get; init; }

    public bool IsAccepted => Refusal is null;
}

/// <summary>One refused ref refuses the push; a gate that only observes refuses nothing but what would break the record.</summary>
public sealed record PushVerdict(IReadOnlyList<RefAnswer> Refs, bool IsObserved)
{
    public bool IsAccepted => Refs.All(answer => answer.IsAccepted || (IsObserved && answer.IsGuarded));
}

public sealed class PushJudge(Gatehouse house)
{
    public PushVerdict Judge(IReadOnlyList<RefCommand> commands, Pusher? pusher, DateTimeOffset now)
    {
        var names = house.GuardedNames();
        var answers = new List<RefAnswer>();
        var records = house.Repository.ReadRef(RecordRefs.Records);
        foreach (var command in commands.OrderBy(command => command.Ref == RecordRefs.Records ? 0 : 1))
        {
            var final = house.Repository.FinalName(command.Ref);
            var refusal = command.NameProblem(names) ?? (final == command.Ref ? null : (command with { Ref = final }).NameProblem(names));
            if (refusal is null && final == RecordRefs.Records)
            {
                refusal = RecordsProblem(command, now);
                records = refusal is null ? command.New : records;
            }

            var isGuarded = refusal is null && house.Settings.Guards(final);
            answers.Add(isGuarded ? JudgeGuarded(command, final, house.Open(final, records), pusher, now) : new RefAnswer(command, final, refusal, []));
        }

        return new PushVerdict(answers, house.Settings.Mode == GateMode.Observe);
    }

    private string? RecordsProblem(RefCommand command, DateTimeOffset now)
    {
        var trust = house.RecordTrust(now);
        var problems = new GitRecordStore(house.Repository, house.Room).ValidatePush(command.Old, command.New, trust);
        return problems.Count == 0 ? null : string.Join("\n", problems.Take(20).Select(problem => problem.ToString()));
    }

    private RefAnswer JudgeGuarded(RefCommand command, string final, OpenGate gate, Pusher? pusher, DateTimeOffset now)
    {
        RefAnswer Answer(string? refusal, params IReadOnlyList<JudgedChange> judgements) => new(command, final, refusal, judgements) { IsGuarded = true };

        if (final.StartsWith("refs/tags/", StringComparison.Ordinal))
        {
            return Answer(TagProblem(command));
        }

        if (command.Deletes || (!command.Creates && !house.Room.IsAncestor(command.Old, command.New)))
        {
            var what = command.Deletes ? "deleted" : "rewound";
            return Answer(
                RefMoves.IsAllowed(gate, final, command, now)
                    ? null
                    : $"{final} is guarded and is not {what}; only an override that names exactly this move lets it: countersign override --move {final} {command.Old.Short} {command.New.Short}");
        }

        if ((command.Creates ? house.DefaultTip() : command.Old) is not { } tip)
        {
            var start = gate.Judge.Judge(house.FirstArrival(final, command.New, now, pusher), demandDigest: true);
            return Answer(start.IsAllowed ? null : "the first commits of a guarded branch bring .countersign/ and a root key's signature over them: countersign init --sign", start);
        }

        if (command.Creates && house.Room.IsAncestor(command.New, tip))
        {
            return Answer(null);
        }

        if (house.Room.FirstParentChain(tip, command.New).Match(steps => steps, () => (IReadOnlyList<ObjectId>?)null) is not { } steps)
        {
            return Answer($"{tip.Short} is not on the first-parent line of {command.New.Short}, so the history would be swapped; `countersign land` makes the merge the right way round");
        }

        return JudgeSteps(Answer, gate.Judge, new Arrival(final, tip, command.New, now, Lands: true) { Pusher = pusher }, steps);
    }

    /// <summary>The whole first, as one change; where that is not Allowed, each step by the rules of its own first parent.</summary>
    private static RefAnswer JudgeSteps(Func<string?, IReadOnlyList<JudgedChange>, RefAnswer> answer, ChangeJudge judge, Arrival arrival, IReadOnlyList<ObjectId> steps)
    {
        var whole = judge.Judge(arrival, demandDigest: true);
        if (whole.IsAllowed || steps.Count <= 1)
        {
            return answer(whole.IsAllowed ? null : $"the change is {whole.Verdict.Kind}", [whole]);
        }

        var judgements = new List<JudgedChange>();
        var parent = arrival.Tip;
        foreach (var step in steps)
        {
            var judged = judge.Judge(arrival with { Tip = parent, Head = step }, demandDigest: true);
            judgements.Add(judged);
            if (!judged.IsAllowed)
            {
                return answer($"taken as one change it is {whole.Verdict.Kind}, and taken step by step {step.Short} is {judged.Verdict.Kind}", [whole, judged]);
            }

            parent = step;
        }

        return answer(null, judgements);
    }

    private string? TagProblem(RefCommand command)
    {
        if (!command.Creates)
        {
            return "a guarded tag is neither moved nor deleted";
        }

        return house.Repository.ResolveCommit(command.New.Hex) is { } commit && house.WasTip(commit)
            ? null
            : "a guarded tag names a commit that was the tip of a guarded branch; this one never was";
    }
}
