// Who may object: only persons who could sign something, so that nobody without a say can hold a change for ever.
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Lint;
using Countersign.Policies.Requirements;

namespace Countersign.Gating;

public static class Objectors
{
    /// <summary>
    /// An owner of a changed path, somebody of the highest level, or somebody whom a sign-off that the policy asks for anywhere would
    /// admit for some change. A rule more can only add to them, or adding it could make a verdict better. Who made this change is not
    /// asked: naming a maker, true or false, takes nobody's objection away.
    /// </summary>
    public static bool Could(PersonId id, Facts facts, Policy policy) =>
        facts.Person(id) is { CanSign: true, IsBot: false } person
        && (
            policy.IsAbsent
            || Signers.OwnsAny(facts, id)
            || policy.Scale.Rank(person.Level) == policy.Scale.Levels.Count - 1
            || Demands(policy).Any(demand => Admits(demand, person, facts, policy.Scale))
        );

    private static bool Admits(SignOffDemand demand, PersonFacts person, Facts facts, SeniorityScale scale) =>
        (!demand.AboveAuthor || scale.Levels.Count == 1 || scale.Rank(person.Level) > 0)
        && Signers.WhyNot(demand with { Owns = Ownership.NotAsked, AboveAuthor = false }, person, facts, scale) is null;

    private static IEnumerable<SignOffDemand> Demands(Policy policy) =>
        Walk.Requirements(policy.Rules.SelectMany(rule => rule.Require).Concat(policy.Parts.SelectMany(part => part.Otherwise)))
            .Select(requirement =>
                requirement switch
                {
                    SignOffsRequirement it => it.Demand,
                    PeerReview => new SignOffDemand(),
                    _ => null,
                }
            )
            .OfType<SignOffDemand>();
}
