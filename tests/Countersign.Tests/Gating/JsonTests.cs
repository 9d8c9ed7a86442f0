// Facts are read strictly, and a verdict is written in the form that others may rely on.
using System.Text;
using System.Text.Json;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Provenance;
using Countersign.Signatures;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class JsonTests
{
    private static readonly string Written = Encoding.UTF8.GetString(FactsJson.Write(A.Change().Signed("sam").Minutes(3)));

    private static bool IsRead(string json) => FactsJson.Read(Encoding.UTF8.GetBytes(json)).Match((_, _) => true, problems => problems.Count == 0);

    [Fact]
    public void Facts_never_say_null() => Written.ShouldNotContain("null");

    [Fact]
    public void Facts_are_read_as_written() => IsRead(Written).ShouldBeTrue();

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"version\": 1", "\"version\": 1, \"version\": 1")]
    [InlineData("\"version\": 1", "\"version\": 1, \"surprise\": 1")]
    [InlineData("\"kind\": \"Human\"", "\"kind\": \"human\"")]
    [InlineData("\"kind\": \"Human\"", "\"kind\": 0")]
    [InlineData("\"person\": \"sam\"", "\"person\": \"Sam!\"")]
    [InlineData("\"person\": \"sam\"", "\"person\": null")]
    [InlineData("\"now\":", "\"then\":")]
    [InlineData("\"files\": [", "\"files\": null, \"x\": [")]
    public void What_is_not_exactly_facts_is_refused_with_a_problem(string part, string instead)
    {
        Written.ShouldContain(part);
        IsRead(Written.Replace(part, instead)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\": 1")]
    public void What_is_no_document_is_refused(string json) => IsRead(json).ShouldBeFalse();

    [Fact]
    public void A_verdict_is_written_with_verdict_change_rules_and_missing()
    {
        Facts facts = A.Change();
        var policy = A.Policy("{'name': 'r', 'require': {'peer-review': 1}}");
        using var json = JsonDocument.Parse(VerdictJson.Write(Gate.Decide(facts, policy), facts, policy));
        var root = json.RootElement;
        root.EnumerateObject().Select(it => it.Name).ShouldBe(["verdict", "change", "policy", "rules", "missing"]);
        root.GetProperty("verdict").GetString().ShouldBe("Held");
        root.GetProperty("change").GetProperty("target").GetString().ShouldBe("refs/heads/main");
        root.GetProperty("policy").GetProperty("repository").GetString().ShouldBe(policy.Digest.ToString());
        var item = root.GetProperty("missing")[0];
        item.EnumerateObject().Select(it => it.Name).ShouldBe(["id", "rule", "requirement", "who", "how"]);
        var rule = root.GetProperty("rules").EnumerateArray().Single(it => it.GetProperty("id").GetString() == "rule:r");
        rule.GetProperty("children")[0].GetProperty("id").GetString().ShouldBe("rule:r/require/peer-review");
    }

    [Fact]
    public void What_several_ways_and_rules_ask_for_is_missing_once()
    {
        Facts facts = A.Change();
        var missing = Gate.Decide(
            facts,
            A.Policy(
                "{'name': 'r', 'require': {'any': [{'peer-review': 1, 'case': ['why']}, {'rollout': 'plan', 'case': ['why']}]}}",
                "{'name': 's', 'require': {'case': ['why']}}"
            )
        ).Missing;

        missing
            .Select(item => (item.Id, item.Requirement))
            .ShouldBe(
                [("peer-review", "way 1: 1 other reader"), ("case", missing[1].Requirement), ("rollout", missing[2].Requirement)],
                ignoreOrder: false
            );
        missing[1].Requirement.ShouldNotStartWith("way");
        missing[2].Requirement.ShouldStartWith("way 2: ");
        missing.Distinct(MissingItem.ByDeed).Count().ShouldBe(missing.Count);
    }

    [Fact]
    public void What_is_known_of_AI_assistance_stands_beside_the_verdict_and_not_in_its_digest()
    {
        Facts facts = A.Change()
            .With(it =>
                it with
                {
                    Provenance = it.Provenance with
                    {
                        Class = AssistanceClass.Assisted,
                        Basis = "declared",
                        Findings =
                        [
                            new AssistanceFinding("trailer", "Claude", "opus", AssistanceClass.Assisted, 1, "Assisted-by: Claude:opus", "commit c"),
                            new AssistanceFinding("branch", "Codex", null, AssistanceClass.Assisted, 0, "codex/x", "branch codex/x"),
                        ],
                        Contradictions = ["jo declared none"],
                    },
                }
            );
        var policy = A.Policy("{'name': 'r', 'require': {'peer-review': 1}}");
        var verdict = Gate.Decide(facts, policy);

        using var json = JsonDocument.Parse(VerdictJson.WriteMore(verdict, facts, policy, null));
        var said = json.RootElement.GetProperty("assistance");
        said.GetProperty("class").GetString().ShouldBe("assisted");
        said.GetProperty("basis").GetString().ShouldBe("declared");
        said.GetProperty("findings")
            .GetRawText()
            .ReplaceLineEndings("")
            .Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(
                "[{\"tool\":\"Claude\",\"model\":\"opus\",\"class\":\"assisted\",\"certainty\":1,\"raw\":\"Assisted-by:Claude:opus\",\"source\":\"commitc\"}]"
            );
        said.GetProperty("hints").EnumerateArray().ShouldHaveSingleItem().GetProperty("tool").GetString().ShouldBe("Codex");
        said.GetProperty("contradictions")[0].GetString().ShouldBe("jo declared none");
        said.GetProperty("silence").GetArrayLength().ShouldBe(0);
        Digest.Of(VerdictJson.Write(verdict, facts, policy)).ShouldBe(VerdictJson.DigestOf(verdict, facts, policy));
    }

    [Fact]
    public void Another_verdict_has_another_digest()
    {
        var policy = A.Policy("{'name': 'r', 'require': {'peer-review': 1}}");
        Facts one = A.Change();
        Facts other = A.Change().Signed("sam");
        VerdictJson.DigestOf(Gate.Decide(one, policy), one, policy).ShouldNotBe(VerdictJson.DigestOf(Gate.Decide(other, policy), other, policy));
    }
}
