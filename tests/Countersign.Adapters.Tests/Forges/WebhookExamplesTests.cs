// Every example payload that the forge publishes is read: the right kind of answer for each, and never a crash.
using System.Text;
using System.Text.Json;
using Countersign.Adapters.Forges;

namespace Countersign.Adapters.Tests.Forges;

public sealed class WebhookExamplesTests
{
    [Fact]
    public void Every_published_example_of_every_event_gets_the_answer_of_its_kind()
    {
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, payload) in Examples())
        {
            var read = GitHubEvent.Read(name == "pull_request" ? "pull_request_target" : name, payload);
            read.GetType().Name.ShouldBe(Expected(name, payload), $"{name}: {Encoding.UTF8.GetString(payload)[..200]}");
            kinds[read.GetType().Name] = kinds.GetValueOrDefault(read.GetType().Name) + 1;
        }

        kinds["Offered"].ShouldBeGreaterThan(20);
        kinds["Queued"].ShouldBeGreaterThan(0);
        kinds["Unusable"].ShouldBeGreaterThan(200);
        kinds.Values.Sum().ShouldBe(329);
    }

    [Fact]
    public void An_offered_change_is_told_as_the_payload_has_it_and_its_writer_only_where_the_event_says_so()
    {
        foreach (var (name, payload) in Examples().Where(example => example.Name == "pull_request"))
        {
            using var document = JsonDocument.Parse(payload);
            var (root, action) = (document.RootElement, document.RootElement.GetProperty("action").GetString());
            if (GitHubEvent.Read("pull_request_target", payload) is not ForgeEvent.Offered { Change: var change, Repository: var repository })
            {
                continue;
            }

            var told = root.GetProperty("pull_request");
            change.Head.Hex.ShouldBe(told.GetProperty("head").GetProperty("sha").GetString());
            change.BaseSha!.Value.Hex.ShouldBe(told.GetProperty("base").GetProperty("sha").GetString());
            change.BaseRef.ShouldBe("refs/heads/" + told.GetProperty("base").GetProperty("ref").GetString());
            change.Description.ShouldBe(told.GetProperty("body").GetString() ?? "");
            repository.ToString().ShouldBe($"github:github.com:{root.GetProperty("repository").GetProperty("id").GetInt64()}");
            change.WrittenBy.ShouldBe(action == "opened" ? root.GetProperty("sender").GetProperty("login").GetString() : null, name);
        }
    }

    [Fact]
    public void The_same_payloads_on_the_event_whose_workflow_is_the_changes_own_are_refused() =>
        Examples()
            .Where(example => example.Name == "pull_request")
            .Select(example => GitHubEvent.Read("pull_request", example.Payload))
            .ShouldAllBe(read => read is ForgeEvent.Unusable);

    [Fact]
    public void A_payload_cut_anywhere_is_unusable_and_never_believed_in_part()
    {
        var payload = Examples().First(example => example.Name == "pull_request").Payload;
        for (var length = 0; length < payload.Length; length += 97)
        {
            GitHubEvent.Read("pull_request_target", payload.AsMemory(0, length)).ShouldBeOfType<ForgeEvent.Unusable>();
        }
    }

    private static string Expected(string name, byte[] payload)
    {
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        string? Of(string property) =>
            root.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return name switch
        {
            "pull_request" => Of("action") == "closed" ? "Nothing" : "Offered",
            "merge_group" => Of("action") == "destroyed" ? "Nothing" : "Queued",
            "push" => Of("ref")!.StartsWith("refs/heads/", StringComparison.Ordinal) ? "Moved" : "Nothing",
            "delete" => Of("ref_type") == "branch" ? "Deleted" : "Nothing",
            "workflow_dispatch" or "schedule" => "Everything",
            _ => "Unusable",
        };
    }

    /// <summary>npm's @octokit/webhooks-examples 7.6.1, which scripts/test-packages installs.</summary>
    private static IEnumerable<(string Name, byte[] Payload)> Examples()
    {
        var file = Path.Combine(Top(AppContext.BaseDirectory), "out/npm/node_modules/@octokit/webhooks-examples/api.github.com/index.json");
        if (!File.Exists(file))
        {
            Assert.Skip("npm's @octokit/webhooks-examples 7.6.1 is not installed: run scripts/test-packages");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var all = new List<(string, byte[])>();
        foreach (var kind in document.RootElement.EnumerateArray())
        {
            var name = kind.GetProperty("name").GetString()!;
            all.AddRange(kind.GetProperty("examples").EnumerateArray().Select(example => (name, Encoding.UTF8.GetBytes(example.GetRawText()))));
        }

        return all;
    }

    private static string Top(string from) =>
        File.Exists(Path.Combine(from, "Countersign.slnx")) ? from : Top(Path.GetDirectoryName(from.TrimEnd('/'))!);
}
