// Every requirement there is; specs/policy.md has a row and specs/policy.schema.json a form for each.
namespace Countersign.Policies.Requirements;

public static class RequirementKinds
{
    public static readonly IReadOnlyList<RequirementKind> All =
    [
        SignOffsRequirement.Kind,
        PeerReview.Kind,
        CaseRequirement.Kind,
        QuestionsRequirement.Kind,
        ConditionsRequirement.Kind,
        EvidenceRequirement.Kind,
        Rollback.Kind,
        Rollout.Kind,
        WaitingPeriod.Kind,
        AnyRequirement.Kind,
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];
}
