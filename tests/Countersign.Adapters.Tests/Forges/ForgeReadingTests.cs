// What a forge hands over, by hand-made examples: hostile payloads, GitLab's variables, the forge file.
using System.Text;
using Countersign.Adapters.Documents;
using Countersign.Adapters.Forges;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Tests.Forges;

public sealed class ForgeReadingTests
{
    private const string Id = "1111111111111111111111111111111111111111";
    private const string Other = "2222222222222222222222222222222222222222";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"action":"opened"}""")]
    [InlineData("""{"action":1,"pull_request":{}}""")]
    [InlineData("""{"action":"opened","pull_request":null}""")]
    [InlineData("""{"action":"opened","pull_request":{"number":"7","base":{},"head":{}}}""")]
    [InlineData("""{"action":"opened","pull_request":{"number":7,"base":{"ref":"main","sha":"nonsense"},"head":{"sha":"x"}}}""")]
    [InlineData("""{"action":"opened","action":"closed"}""")]
    [InlineData("""{"action":"opened","pull_request":{"number":7,"body":"\ud800","base":{"ref":"main"},"head":{}}}""")]
    public void A_payload_that_does_not_say_which_change_is_unusable(string payload)
    {
        GitHubEvent.Read("pull_request_target", Encoding.UTF8.GetBytes(payload)).ShouldBeOfType<ForgeEvent.Unusable>();
        GitHubEvent.Read("merge_group", Encoding.UTF8.GetBytes(payload)).ShouldBeOfType<ForgeEvent.Unusable>();
        GitHubEvent.ReadOpen(Encoding.UTF8.GetBytes(payload)).ShouldBeNull();
    }

    [Fact]
    public void An_answer_about_open_changes_counts_only_when_its_last_page_is_there()
    {
        static string Page(string more, string nodes) =>
            """{"data":{"repository":{"pullRequests":{"pageInfo":{"hasNextPage":MORE,"endCursor":"x"},"nodes":[NODES]}}}}"""
                .Replace("MORE", more, StringComparison.Ordinal)
                .Replace("NODES", nodes, StringComparison.Ordinal);
        var node =
            $$$"""{"number":7,"title":"t","body":null,"baseRefName":"main","headRefOid":"{{{Id}}}","isCrossRepository":true,"author":{"login":"jun"},"editor":null,"headRefName":"codex/x","labels":{ "nodes":[{"name":"bug"},{"name":null}] } }""";

        var whole = GitHubEvent.ReadOpen(Encoding.UTF8.GetBytes($"[{Page("true", node)},{Page("false", "")}]"));
        var change = whole.ShouldNotBeNull().ShouldHaveSingleItem();
        change.Told.ShouldBe([(HintPlace.Branch, "codex/x"), (HintPlace.Login, "jun"), (HintPlace.Label, "bug")]);
        (change with { Told = [] }).ShouldBe(
            new ForgeChange(7, "refs/heads/main", null, ObjectId.Parse(Id))
            {
                Title = "t",
                Description = "",
                WrittenBy = "jun",
            }
        );
        GitHubEvent.ReadOpen(Encoding.UTF8.GetBytes(Page("true", node))).ShouldBeNull();
        GitHubEvent.ReadOpen(Encoding.UTF8.GetBytes("""{"errors":[{"message":"quota"}],"data":null}""")).ShouldBeNull();
    }

    [Fact]
    public void A_merge_requests_pipeline_names_the_pushed_head_and_never_the_merge_that_the_forge_made()
    {
        var detached = GitLabJob.Read(Variables()).ShouldBeOfType<ForgeEvent.Offered>();
        detached.Change.Head.Hex.ShouldBe(Id);
        detached.Change.BaseRef.ShouldBe("refs/heads/main");
        detached.Change.WrittenBy.ShouldBeNull("GitLab tells a job no last writer");
        detached.Repository.ToString().ShouldBe("gitlab:gitlab.example:9");

        var merged = GitLabJob.Read(Variables(("CI_MERGE_REQUEST_EVENT_TYPE", "merged_result"), ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", Other)));
        merged.ShouldBeOfType<ForgeEvent.Offered>().Change.Head.Hex.ShouldBe(Other);
        GitLabJob.Read(Variables(("CI_MERGE_REQUEST_EVENT_TYPE", "merge_train"))).ShouldBeOfType<ForgeEvent.Unusable>();
        GitLabJob.Read(Variables(("CI_MERGE_REQUEST_PROJECT_ID", "8"))).ShouldBeOfType<ForgeEvent.Unusable>().Why.ShouldContain("fork");
        GitLabJob.Read(Variables(("CI_PIPELINE_SOURCE", "web"))).ShouldBeOfType<ForgeEvent.Unusable>();
        GitLabJob
            .Read(Variables(("CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED", "true")))
            .ShouldBeOfType<ForgeEvent.Offered>()
            .Change.Description.ShouldBeNull();
        GitLabJob.Read(_ => null).ShouldBeOfType<ForgeEvent.Unusable>();
    }

    [Theory]
    [InlineData("version: 1\nrepository: github:github.com:7\n", true)]
    [InlineData("version: 1\nrepository: git:00112233445566778899aabbccddeeff\nrecords: a/b\nguarded: [main, release-1]\ndescription: case\n", true)]
    [InlineData("repository: github:github.com:7\n", false)]
    [InlineData("version: 2\nrepository: github:github.com:7\n", false)]
    [InlineData("version: 1\nrepository: shop\n", false)]
    [InlineData("version: 1\nrepository: github:github.com:7\nrecords: ../main\n", false)]
    [InlineData("version: 1\nrepository: github:github.com:7\nrecords: \"x:refs/heads/main\"\n", false)]
    [InlineData("version: 1\nrepository: github:github.com:7\nrecords: --force\n", false)]
    [InlineData("version: 1\nrepository: github:github.com:7\nrecords: main\nguarded: [main]\n", false)]
    [InlineData("version: 1\nrepository: github:github.com:7\ndescription: sign-off\n", false)]
    [InlineData("version: 1\nrepository: github:github.com:7\nsurprise: 1\n", false)]
    [InlineData("version: 1\nrepository: github:github.com:7\nbaseline: HEAD\n", false)]
    [InlineData("version: 1\nrepository: github:github.com:7\nroot-keys: [ssh-ed25519 AAAA]\n", false)]
    [InlineData("[]", false)]
    public void A_forge_file_is_read_whole_or_not_at_all(string yaml, bool isGood)
    {
        var read = YamlReader
            .Read(Encoding.UTF8.GetBytes(yaml), ForgeFile.Path)
            .Match((node, _) => ForgeFile.Parse(node).Match((_, _) => true, _ => false), _ => false);

        read.ShouldBe(isGood);
    }

    private static Func<string, string?> Variables(params (string Name, string Value)[] changed)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GITLAB_CI"] = "true",
            ["CI_PIPELINE_SOURCE"] = "merge_request_event",
            ["CI_SERVER_HOST"] = "gitlab.example",
            ["CI_PROJECT_ID"] = "9",
            ["CI_MERGE_REQUEST_PROJECT_ID"] = "9",
            ["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] = "9",
            ["CI_MERGE_REQUEST_IID"] = "3",
            ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main",
            ["CI_MERGE_REQUEST_EVENT_TYPE"] = "detached",
            ["CI_MERGE_REQUEST_DESCRIPTION"] = "## why\nit is needed",
            ["CI_COMMIT_SHA"] = Id,
        };
        foreach (var (name, value) in changed)
        {
            all[name] = value;
        }

        return name => all.GetValueOrDefault(name);
    }
}
