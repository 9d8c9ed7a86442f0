// Requirements that nobody could meet, or only the one who made the change; each with a way out.
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies.Requirements;

namespace Countersign.Policies.Lint;

/// <summary>Asks the same question as the gate, once for each person as the author; who owns which path is left aside.</summary>
internal static class ReachableLint
{
    private const string WayOut =
        "offer another way: any: [{ ... }, { peer-review: 2, case: answered }, { waiting-period: { hours: 24 }, evidence: [{ check: build }], case: answered }]";

    public static IEnumerable<Problem> Check(Policy policy, RosterView roster)
    {
        var nobody = !roster.People.Any(person => person.CanSign);
        if (nobody && Demands(policy).Any(demand => demand.Requirements.Any(NeedsPeople)))
        {
            yield return new Problem(
                "policy.nobody-can-meet",
                "nobody in the roster has a key, so nobody could meet what the rules ask of people",
                "add the public keys of those who may sign to the roster"
            );
        }

        foreach (var (name, line, requirements) in nobody ? [] : Demands(policy))
        {
            foreach (var problem in requirements.SelectMany(requirement => Check(name, line, requirement, policy.Scale, roster)))
            {
                yield return problem;
            }
        }

        var top = new SignOffDemand { AtLeast = policy.Scale.Highest };
        var able = Signers.WhoCould(top, Without(roster), policy.Scale);
        if (able.Count < 2)
        {
            yield return new Problem(
                "policy.governance-unreachable",
                $"{able.Count} of 2 people could sign a change to .countersign/ at level {policy.Scale.Highest}",
                "a root key has to sign as well: keep it at hand, or give another person that level",
                Severity: Severity.Warning
            );
        }
    }

    /// <summary>Inside `any` a way that nobody can take is no problem while another one is open.</summary>
    private static IEnumerable<(string Name, int Line, IReadOnlyList<Requirement> Requirements)> Demands(Policy policy) =>
        policy
            .Rules.Select(rule => (rule.Name, rule.Line, rule.Require))
            .Concat(policy.Parts.Select(part => (part.OtherwiseRule.Name, 0, part.Otherwise)));

    private static IEnumerable<Problem> Check(string rule, int line, Requirement requirement, SeniorityScale scale, RosterView roster)
    {
        var stuck = roster
            .People.Where(author => author.CanSign && !CanBeMet(requirement, author, scale, roster))
            .Select(author => author.Id.Value)
            .ToList();
        var authors = roster.People.Count(author => author.CanSign);
        if (stuck.Count == 0)
        {
            yield break;
        }

        yield return stuck.Count == authors
            ? new Problem("policy.nobody-can-meet", $"rule '{rule}': nobody could meet \"{requirement.Says}\"", WayOut, line)
            : new Problem(
                "policy.only-the-author-can-meet",
                $"rule '{rule}': when {Selection.Say(stuck)} makes the change, too few others could meet \"{requirement.Says}\"",
                WayOut,
                line,
                Severity: Severity.Warning
            );
    }

    private static bool NeedsPeople(Requirement requirement) =>
        requirement switch
        {
            AnyRequirement any => any.Ways.All(way => way.Any(NeedsPeople)),
            PeerReview or SignOffsRequirement => true,
            _ => false,
        };

    private static bool CanBeMet(Requirement requirement, PersonFacts author, SeniorityScale scale, RosterView roster) =>
        requirement switch
        {
            AnyRequirement any => any.Ways.Any(way => way.All(it => CanBeMet(it, author, scale, roster))),
            PeerReview peers => Count(new SignOffDemand(), author, scale, roster) >= peers.Count,
            SignOffsRequirement { Demand: var demand } => Count(demand, author, scale, roster) >= demand.Count,
            _ => true,
        };

    private static int Count(SignOffDemand demand, PersonFacts author, SeniorityScale scale, RosterView roster) =>
        Signers.WhoCould(demand with { Owns = Ownership.NotAsked }, Without(roster) with { Accountable = author.Id }, scale).Count;

    private static Facts Without(RosterView roster) =>
        new()
        {
            Now = DateTimeOffset.UnixEpoch,
            Repository = new RepositoryFacts("", "sha1", ""),
            Subject = new SubjectFacts
            {
                TargetRef = "",
                Base = default,
                BaseTree = default,
                Head = default,
            },
            Provenance = new ProvenanceFacts { Class = Provenance.AssistanceClass.Unknown, Basis = "unknown" },
            People = roster.People,
        };
}
