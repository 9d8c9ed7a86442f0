// Every predicate there is; specs/policy.md has a row and specs/policy.schema.json a form for each.
namespace Countersign.Policies.Predicates;

public static class PredicateKinds
{
    public static readonly IReadOnlyList<PredicateKind> All =
    [
        AllOf.Kind,
        AnyOf.Kind,
        Not.Kind,
        Paths.Kind,
        ChangeKind.Kind,
        Size.Kind,
        Tests.Kind,
        ExactRevert.Kind,
        Scanned.NewDependency,
        Scanned.SensitiveEntity,
        ProvenancePredicate.Kind,
        Author.Kind,
        AuthorLevel.Kind,
        AuthorFamiliarity.Kind,
        Contributors.Kind,
        SingleMaker.Kind,
        RequesterOfAgent.Kind,
        CommitSignatures.Kind,
        BlastRadius.Kind,
        LikelihoodPredicate.Kind,
        Reversibility.Kind,
        Scanned.PreviousIncident,
        ReviewMinutes.Kind,
        Reported.Checks,
        Reported.Statuses,
        Reported.WorkflowResults,
        Sarif.Kind,
        Coverage.Kind,
        TargetBranch.Kind,
        SourceBranch.Kind,
        RepositoryIs.Kind,
        Labels.Kind,
        Title.Kind,
        TimeWindow.Kind,
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];
}
