// The heart: what the facts say about a change, rule by rule, becomes one verdict.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating;

/// <summary>
/// Pure: the same facts and policy give the same verdict, whoever asks and whenever. The verdict is the worst that any rule
/// gives; the order of rules never matters; no rule lifts what another one asks. Source: specs/policy.md, specs/verdict.md.
/// </summary>
public static class Gate
{
    public static Verdict Decide(Facts facts, Policy policy)
    {
        var overrides = Overrides.Standing(facts, policy);
        var judgements = new List<Judgement>();
        foreach (var rule in BuiltIn.All)
        {
            judgements.Add(overrides.Lift(rule, rule.Judge(facts, policy)));
        }

        foreach (var part in policy.Parts)
        {
            judgements.AddRange(Judge(part, facts, policy, overrides));
        }

        return Sum(judgements, policy);
    }

    /// <summary>Every rule of one policy file; where none of them applies, its `otherwise` decides.</summary>
    private static List<Judgement> Judge(PolicyPart part, Facts facts, Policy policy, Overrides overrides)
    {
        var judged = part.Rules.Select(rule => Judge(rule, part, facts, policy, overrides)).ToList();
        if (!judged.Exists(rule => rule.Applies))
        {
            judged.Add(Judge(part.OtherwiseRule, part, facts, policy, overrides));
        }

        return judged;
    }

    /// <summary>What a rule says counts while it enforces, is not paused by its owner, and nobody has overridden it.</summary>
    private static Judgement Judge(Rule rule, PolicyPart part, Facts facts, Policy policy, Overrides overrides)
    {
        var judgement = Judge(rule, facts, rule.In(policy.Scale));
        if (rule.Mode.NoteAt(facts.Now) is { } mode)
        {
            // It is not in force yet, so `otherwise` decides as it did before.
            return judgement.PutAside(mode) with { Applies = false };
        }

        return Pauses.Of(rule, part, facts) is { } pause ? judgement.PutAside(pause) : overrides.Lift(rule, judgement);
    }

    private static Judgement Judge(Rule rule, Facts facts, PolicyContext context)
    {
        var when = rule.When.Ask(facts, context);
        return when.Truth switch
        {
            Truth.DoesNotHold => Judgement.Allowed(Tree.Of(rule, RuleOutcome.NotApplicable, when), applies: false),
            Truth.Faulted => CannotTell(rule, when),
            _ when rule.Refuse is { } words => Refuse(rule, when, Words.Fill(words, facts)),
            _ => Require(rule, when, facts, context),
        };
    }

    private static Judgement CannotTell(Rule rule, PredicateAnswer when) =>
        new(Tree.Of(rule, RuleOutcome.Faulted, when), VerdictKind.Faulted, [], [.. Tree.Faults(when).Select(need => $"{rule.Name}: needs {need}")]);

    private static Judgement Refuse(Rule rule, PredicateAnswer when, string why) =>
        new(Tree.Of(rule, RuleOutcome.Unsatisfied, when, Tree.Refusal(rule, why)), VerdictKind.Refused, [], [why]);

    /// <summary>All of its requirements must be met; one that cannot be told faults the rule.</summary>
    private static Judgement Require(Rule rule, PredicateAnswer when, Facts facts, PolicyContext context)
    {
        var answers = rule.Require.Select(requirement => (requirement, answer: requirement.Ask(facts, context))).ToList();
        var faults = answers.Where(it => it.answer.Outcome == RuleOutcome.Faulted).SelectMany(it => it.answer.Evidence).ToList();
        var missing = answers.SelectMany(it => it.answer.Missing).ToList();
        var (outcome, kind) =
            faults.Count > 0 ? (RuleOutcome.Faulted, VerdictKind.Faulted)
            : missing.Count > 0 ? (RuleOutcome.Unsatisfied, VerdictKind.Held)
            : (RuleOutcome.Satisfied, VerdictKind.Allowed);
        var nodes = answers.Select(it => Tree.Of(rule, it.requirement, it.answer));
        return new(Tree.Of(rule, outcome, when, [.. nodes]), kind, missing, [.. faults.Select(need => $"{rule.Name}: needs {need}")]);
    }

    /// <summary>Worst wins: Faulted, Refused, Held, Allowed. What is missing is named once, even where it would not be enough, the offer first.</summary>
    private static Verdict Sum(List<Judgement> judgements, Policy policy)
    {
        var worst = VerdictKind.Allowed;
        var missing = new List<MissingItem>();
        foreach (var judgement in judgements)
        {
            worst = (VerdictKind)Math.Max((int)worst, (int)judgement.Kind);
            missing.AddRange(judgement.Missing);
        }

        if (missing.Count > 1)
        {
            missing = [.. missing.OrderByDescending(item => item.IsOffer).Distinct(MissingItem.ByDeed)];
        }

        IReadOnlyList<VerdictNode> tree = judgements.ConvertAll(judgement => judgement.Node);
        return worst switch
        {
            VerdictKind.Allowed => new Verdict.Allowed(tree, policy.Digest),
            VerdictKind.Held => new Verdict.Held(tree, policy.Digest, missing),
            VerdictKind.Refused => new Verdict.Refused(tree, policy.Digest, Reasons(), missing),
            _ => new Verdict.Faulted(tree, policy.Digest, Reasons(), missing),
        };

        List<string> Reasons() => [.. judgements.Where(judgement => judgement.Kind == worst).SelectMany(judgement => judgement.Reasons)];
    }
}
