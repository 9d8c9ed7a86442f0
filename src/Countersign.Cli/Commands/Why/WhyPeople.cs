// The people behind a line: who made it, who signed what and how they read it, what AI's part was, who overrode what.
using Countersign.Cases;
using Countersign.Inputs;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Why;

internal sealed class WhyPeople(Page page)
{
    public void Draw(WhyAnswer answer)
    {
        page.Title("Who");
        foreach (var maker in answer.Makers)
        {
            page.Row(
                maker.Id?.Value ?? "unknown",
                [
                    $"made it ({string.Join(", ", maker.Roles)}){Level(maker.Level?.Value)}{(maker.Id is null ? $", as {maker.Claim} claims" : maker.IsAuthenticated ? "" : ", by the commits' word only")}",
                ]
            );
        }

        foreach (var signature in answer.Signatures)
        {
            page.Row(signature.Facts.Person.Value, Words(signature));
        }

        if (answer.Signatures.Count == 0)
        {
            page.Text("Nobody signed it; the policy of then asked for nobody.");
        }

        foreach (var condition in answer.Conditions)
        {
            var state = condition.State switch
            {
                ConditionState.Met => "met",
                ConditionState.Claimed => "said to be met",
                _ => "open",
            };
            page.Row("condition", [$"of {condition.SetBy}: {condition.Text ?? "(redacted)"} ({state})"]);
        }

        if (answer.Provenance is { } provenance)
        {
            page.Row("AI", Assistance(provenance));
        }
    }

    private static string Level(string? level) => level is null ? "" : $", {level} then";

    private static IEnumerable<string> Words(Signature signature)
    {
        var facts = signature.Facts;
        var by = $"with {Audit.Words.OfKey(facts.KeyKind)}, {Audit.Words.Of(signature.SignedAt)} by their clock";
        yield return facts.Kind switch
        {
            DecisionKind.Override => $"overrode {Named(facts)}{Level(facts.LevelAtSigning?.Value)}, {by}",
            DecisionKind.Object => $"objected{Level(facts.LevelAtSigning?.Value)}, {by}",
            _ =>
                $"{(signature.Counted ? "signed it" : "signed it, and it did not count")}: {Audit.Words.Of(facts.Assurance ?? Assurance.ForgeApproval)}{Level(facts.LevelAtSigning?.Value)}, {by}",
        };
        if (facts.NotReviewed.Count > 0)
        {
            yield return $"NOT reviewed: {string.Join(", ", facts.NotReviewed)}";
        }

        if (facts.IsConstrained)
        {
            yield return "constrained: had less time than it needs, and said so";
        }

        if (signature.Words is { } words)
        {
            yield return $"because: {string.Join(' ', WhyView.Paragraphs(words))}";
        }

        if (signature.FollowUp is { } next)
        {
            yield return $"afterwards: {next}";
        }
    }

    private static string Named(DecisionFacts facts) =>
        facts.Rules.Count > 0 ? string.Join(", ", facts.Rules)
        : facts.Names is { } objection ? $"the objection {objection.Short}"
        : "a move of the branch";

    private static IEnumerable<string> Assistance(ProvenanceFacts facts)
    {
        yield return facts.Class switch
        {
            AssistanceClass.Unknown => "unknown: nothing recorded, and not every maker declared",
            AssistanceClass.None => "declared none by every maker",
            var found => $"{Word.Of(found)}, {facts.Basis}",
        };
        foreach (var finding in facts.Findings)
        {
            yield return $"{Strength(finding)}: {finding.Raw}";
        }

        foreach (var contradiction in facts.Contradictions)
        {
            yield return $"at odds: {contradiction}";
        }
    }

    private static string Strength(AssistanceFinding finding) =>
        finding.Certainty switch
        {
            >= 3 => "recorded",
            >= 1 => "declared",
            _ => "a hint",
        };
}
