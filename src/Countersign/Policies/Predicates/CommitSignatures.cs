// commit-signatures: whether every commit of the change carries a good signature by a rostered key.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record CommitSignatures(string Wanted) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "commit-signatures",
        "good: every commit is signed by a rostered key; missing: at least one is not",
        Happening.Push | Happening.Roster,
        """{"enum":["good","missing"]}""",
        Parse
    );

    public override string Name => "commit-signatures";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var without = facts.Commits.Where(commit => commit.Signature != "good").Select(commit => commit.Id.Short).ToList();
        var good = without.Count == 0 && facts.Commits.Count > 0;
        return PredicateAnswer.When(good == (Wanted == "good"), good ? $"all {facts.Commits.Count} signed" : $"not signed: {Selection.Say(without)}");
    }

    private static CommitSignatures? Parse(Node node, Reading reading) =>
        reading.OneOf(node, "commit-signatures", "good", "missing") is { } wanted ? new CommitSignatures(wanted) : null;
}
