// One policy replayed: every change goes through the gate itself, and what it asks is counted.
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Simulation;

/// <summary>Give it the changes in the order in which they landed; memory grows with changes by a few words each.</summary>
/// <param name="key">none, as-reported, yours, ownership, or a file's name.</param>
public sealed class PolicyReplay(string key, string title, Policy? policy)
{
    private readonly Policy? _policy = policy is null ? null : InForce.Of(policy);
    private readonly Dictionary<string, RuleTally> _rules = Tallies(policy);
    private readonly SortedDictionary<int, WeekTally> _weeks = [];
    private readonly List<Asked> _asked = [];
    private readonly SignerPool _signers = new();
    private readonly AreaLoad _areas = new();

    public string Key => key;

    public string Title => title;

    /// <summary>As it was judged by; null asks for nothing.</summary>
    public Policy? Policy => _policy;

    /// <summary>By change, in the order given.</summary>
    public IReadOnlyList<Asked> Asked => _asked;

    public IReadOnlyCollection<WeekTally> Weeks => _weeks.Values;

    /// <summary>In the policy's order, then the built-in rules that asked for something.</summary>
    public IReadOnlyList<RuleTally> Rules => [.. _rules.Values.OrderBy(rule => rule.Number)];

    public IReadOnlyList<CarriedShare> Concentrated => _areas.Concentrated();

    public Asked Judge(Facts facts, ReplayedChange change)
    {
        var asked = _policy is null ? default : Ask(facts, change, _policy);
        var week = WeekOf(change);
        week.Changes++;
        week.Held += asked.IsHeld ? 1 : 0;
        week.Refused += asked.Kind == VerdictKind.Refused ? 1 : 0;
        week.SignOffs += asked.Qualified;
        week.QualifiedMinutes += asked.Qualified * change.Minutes;
        week.ReaderMinutes += asked.Readers * change.Minutes;
        week.RefusedMinutes += asked.Spared * change.Minutes;
        week.SquaredMinutes += asked.Qualified * change.Minutes * change.Minutes;
        _asked.Add(asked);
        return asked;
    }

    private Asked Ask(Facts facts, ReplayedChange change, Policy policy)
    {
        var verdict = Gate.Decide(facts, policy);
        if (verdict.Kind == VerdictKind.Allowed)
        {
            Count(verdict, [], Signing.None, change.Minutes);
            return default;
        }

        var demands = Demand.Of(verdict);

        // What is refused is not read in this form: nobody is asked, and nobody busy with it, until it comes back smaller.
        var isRefused = verdict.Kind == VerdictKind.Refused;
        var signing = _signers.Choose(demands, isRefused ? 0 : change.Minutes);
        Count(verdict, demands, signing, change.Minutes);
        if (isRefused)
        {
            return new Asked(verdict.Kind, 0, 0, signing.IsUnmeetable, Math.Max(1, signing.SignOffs));
        }

        _areas.Add(change.Area, signing.People, demands, change.Minutes);
        return new Asked(verdict.Kind, signing.Qualified, signing.Readers, signing.IsUnmeetable, 0);
    }

    private void Count(Verdict verdict, IReadOnlyList<Demand> demands, Signing signing, double minutes)
    {
        foreach (var node in verdict.Rules)
        {
            var isBuiltIn = node.Type != "rule";
            if (node.Outcome == RuleOutcome.NotApplicable || (isBuiltIn && node.Outcome == RuleOutcome.Satisfied))
            {
                continue;
            }

            var rule = TallyOf(node.Name);
            var ofRule = demands.Where(demand => demand.Rule == node.Name).ToList();
            var refused =
                node.Outcome == RuleOutcome.Unsatisfied
                && (
                    isBuiltIn
                        ? ofRule.Count == 0 && verdict.Missing.All(item => item.Rule != node.Name)
                        : node.Children.Any(child => child.Type == "refusal")
                );
            rule.Applied++;
            rule.Refused += refused ? 1 : 0;
            rule.CannotTell += node.Outcome == RuleOutcome.Faulted ? 1 : 0;
            rule.Asked += ofRule.Count > 0 ? 1 : 0;
            rule.AskedAuthor += node.Outcome == RuleOutcome.Unsatisfied && ofRule.Count == 0 && !refused ? 1 : 0;
            var signOffs = verdict.Kind == VerdictKind.Refused ? 0 : Alone(ofRule, demands, signing);
            rule.SignOffs += signOffs;
            rule.Minutes += signOffs * minutes;
            rule.Unmeetable += ofRule.Exists(demand => demand.IsUnmeetable) ? 1 : 0;
            if (ofRule.Count > 0 || refused)
            {
                rule.Hold(_asked.Count);
            }
        }
    }

    /// <summary>What a rule would take without the others.</summary>
    private static int Alone(List<Demand> ofRule, IReadOnlyList<Demand> demands, Signing signing) =>
        ofRule.Count <= 1 ? ofRule.Sum(demand => demand.Needed)
        : ofRule.Count == demands.Count ? signing.SignOffs
        : new SignerPool().Choose(ofRule, 0).SignOffs;

    private RuleTally TallyOf(string name)
    {
        if (!_rules.TryGetValue(name, out var rule))
        {
            _rules[name] = rule = new RuleTally(name, _rules.Count);
        }

        return rule;
    }

    private WeekTally WeekOf(ReplayedChange change)
    {
        if (!_weeks.TryGetValue(change.Week, out var week))
        {
            _weeks[change.Week] = week = new WeekTally(change.Week);
        }

        return week;
    }

    private static Dictionary<string, RuleTally> Tallies(Policy? policy)
    {
        var rules = new Dictionary<string, RuleTally>(StringComparer.Ordinal);
        foreach (var rule in policy?.Rules ?? [])
        {
            rules.TryAdd(rule.Name, new RuleTally(rule.Name, rules.Count));
        }

        return rules;
    }
}
