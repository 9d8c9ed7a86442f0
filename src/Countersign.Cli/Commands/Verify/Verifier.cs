// Verifies one commit: its own landing, and every change of the rules that led to the rules it was let in by.
using Countersign.Adapters.Git.Auditing;
using Countersign.Changes;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Verify;

internal sealed class Verifier(Desk desk, Reading reading)
{
    /// <summary>The first guarded branch on which it is well; else what the first one that has it says.</summary>
    public Proof Verify(ObjectId commit)
    {
        Proof? best = null;
        foreach (var walk in reading.Walks())
        {
            var proof = Verify(commit, walk);
            best = best is null || proof.Kind < best.Kind || (best.Ref is null && proof.Ref is not null) ? proof : best;
            if (best.Kind == ProofKind.Allowed)
            {
                break;
            }
        }

        return best ?? new Proof(ProofKind.NeverTip, commit, null, null, [], ["no guarded branch is here; fetch it: git fetch"]);
    }

    private Proof Verify(ObjectId commit, AuditWalk walk)
    {
        var name = VerdictView.Short(walk.Ref);
        var place = walk.PlaceOf(commit);
        Proof Never(string why) => new(ProofKind.NeverTip, commit, walk.StepThatBrought(commit) is null ? null : walk.Ref, null, [], [why]);

        if (walk.Baseline is { } baseline && walk.BaselinePlace < 0)
        {
            return new Proof(
                ProofKind.Unsigned,
                commit,
                walk.Ref,
                null,
                [],
                [$"the tip at installation, {baseline.Short}, is not in {name}'s history: it was swapped"]
            );
        }

        if (place < 0)
        {
            return Never(
                walk.StepThatBrought(commit) is { } step
                    ? $"it came into {name} with {step.Short} and was never the tip itself"
                    : $"it is not in {name} as this clone knows it"
            );
        }

        if (place <= walk.BaselinePlace)
        {
            return new Proof(ProofKind.Before, commit, walk.Ref, null, [], []);
        }

        var entry = walk.LandingOf(commit);
        if (entry is not null && entry.New != commit)
        {
            return Never($"it lies inside the landing of {entry.New.Short}, which was judged as a whole, and was never the tip of {name}");
        }

        var link =
            !walk.HasGate ? walk.LinkOf(commit)
            : entry is null ? walk.Links(desk.Room.ReadCommit(commit).Parents is [var parent, ..] ? parent : null, commit).First()
            : walk.Link(entry);
        if (link.New != commit)
        {
            return Never($"it entered {name} together with {link.New.Short}, as one signed change, and was never the tip");
        }

        var rules = walk.Links(walk.Baseline, commit, walk.MovesRules).Where(one => one.Kind != LinkKind.Before && one.New != commit).ToList();
        var problems = link.IsWell ? [] : link.Problems.ToList();
        problems.AddRange(
            rules
                .Where(one => !one.IsWell)
                .SelectMany(one => one.Problems.Take(1).Select(problem => $"before it, {one.New.Short} {Words.Of(one.Kind)}: {problem}"))
        );
        problems.AddRange(walk.Forged.Select(forged => $"landing {forged.Number} ({forged.New.Short}) counts for nothing: {forged.Problem}"));
        return new Proof(link.IsWell && problems.Count == 0 ? ProofKind.Allowed : ProofKind.Unsigned, commit, walk.Ref, link, rules, problems);
    }
}
