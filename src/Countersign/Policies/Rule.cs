// One named rule: when it applies, and what it then requires or why it refuses.
using Countersign.People;
using Countersign.Policies.Predicates;

namespace Countersign.Policies;

public enum PolicySource
{
    Organisation,
    Repository,
}

/// <param name="When">Empty means always.</param>
/// <param name="Require">Empty where the rule refuses.</param>
/// <param name="Refuse">Words with a way out; {review-minutes}, {files}, {lines} and {effective-lines} are filled in.</param>
/// <param name="Window">Days over which limits under which less is asked are summed; null where not written.</param>
public sealed record Rule(
    string Name,
    int Line,
    RuleMode Mode,
    AllOf When,
    IReadOnlyList<Requirement> Require,
    string? Refuse,
    int? Window,
    PolicySource Source
)
{
    public const int MostWindow = 365;

    /// <summary>Of its node in a verdict's tree, as in specs/verdict.md.</summary>
    public string Id { get; } = Source == PolicySource.Organisation ? $"organisation/rule:{Name}" : $"rule:{Name}";

    /// <summary>
    /// A rule that asks for nothing only keeps `otherwise` away: what makes it apply asks less, so its sums run the other way.
    /// </summary>
    public Reckoning Reckoning { get; } =
        Refuse is not null ? Reckoning.ChangeAlone
        : Require.All(requirement => requirement is Requirements.Nothing) ? Reckoning.SumsForLess
        : Reckoning.SumsForMore;

    public PolicyContext In(SeniorityScale scale) => new(scale, Name, Window ?? PolicyContext.DefaultWindow, Reckoning);
}
