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
        var verdict = Gate.Decide(gathered.Facts, policy);
        if (verdict.Kind == VerdictKind.Faulted && gathered.Facts.Likelihood is null && policy.Rules.Any(rule => AsksForLikelihood(rule.When)))
        {
            // Read from the target's past, and only for rules that ask.
            gathered = gathered with
            {
                Facts = gathered.Facts with { Likelihood = new LikelihoodReader(room).Read(gathered).Fact },
            };
            verdict = Gate.Decide(gathered.Facts, policy);
        }

        if (IncidentReader.IsAskedBy(policy) && new IncidentReader(room, rulebooks).Read(gathered) is { } incidents)
        {
            gathered = gathered with { Facts = gathered.Facts with { Incidents = incidents } };
            verdict = Gate.Decide(gathered.Facts, policy);
        }

        (gathered, verdict) = WithHistory(gathered, verdict, policy);
        if (new MoveReader(room).Read(gathered, policy) is { } moved)
        {
            // Lines that only moved: looked for only where a limit lies below what all of it would cost.
            (gathered, verdict) = WithHistory(moved, Gate.Decide(moved.Facts, policy), policy);
        }

        if (BestPlaced.Matters(gathered.Facts.ReviewMinutes, NamedLimits.OnMinutes(policy), gathered.Facts.History))
        {
            // Who knows these files: looked up only where a limit lies between the minutes of those who do and of those who do not.
            gathered = new ContactReader(room, sources).Read(gathered, BestPlaced.Qualified(gathered.Facts, policy));
            (gathered, verdict) = WithHistory(gathered, Gate.Decide(gathered.Facts, policy), policy);
        }

        return new JudgedChange(gathered, verdict);
    }

    /// <summary>A walk through the makers' past: gathered when a rule has asked for it.</summary>
    private (Gathered Gathered, Verdict Verdict) WithHistory(Gathered gathered, Verdict verdict, Policy policy)
    {
        if (verdict.Kind != VerdictKind.Faulted || gathered.Facts.History is not null)
        {
            return (gathered, verdict);
        }

        gathered = gathered with { Facts = gathered.Facts with { History = new HistoryReader(room, sources).Read(gathered) } };
        return (gathered, Gate.Decide(gathered.Facts, policy));
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
