// Who approved or objected in a case, by the means that policy-bot counts.
using System.Text.Json;
using Countersign.Changes;

namespace Countersign.Tests.Policies.Imports;

/// <param name="At">Seconds after the earliest time of the case.</param>
internal sealed record PolicyBotAct(string Login, double At, bool Approves);

internal static class PolicyBotActs
{
    private static readonly string[] Thumbs = [":+1:", "👍"];
    private static readonly string[] ThumbsDown = [":-1:", "👎"];

    /// <summary>In the order of the case; what was edited afterwards is left out.</summary>
    public static IEnumerable<PolicyBotAct> Of(JsonElement pull, JsonElement policy, Concessions conceded)
    {
        var options = Get(policy, "options");
        var approving = Get(options, "methods");
        var (revoking, objecting) = (Get(approving, "revoke"), Get(approving, "disapprove"));
        approving = revoking ?? approving;
        if (
            conceded.HasFlag(Concessions.DescriptionsApprove)
            && Get(pull, "body") is { } body
            && Matches(Text(body, "body"), approving, "body_patterns")
        )
        {
            yield return new PolicyBotAct(Text(body, "author"), At(body), Approves: true);
        }

        foreach (var act in Items(pull, "comments").Where(act => conceded.HasFlag(Concessions.EditedWordsCount) || !IsEdited(act)))
        {
            var words = Text(act, "body");
            if (Says(words, approving, "comments", Thumbs) || Matches(words, approving, "comment_patterns"))
            {
                yield return new PolicyBotAct(Text(act, "author"), At(act), Approves: true);
            }
            else if (Says(words, objecting, "comments", ThumbsDown) || Matches(words, objecting, "comment_patterns"))
            {
                yield return new PolicyBotAct(Text(act, "author"), At(act), Approves: false);
            }
        }

        foreach (var act in Items(pull, "reviews").Where(act => conceded.HasFlag(Concessions.EditedWordsCount) || !IsEdited(act)))
        {
            var state = Text(act, "state");
            var methods = state == "approved" ? approving : objecting;
            if (state is "approved" or "changes_requested" && Counts(Text(act, "body"), methods))
            {
                yield return new PolicyBotAct(Text(act, "author"), At(act), Approves: state == "approved");
            }
        }
    }

    private static bool Counts(string body, JsonElement? methods) =>
        Get(methods, "github_review") is not { ValueKind: JsonValueKind.False } || Matches(body, methods, "github_review_comment_patterns");

    private static bool Says(string body, JsonElement? methods, string key, string[] usual) =>
        (Get(methods, key) is { } list ? list.EnumerateArray().Select(item => item.GetString()!) : usual).Any(body.Contains);

    private static bool Matches(string body, JsonElement? methods, string key) =>
        Get(methods, key) is { } list
        && list.EnumerateArray().Any(item => PathPattern.Parse(PathPattern.RegexPrefix + item.GetString()).Matches(body));

    private static bool IsEdited(JsonElement act) => act.TryGetProperty("last_edited_at", out var edited) && edited.ValueKind == JsonValueKind.Number;

    private static double At(JsonElement act) => act.TryGetProperty("created_at", out var at) ? at.GetDouble() : 0;

    private static string Text(JsonElement element, string key) => element.TryGetProperty(key, out var value) ? value.GetString() ?? "" : "";

    private static IEnumerable<JsonElement> Items(JsonElement element, string key) =>
        element.TryGetProperty(key, out var list) ? list.EnumerateArray() : [];

    private static JsonElement? Get(JsonElement? element, string key) =>
        element is { ValueKind: JsonValueKind.Object } it && it.TryGetProperty(key, out var value) ? value : null;
}
