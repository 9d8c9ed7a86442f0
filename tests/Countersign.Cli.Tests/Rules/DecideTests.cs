// The verdict on kept facts is the verdict that was given, to the byte; a broken policy decides nothing.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Rules;

public sealed class DecideTests
{
    [Fact]
    public void Kept_facts_give_the_same_verdict_again_to_the_byte()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n  retries: 2\n");
        gate.Approve("jun", "timeout", "teo");

        var check = gate.Run("jun", "check", "--json", "--facts-out", "facts.json");
        var decided = gate.Run("jun", "decide", "--facts", "facts.json", "--policy", ".countersign/policy.yml", "--json");

        decided.Output.ShouldBe(check.Output);
        decided.Code.ShouldBe(check.Code, decided.All);
    }

    [Fact]
    public void The_same_facts_under_another_policy_get_another_verdict()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n");
        gate.Run("jun", "check", "--facts-out", "facts.json").Code.ShouldBe(0);
        gate.Write(
            gate.Clone("jun"),
            "stricter.yml",
            GivenGate.PracticePolicy.Replace("review-minutes: { over: 90 }", "target-branch: main", StringComparison.Ordinal)
        );

        var decided = gate.Run("jun", "decide", "--facts", "facts.json", "--policy", "stricter.yml");

        decided.Code.ShouldBe(ExitCode.Refused, decided.All);
        decided.Output.ShouldContain("Refused");
    }

    [Fact]
    public void A_broken_policy_or_facts_decide_nothing_and_say_everything_that_is_wrong()
    {
        using var gate = GivenGate.Open();
        gate.Run("jun", "check", "--facts-out", "facts.json");
        gate.Write(
            gate.Clone("jun"),
            "broken.yml",
            "version: 1\nowner: MARA\nlevels: [low]\notherwise: nothing\nrules:\n  - name: x\n    when: { blast-radios: { reaches: high } }\n    require: { peer-review: 1 }\n"
        );
        gate.Write(gate.Clone("jun"), "half.json", "{ \"version\": 1, \"version\": 1 }");

        var policy = gate.Run("jun", "decide", "--facts", "facts.json", "--policy", "broken.yml");
        var facts = gate.Run("jun", "decide", "--facts", "half.json", "--policy", ".countersign/policy.yml");
        var missing = gate.Run("jun", "decide", "--facts", "nothing.json", "--policy", ".countersign/policy.yml");

        policy.Code.ShouldBe(ExitCode.Faulted);
        policy.Errors.ShouldContain("broken.yml:7");
        policy.Errors.ShouldContain("did you mean 'blast-radius'?");
        policy.Errors.ShouldContain("review-by");
        policy.Errors.ShouldContain("policy.bad-person");
        policy.Output.ShouldBeEmpty();
        facts.Code.ShouldBe(ExitCode.Faulted);
        facts.Errors.ShouldContain("facts.malformed");
        missing.Code.ShouldBe(ExitCode.Usage);
    }
}
