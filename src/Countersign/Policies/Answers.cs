// What a predicate and a requirement answer when asked about the facts.

namespace Countersign.Policies;

/// <summary>Gerrit's set of outcomes. Source: https://gerrit-review.googlesource.com/Documentation/config-submit-requirements.html</summary>
public enum RuleOutcome
{
    Satisfied,
    Unsatisfied,
    NotApplicable,
    Overridden,
    Faulted,
}

public enum Truth
{
    Holds,
    DoesNotHold,
    Faulted,
}

/// <summary>A predicate's answer with the evidence it used; Faulted says what is needed.</summary>
public sealed record PredicateAnswer(Truth Truth, IReadOnlyList<string> Evidence, IReadOnlyList<PredicateAnswer.Part>? Parts = null)
{
    public sealed record Part(string Name, PredicateAnswer Answer);

    public static PredicateAnswer Holds(params string[] evidence) => new(Truth.Holds, evidence);

    public static PredicateAnswer DoesNot(params string[] evidence) => new(Truth.DoesNotHold, evidence);

    public static PredicateAnswer When(bool holds, params string[] evidence) => holds ? Holds(evidence) : DoesNot(evidence);

    /// <summary>There is no source for this fact yet; <paramref name="needed"/> names it and how to supply it.</summary>
    public static PredicateAnswer Needs(string needed) => new(Truth.Faulted, [needed]);
}

/// <summary>A requirement's answer: Satisfied, Unsatisfied with what is missing, or Faulted.</summary>
public sealed record RequirementAnswer(RuleOutcome Outcome, IReadOnlyList<string> Evidence, IReadOnlyList<MissingItem> Missing)
{
    public static RequirementAnswer Met(params string[] evidence) => new(RuleOutcome.Satisfied, evidence, []);

    public static RequirementAnswer Unmet(IReadOnlyList<string> evidence, params MissingItem[] missing) =>
        new(RuleOutcome.Unsatisfied, evidence, missing);

    public static RequirementAnswer Needs(string needed) => new(RuleOutcome.Faulted, [needed], []);
}
