// A change to .countersign/ stands alone, is judged by the old policy, and takes two people of the highest level.
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Policies.Requirements;

namespace Countersign.Gating.BuiltIns;

/// <summary>
/// Nobody signs a change that raises them. Where fewer than two people could sign, a root key signs as well. What only tightens
/// takes one. What weakens the catalog also takes an owner of each old component, or a root key where none of them could sign;
/// what makes for fewer minutes, the owner of each policy that limits them, likewise.
/// </summary>
internal sealed record GovernanceIsGuarded : BuiltIn
{
    private const int Two = 2;

    public override string Name => "governance";

    public override Judgement Judge(Facts facts, Policy policy) =>
        facts.Governance switch
        {
            null => DoesNotApply("no governance file changed"),
            { StandsAlone: false } when policy.IsAbsent && facts.Governance.Recovers => Refuses(
                "a recovery stands alone: take the files outside .countersign/ out"
            ),
            { Recovers: true, ResultProblems: { Count: > 0 } problems } => Refuses([
                .. problems.Select(problem => $"the result does not lint: {problem}"),
            ]),
            _ when policy.IsAbsent => DoesNotApply("there is no policy yet; the root key vouches"),
            { StandsAlone: false } => Refuses("a change to .countersign/ stands alone: take the other files out, or that change out of this one"),
            { ResultProblems: { Count: > 0 } problems } => Refuses([.. problems.Select(problem => $"the result does not lint: {problem}")]),
            { SignedByRoot: true, OnlyTightens: true } => Passes("only tightens, signed by a root key"),
            { } governance => Demand(governance, facts, policy),
        };

    private Judgement Demand(GovernanceFacts governance, Facts facts, Policy policy)
    {
        // Whoever is raised stands beside the makers: neither counts, and neither is asked.
        var raised = facts with
        {
            People = [.. facts.People.Where(person => !governance.Raises.Contains(person.Id))],
        };
        var top = new SignOffDemand { AtLeast = policy.Scale.Highest, Validity = Validity.Strict };
        var able = Signers.WhoCould(top, raised, policy.Scale).Count;
        var wanted = governance.OnlyTightens ? 1 : Two;
        var context = new PolicyContext(policy.Scale, Name, PolicyContext.DefaultWindow, Reckoning.ChangeAlone);
        var answers = new List<RequirementAnswer>();
        if (Math.Min(wanted, able) is > 0 and var count)
        {
            answers.Add(new SignOffsRequirement(top with { Count = count }).Ask(raised, context));
        }

        // An owner who made it has agreed; a name that anybody could have written into a commit has not.
        var limits = governance
            .LimitOwners.Where(owner => !facts.Makers.Any(maker => maker.Id == owner && maker.IsAuthenticated))
            .Select(owner => new OldOwner("the limits on minutes", [owner]));
        var unanswered = new List<string>();
        foreach (var owner in governance.OldOwners.Concat(limits))
        {
            var demand = new SignOffDemand { Persons = owner.Persons, Validity = Validity.Strict };
            if (owner.Persons.Count == 0 || Signers.WhoCould(demand, raised, policy.Scale).Count == 0)
            {
                unanswered.Add($"no owner of {owner.Of} could sign");
            }
            else
            {
                answers.Add(new SignOffsRequirement(demand).Ask(raised, context));
            }
        }

        var missing = answers.SelectMany(answer => answer.Missing).ToList();
        var evidence = answers.SelectMany(answer => answer.Evidence).Distinct().ToList();
        evidence.AddRange(governance.Weakens.Select(loss => $"takes away from the catalog: {loss}"));
        if (able < wanted)
        {
            unanswered.Add($"{able} of {wanted} could sign at level {policy.Scale.Highest}");
        }

        if (unanswered.Count > 0 && !governance.SignedByRoot)
        {
            evidence.AddRange(unanswered);
            missing.Add(new("root-key", Name, "a root key's signature over this tree", [], "countersign recover --govern (a holder of a root key)"));
        }

        return missing.Count == 0 ? Passes(evidence) : Holds(evidence, missing);
    }
}
