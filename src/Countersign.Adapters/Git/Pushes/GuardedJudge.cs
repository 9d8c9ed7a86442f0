// Judges the update of one guarded ref: forward by its rules, never back, made only where another stood.
using Countersign.Adapters.Git.Gathering;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>One guarded ref, whose name is resolved already.</summary>
/// <param name="records">The records as this push leaves them.</param>
internal sealed class GuardedJudge(Gatehouse house, OpenGate gate, ObjectId? records, Pusher? pusher, DateTimeOffset now)
{
    private readonly LandingStatements _statements = new(house.Settings, house.Repository.Format, records);

    public RefAnswer Judge(RefCommand command)
    {
        var answer =
            command.Ref.StartsWith("refs/tags/", StringComparison.Ordinal) ? Tag(command)
            : command.Deletes || (!command.Creates && !house.Room.IsAncestor(command.Old, command.New)) ? Move(command)
            : (command.Creates ? house.DefaultTip(except: command.Ref) : command.Old) is { } tip ? Forward(command, tip)
            : Start(command);
        return answer with { IsGuarded = true };
    }

    private RefAnswer Tag(RefCommand command)
    {
        var problem =
            !command.Creates ? "a guarded tag is neither moved nor deleted"
            : house.Peel(command.New) is { } commit && house.WasTip(commit) ? null
            : "a guarded tag names a commit that was the tip of a guarded branch, and this one never was; push the branch first, then the tag";
        return new RefAnswer(command, command.Ref, problem, []);
    }

    private RefAnswer Move(RefCommand command)
    {
        var move = new RefMove(command.Ref, command.Old, command.New);
        var permit = RefMoves.Permit(gate, move, command.Old, now);
        var refusal = permit is not null
            ? null
            : $"{command.Ref} is guarded and is not {(command.Deletes ? "deleted" : "rewound")}; only an override that names exactly this move lets it: countersign override --move {command.Ref} {command.Old.Short} {command.New.Short}";
        var landing = _statements.OfMove(
            move,
            command.Deletes ? null : house.Room.TreeOf(command.New),
            permit,
            isAllowed: permit is not null,
            pusher,
            now
        );
        return new RefAnswer(command, command.Ref, refusal, []) { Landings = [landing] };
    }

    /// <summary>A guarded branch before there is any: the change is everything in it.</summary>
    private RefAnswer Start(RefCommand command)
    {
        var start = gate.Judge.Judge(house.FirstArrival(command.Ref, command.New, now, pusher), demandDigest: true);
        var refusal = start.IsAllowed
            ? null
            : "the first commits of a guarded branch bring .countersign/ and a root key's signature over them: countersign init --sign";
        return new RefAnswer(command, command.Ref, refusal, [start]) { Landings = [_statements.Of(start, command.Old)] };
    }

    private RefAnswer Forward(RefCommand command, ObjectId tip)
    {
        if (command.Creates && house.WasTip(command.New))
        {
            return MakeWhereOneStood(command, tip);
        }

        if (house.Room.FirstParentChain(tip, command.New).Match(steps => steps, () => (IReadOnlyList<ObjectId>?)null) is not { Count: > 0 } steps)
        {
            var whole = gate.Judge.Judge(Arrival(command, tip, command.New), demandDigest: true);
            var refusal = command.Creates
                ? $"a new guarded branch starts where a guarded branch stood; {command.New.Short} never was the tip of one and does not build on {tip.Short} by first parents"
                : $"{tip.Short} is not on the first-parent line of {command.New.Short}, so the history would be swapped; `countersign land` makes the merge the right way round";
            return new RefAnswer(command, command.Ref, refusal, []) { Landings = [_statements.Of(whole, command.Old)] };
        }

        var answer = Steps(command, tip, steps);
        return command.Creates ? answer with { Landings = [Made(command, tip), .. answer.Landings] } : answer;
    }

    /// <summary>Where a branch stands, its rules judge what enters it: an old tip would bring back rules and keys that were given up.</summary>
    private RefAnswer MakeWhereOneStood(RefCommand command, ObjectId tip)
    {
        if (RulesAt(command.New) == RulesAt(tip))
        {
            return new RefAnswer(command, command.Ref, null, []) { Landings = [Made(command, command.New)] };
        }

        var move = new RefMove(command.Ref, command.Old, command.New);
        var permit = RefMoves.Permit(gate, move, tip, now);
        var landing = _statements.OfMove(move, house.Room.TreeOf(command.New), permit, isAllowed: permit is not null, pusher, now);
        var refusal = permit is not null
            ? null
            : $"{command.New.Short} has other rules than {tip.Short} has now, and they would judge what enters {command.Ref}; start it at a commit with today's rules, or take it on your own name: countersign override --move {command.Ref} nothing {command.New.Short}";
        return new RefAnswer(command, command.Ref, refusal, []) { Landings = [landing] };
    }

    private ObjectId? RulesAt(ObjectId commit) => house.Room.Find(house.Room.TreeOf(commit), RepoPath.Of(Rulebook.Folder.TrimEnd('/')))?.Id;

    /// <summary>The branch is made where another one stood: nothing enters that had not entered before.</summary>
    private Landing Made(RefCommand command, ObjectId at) =>
        _statements.OfMove(new RefMove(command.Ref, command.Old, at), house.Room.TreeOf(at), permit: null, isAllowed: true, pusher, now);

    /// <summary>The whole first, as one change; where that is not Allowed, each step by the rules of its own first parent.</summary>
    private RefAnswer Steps(RefCommand command, ObjectId tip, IReadOnlyList<ObjectId> steps)
    {
        var whole = gate.Judge.Judge(Arrival(command, tip, command.New), demandDigest: true);
        if (whole.IsAllowed || steps.Count == 1)
        {
            return new RefAnswer(command, command.Ref, whole.IsAllowed ? null : $"the change is {whole.Verdict.Kind}", [whole])
            {
                Landings = [_statements.Of(whole, tip)],
            };
        }

        var judgements = new List<JudgedChange>();
        var landings = new List<Landing>();
        var parent = tip;
        foreach (var step in steps)
        {
            var judged = gate.Judge.Judge(Arrival(command, parent, step), demandDigest: true);
            judgements.Add(judged);
            landings.Add(_statements.Of(judged, parent));
            if (!judged.IsAllowed)
            {
                var refusal = $"taken as one change it is {whole.Verdict.Kind}, and taken step by step {step.Short} is {judged.Verdict.Kind}";
                return new RefAnswer(command, command.Ref, refusal, [whole, judged]) { Landings = [_statements.Of(whole, tip)] };
            }

            parent = step;
        }

        return new RefAnswer(command, command.Ref, null, judgements) { Landings = landings };
    }

    private Arrival Arrival(RefCommand command, ObjectId from, ObjectId to) => new(command.Ref, from, to, now, Lands: true) { Pusher = pusher };
}
