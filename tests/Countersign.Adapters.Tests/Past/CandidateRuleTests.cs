// Claims about the rule that the finder writes: read as a policy and judged by the gate, it holds what the finder counted.
using System.Text;
using Countersign.Adapters.Documents;
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Provenance;
using Countersign.Signatures;
using Countersign.Simulation;

namespace Countersign.Adapters.Tests.Past;

public sealed class CandidateRuleTests
{
    private const string Head =
        "version: 1\nowner: mara\nreview-by: 2030-01-01\nlevels: [junior, mid, senior, principal]\notherwise: nothing\nrules:\n";

    [Fact]
    public void Every_proposed_rule_can_be_put_into_a_policy_and_holds_exactly_what_was_counted()
    {
        foreach (var candidate in Candidate.All(hasReach: true))
        {
            var policy = Read(Head + candidate.Rule);
            foreach (var percentile in new[] { 5.0, 60, 97.5 })
            {
                foreach (var reach in new Criticality?[] { null, Criticality.Medium, Criticality.Critical })
                {
                    foreach (var first in new[] { false, true })
                    {
                        var change = new ReplayedChange(default, 0, 5, percentile, reach, first, "src/");
                        new PolicyReplay("yours", "", policy).Judge(FactsOf(change), change).IsHeld.ShouldBe(candidate.Holds(change), candidate.Says);
                    }
                }
            }
        }
    }

    private static Facts FactsOf(ReplayedChange change) =>
        new()
        {
            Now = DateTimeOffset.UnixEpoch,
            Repository = new RepositoryFacts("", "sha1", ""),
            Subject = new SubjectFacts
            {
                TargetRef = "refs/heads/main",
                Base = default,
                BaseTree = default,
                Head = default,
                ResultTree = default(ObjectId),
            },
            Makers =
            [
                new MakerFacts
                {
                    Id = PersonId.Parse("jo"),
                    Kind = MakerKind.Human,
                    Claim = "jo",
                    IsAuthenticated = true,
                    Level = new("junior"),
                },
            ],
            Provenance = new ProvenanceFacts { Class = AssistanceClass.Unknown, Basis = "unknown" },
            People =
            [
                new PersonFacts
                {
                    Id = PersonId.Parse("sam"),
                    Level = new("senior"),
                    CanSign = true,
                },
            ],
            Reach = new ReachFacts { Source = "catalog", Components = change.Reach is { } worst ? [new ReachedComponent("c", worst, 0, ["c"])] : [] },
            History = new HistoryFacts { FirstChangeHere = change.IsFirstHere },
            Likelihood = new LikelihoodFacts(change.Percentile, null, "formula"),
        };

    private static Policy Read(string yaml)
    {
        var bytes = Encoding.UTF8.GetBytes(yaml);
        return YamlReader
            .Read(bytes, "policy.yml")
            .Match((node, _) => PolicyDocument.ReadAlone(node, Digest.Of(bytes)).Match((policy, _) => policy, Broken), Broken);

        Policy Broken(IReadOnlyList<Countersign.Documents.Problem> problems) =>
            throw new InvalidOperationException(yaml + string.Join('\n', problems));
    }
}
