// The change merges with the target as it is now; a conflict is nobody's content, so nobody can sign it.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record MergesCleanly : BuiltIn
{
    public override string Name => "merges-cleanly";

    public override Judgement Judge(Facts facts, Policy policy) =>
        facts.Subject.Merge switch
        {
            MergeState.Clean => Passes(),
            MergeState.Conflict => Holds(
                [$"conflicts with the target in {Paths(facts)}"],
                new MissingItem(
                    "rebase",
                    Name,
                    "a change that merges cleanly",
                    Standing.Behind(facts),
                    $"rebase onto {facts.Subject.TargetRef} first, then offer it again"
                )
            ),
            _ => Refuses($"conflict markers in {Paths(facts)}: resolve them; such a tree is never signed"),
        };

    private static string Paths(Facts facts) => Selection.Say([.. facts.Subject.ConflictPaths.Select(path => path.Text)]);
}
