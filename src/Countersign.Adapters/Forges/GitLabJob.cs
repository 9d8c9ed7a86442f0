// Reads what a GitLab job knows of its merge request: predefined variables, all of them claims. Source: docs/forges.md.
using System.Globalization;
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Adapters.Forges;

public static class GitLabJob
{
    /// <param name="variable">A variable's value, null where it is not set.</param>
    public static ForgeEvent Read(Func<string, string?> variable)
    {
        string? Of(string name) => variable(name) is { Length: > 0 } value ? value : null;
        var repository = Repository(Of("CI_SERVER_HOST"), Of("CI_PROJECT_ID"));
        return Event(Of) with { Repository = repository };
    }

    private static ForgeEvent Event(Func<string, string?> of)
    {
        if (of("CI_PIPELINE_SOURCE") is "push" && of("CI_COMMIT_BRANCH") is { } branch)
        {
            return new ForgeEvent.Moved("refs/heads/" + branch, Id(of("CI_COMMIT_BEFORE_SHA")), Id(of("CI_COMMIT_SHA")), WasForced: false);
        }

        if (of("CI_PIPELINE_SOURCE") is not "merge_request_event")
        {
            return new ForgeEvent.Unusable(
                "this pipeline belongs to no merge request",
                "Let the job run where CI_PIPELINE_SOURCE is merge_request_event, or name --base and --head."
            );
        }

        if (of("CI_MERGE_REQUEST_PROJECT_ID") != of("CI_PROJECT_ID"))
        {
            return new ForgeEvent.Unusable(
                "this pipeline runs in a fork, with the fork's own configuration and its own idea of the target",
                "A member of the target project starts the merge request's pipeline there."
            );
        }

        // In a pipeline for merged results the job's own commit is a merge that nobody pushed.
        var head = Id(of("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")) ?? (IsMerged(of) ? null : Id(of("CI_COMMIT_SHA")));
        if (head is not { } commit || of("CI_MERGE_REQUEST_TARGET_BRANCH_NAME") is not { } target)
        {
            return new ForgeEvent.Unusable(
                "the variables name no head commit or no target branch",
                "Run it as a merge request pipeline, or name --base and --head."
            );
        }

        return new ForgeEvent.Offered(
            new ForgeChange(Number(of("CI_MERGE_REQUEST_IID")), "refs/heads/" + target, Id(of("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")), commit)
            {
                Title = of("CI_MERGE_REQUEST_TITLE") ?? "",
                // A description cut short is another one, and its digest would say nothing.
                Description = of("CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED") is "true" ? null : of("CI_MERGE_REQUEST_DESCRIPTION"),
                Told =
                [
                    .. of("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") is { } source ? [(HintPlace.Branch, source)] : Array.Empty<(HintPlace, string)>(),
                    .. (of("CI_MERGE_REQUEST_LABELS") ?? "")
                        .Split(',', StringSplitOptions.RemoveEmptyEntries)
                        .Select(label => (HintPlace.Label, label)),
                ],
            }
        );
    }

    private static bool IsMerged(Func<string, string?> of) => of("CI_MERGE_REQUEST_EVENT_TYPE") is "merged_result" or "merge_train";

    private static ObjectId? Id(string? text) => ObjectId.TryParse(text, out var id) && !id.IsZero ? id : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static RepositoryId? Repository(string? host, string? number) => RepositoryId.TryParse($"gitlab:{host}:{number}", out var id) ? id : null;
}
