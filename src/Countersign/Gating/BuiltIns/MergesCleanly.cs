// The change merges with the target as it is now; a conflict is nobody's content, so nobody can sign it.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record MergesCleanly : BuiltIn
{
    public override string Name => "merges-cleanly";

    public override Judgement Judge(Facts facts, Policy policy)
    {
        var paths = Selection.Say([.. facts.Subject.ConflictPaths.Select(path => path.Text)]);
        return facts.Subject.Merge switch
        {
            MergeState.Clean => Passes(),
            MergeState.Conflict => Holds(
                [$"conflicts with the target in {paths}"],
                new MissingItem(
                    "rebase",
                    Name,
                    "a change that merges cleanly",
                    Standing.Behind(facts),
                    $"rebase onto {facts.Subject.TargetRef} first, then offer it again"
                )
            ),
            _ => Refuses($"conflict markers in {paths}: resolve them; such a tree is never signed"),
        };
    }
}
