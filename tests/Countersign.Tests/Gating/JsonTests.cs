// Facts are read strictly, and a verdict is written in the form that others may rely on.
using System.Text;
using System.Text.Json;
using Countersign.Gating;
using Countersign.Inputs;
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
    public void Another_verdict_has_another_digest()
    {
        var policy = A.Policy("{'name': 'r', 'require': {'peer-review': 1}}");
        Facts one = A.Change();
        Facts other = A.Change().Signed("sam");
        VerdictJson.DigestOf(Gate.Decide(one, policy), one, policy).ShouldNotBe(VerdictJson.DigestOf(Gate.Decide(other, policy), other, policy));
    }
}
