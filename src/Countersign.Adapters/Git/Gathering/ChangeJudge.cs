// Gathers the facts and asks the gate: the same for a check, a push and an audit.
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Policies;
using Countersign.Policies.Predicates;

namespace Countersign.Adapters.Git.Gathering;

public sealed record JudgedChange(Gathered Gathered, Verdict Verdict)
{
    public bool IsAllowed => Verdict.Kind == VerdictKind.Allowed;
}

public sealed class ChangeJudge(CleanRoom room, RulebookReader rulebooks, RecordSources sources)
{
    /// <summary>A rulebook without a policy, or with a broken one, is judged by the built-in rules alone.</summary>
    public JudgedChange Judge(Arrival arrival, bool demandDigest = false)
    {
        var gathered = new FactsGatherer(room, rulebooks, sources).Gather(arrival, demandDigest);
        var policy = gathered.Rulebook.Policy ?? Policy.Absent;
        if (IncidentReader.IsAskedBy(policy))
        {
            gathered = gathered with { Facts = gathered.Facts with { Incidents = new IncidentReader(room).Read(gathered) } };
        }

        while (true)
        {
            var verdict = Gate.Decide(gathered.Facts, policy);
            if (More(gathered, verdict, policy) is not { } more)
            {
                return new JudgedChange(gathered, verdict);
            }

            gathered = more;
        }
    }

    /// <summary>What takes a look at the past or into contents, one thing at a time and only where the verdict hangs on it; null where nothing does.</summary>
    private Gathered? More(Gathered gathered, Verdict verdict, Policy policy)
    {
        var facts = gathered.Facts;
        if (verdict.Kind == VerdictKind.Faulted && facts.Likelihood is null && policy.Rules.Any(rule => AsksForLikelihood(rule.When)))
        {
            return gathered with { Facts = facts with { Likelihood = new LikelihoodReader(room).Read(gathered).Fact } };
        }

        if (verdict.Kind == VerdictKind.Faulted && facts.History is null)
        {
            return gathered with { Facts = facts with { History = new HistoryReader(room, sources).Read(gathered) } };
        }

        if (facts.ReviewMinutes is { Moved: null } && new MoveReader(room).Read(gathered, policy) is { } moved)
        {
            return moved;
        }

        return BestPlaced.Matters(facts.ReviewMinutes, NamedLimits.OnMinutes(policy), facts.History)
            ? new ContactReader(room, sources).Read(gathered, BestPlaced.Qualified(facts, policy))
            : null;
    }

    private static bool AsksForLikelihood(Predicate asked) => asked is LikelihoodPredicate || asked.Parts.Any(AsksForLikelihood);

    /// <summary>The last step's judgement where every step is Allowed, by the rules of its own first parent; null where one is not.</summary>
    public JudgedChange? StepByStep(Arrival arrival, IReadOnlyList<ObjectId> steps)
    {
        JudgedChange? last = null;
        var parent = arrival.Tip;
        foreach (var step in steps)
        {
            last = Judge(arrival with { Tip = parent, Head = step }, demandDigest: true);
            if (!last.IsAllowed)
            {
                return null;
            }

            parent = step;
        }

        return last;
    }
}
