// commit-signatures: whether every commit of the change carries a good signature by a rostered key, and whose.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <param name="By">People, and teams as team:NAME, of whom one must have signed each commit; empty takes anybody's key.</param>
public sealed record CommitSignatures(string Wanted, IReadOnlyList<string> By) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "commit-signatures",
        "good: every commit is signed by a rostered key; missing: at least one is not; by: every one by a key of these people",
        Happening.Push | Happening.Roster,
        """{"oneOf":[{"enum":["good","missing"]},{"type":"object","additionalProperties":false,"required":["by"],"properties":{"by":{"$ref":"#/$defs/names"}}}]}""",
        Parse
    );

    public override string Name => "commit-signatures";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var without = facts.Commits.Where(commit => !IsGood(commit, facts)).Select(commit => commit.Id.Short).ToList();
        var good = without.Count == 0 && facts.Commits.Count > 0;
        return PredicateAnswer.When(
            good == (Wanted == "good"),
            good ? $"all {facts.Commits.Count} signed" : $"not signed{(By.Count == 0 ? "" : $" by {Selection.Say(By)}")}: {Selection.Say(without)}"
        );
    }

    private bool IsGood(CommitFacts commit, Facts facts) =>
        commit.Signature == "good"
        && (By.Count == 0 || (commit.SignedBy is { } signer && By.Any(name => PeopleSelection.Fits(facts, name, signer.Value))));

    private static CommitSignatures? Parse(Node node, Reading reading) =>
        node is not Node.Mapping
            ? reading.OneOf(node, "commit-signatures", "good", "missing") is { } wanted
                ? new CommitSignatures(wanted, [])
                : null
            : reading.Mapping(node, "commit-signatures", "by") is { } fields && fields.DemandsOneOf("by")
                ? new CommitSignatures("good", fields.Texts("by"))
                : null;
}
