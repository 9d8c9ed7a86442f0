// Reads the event that started a GitHub job, and the answer to a question about open changes. Source: docs/forges.md.
using System.Globalization;
using System.Text.Json;
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Adapters.Forges;

public static class GitHubEvent
{
    /// <summary>The forge sends no payload above 25 MB.</summary>
    public const int MostBytes = 25 << 20;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <param name="name">GITHUB_EVENT_NAME.</param>
    /// <param name="payload">The file at GITHUB_EVENT_PATH.</param>
    /// <param name="host">The forge's host name where the payload does not tell it.</param>
    public static ForgeEvent Read(string name, ReadOnlyMemory<byte> payload, string host = "github.com") =>
        Reading(
            payload,
            root => Event(name, root) with { Repository = RepositoryOf(root, host) },
            why => new ForgeEvent.Unusable($"the event's payload cannot be read: {why}", "Run the job again; where it stays so, tell the forge.")
        );

    /// <summary>Open changes, from the pages of one GraphQL query; null where the answer cannot be read whole.</summary>
    public static IReadOnlyList<ForgeChange>? ReadOpen(ReadOnlyMemory<byte> answer) =>
        Reading<IReadOnlyList<ForgeChange>?>(
            answer,
            root =>
            {
                var pages = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : new List<JsonElement> { root };
                var found = new List<ForgeChange>();
                var isWhole = false;
                foreach (var page in pages)
                {
                    var changes = page.GetProperty("data").GetProperty("repository").GetProperty("pullRequests");
                    found.AddRange(changes.GetProperty("nodes").EnumerateArray().Select(Open));
                    isWhole = !changes.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
                }

                return isWhole ? found : null;
            },
            _ => null
        );

    private static ForgeChange Open(JsonElement node) =>
        new(
            node.GetProperty("number").GetInt64(),
            "refs/heads/" + Text(node, "baseRefName"),
            null,
            Id(node, "headRefOid") ?? throw new FormatException("a change has no head")
        )
        {
            Title = OptionalText(node, "title") ?? "",
            Description = OptionalText(node, "body") ?? "",
            WrittenBy = Login(node, "editor") ?? Login(node, "author"),
            Told = Told(
                OptionalText(node, "headRefName"),
                Login(node, "author"),
                Has(node, "labels") ? Labels(node.GetProperty("labels"), "nodes") : []
            ),
        };

    private static ForgeEvent Event(string name, JsonElement root) =>
        name switch
        {
            "pull_request_target" => Change(root),
            "pull_request" => new ForgeEvent.Unusable(
                "on pull_request the job runs the change's own workflow file, so the change could say how it is judged",
                "Start the workflow on pull_request_target, which takes it from the default branch."
            ),
            "merge_group" => Group(root),
            "push" => Push(root),
            "delete" => Text(root, "ref_type") == "branch"
                ? new ForgeEvent.Deleted("refs/heads/" + Text(root, "ref"))
                : new ForgeEvent.Nothing("a tag was deleted; no change asks to enter"),
            "workflow_dispatch" or "schedule" => new ForgeEvent.Everything(),
            _ => new ForgeEvent.Unusable(
                $"an event of the kind '{VisibleText.Of(name)}' names no change",
                "Start the workflow on pull_request_target, merge_group, push, delete, schedule or workflow_dispatch."
            ),
        };

    private static ForgeEvent Change(JsonElement root)
    {
        var action = OptionalText(root, "action");
        if (action == "closed")
        {
            return new ForgeEvent.Nothing("the change is closed; nothing asks to enter");
        }

        var change = root.GetProperty("pull_request");
        var (from, into) = (change.GetProperty("head"), change.GetProperty("base"));
        var wroteNow = action == "opened" || (action == "edited" && Has(root, "changes") && Has(root.GetProperty("changes"), "body"));
        return new ForgeEvent.Offered(
            new ForgeChange(
                change.GetProperty("number").GetInt64(),
                "refs/heads/" + Text(into, "ref"),
                Id(into, "sha") ?? throw new FormatException("the base has no commit"),
                Id(from, "sha") ?? throw new FormatException("the head has no commit")
            )
            {
                Title = OptionalText(change, "title") ?? "",
                Description = OptionalText(change, "body") ?? "",
                WrittenBy = wroteNow ? Login(root, "sender") : null,
                Told = Told(OptionalText(from, "ref"), Login(change, "user"), Labels(change, "labels")),
            }
        );
    }

    private static IReadOnlyList<(HintPlace Place, string Text)> Told(string? branch, string? account, IEnumerable<string> labels) =>
        [
            .. branch is null ? Array.Empty<(HintPlace, string)>() : [(HintPlace.Branch, branch)],
            .. account is null ? Array.Empty<(HintPlace, string)>() : [(HintPlace.Login, account)],
            .. labels.Select(label => (HintPlace.Label, label)),
        ];

    private static IEnumerable<string> Labels(JsonElement element, string name) =>
        Has(element, name) ? element.GetProperty(name).EnumerateArray().Select(label => OptionalText(label, "name")).OfType<string>() : [];

    private static ForgeEvent Group(JsonElement root)
    {
        if (OptionalText(root, "action") == "destroyed")
        {
            return new ForgeEvent.Nothing("the queue's group is gone; nothing asks to enter");
        }

        var group = root.GetProperty("merge_group");
        return new ForgeEvent.Queued(
            Text(group, "base_ref"),
            Id(group, "base_sha"),
            Id(group, "head_sha") ?? throw new FormatException("the group has no commit")
        );
    }

    private static ForgeEvent Push(JsonElement root)
    {
        var reference = Text(root, "ref");
        return !reference.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? new ForgeEvent.Nothing($"{VisibleText.Of(reference)} is no branch; no change asks to enter")
            : new ForgeEvent.Moved(reference, NotZero(Id(root, "before")), NotZero(Id(root, "after")), Flag(root, "forced"));
    }

    private static RepositoryId? RepositoryOf(JsonElement root, string host)
    {
        if (!Has(root, "repository") || !root.GetProperty("repository").TryGetProperty("id", out var id) || !id.TryGetInt64(out var number))
        {
            return null;
        }

        return RepositoryId.TryParse(string.Create(CultureInfo.InvariantCulture, $"github:{host}:{number}"), out var repository) ? repository : null;
    }

    private static T Reading<T>(ReadOnlyMemory<byte> bytes, Func<JsonElement, T> read, Func<string, T> bad)
    {
        if (bytes.Length > MostBytes)
        {
            return bad($"it has {bytes.Length} bytes");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, s_strict);
            return read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return bad(VisibleText.Of(fault.Message));
        }
    }

    private static bool Has(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static string Text(JsonElement element, string name) => OptionalText(element, name) ?? throw new FormatException($"'{name}' is missing");

    private static string? OptionalText(JsonElement element, string name) => Has(element, name) ? element.GetProperty(name).GetString() : null;

    private static bool Flag(JsonElement element, string name) => Has(element, name) && element.GetProperty(name).GetBoolean();

    private static string? Login(JsonElement element, string name) => Has(element, name) ? OptionalText(element.GetProperty(name), "login") : null;

    private static ObjectId? Id(JsonElement element, string name) => ObjectId.TryParse(OptionalText(element, name), out var id) ? id : null;

    private static ObjectId? NotZero(ObjectId? id) => id is { IsZero: false } ? id : null;
}
