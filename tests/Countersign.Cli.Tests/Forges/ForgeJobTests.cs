// The whole way on a forge without our hook: judged by a job, signed onto a branch, judged again, merged, audited.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Forges;

public sealed class ForgeJobTests
{
    [Fact]
    public void What_a_forge_says_of_a_change_is_shown_as_a_hint_and_decides_nothing()
    {
        using var gate = GivenGate.OnForge();
        gate.Commit("jun", "codex/typo", "pages/help/refunds.md", "# Refunds\nA refund takes three days.\n", "help: a typo");
        gate.Offered("jun", "codex/typo");

        var told = gate.Judge(gate.Event("codex/typo", author: "copilot-swe-agent[bot]", labels: ["ai-generated", "bug"]));

        told.Code.ShouldBe(ExitCode.Allowed, told.All);
        told.Flat().ShouldContain("AI assistance: unknown: nothing declared, nothing recorded");
        told.Flat()
            .ShouldContain(
                "hints, which decide nothing: OpenAI Codex by its branch, codex/typo; GitHub Copilot coding agent by its login, copilot-swe-agent[bot]; not named by its label, ai-generated"
            );
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void A_change_is_held_by_the_job_until_a_senior_signed_it_and_every_step_of_the_branch_is_told_afterwards(string format)
    {
        using var gate = GivenGate.OnForge(format: format);
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        var first = gate.Judge(gate.Offered("jun", "timeout"));
        first.Code.ShouldBe(ExitCode.Held, first.All);

        gate.Approve("jun", "timeout", "teo");
        var second = gate.Judge(gate.Event("timeout"));
        second.Code.ShouldBe(ExitCode.Allowed, second.All);
        second.Output.ShouldContain($"countersign/records at {gate.Tip(GivenGate.RecordsBranch)}");
        gate.Git(gate.Bare, "for-each-ref", "--format=%(refname)")
            .Split('\n')
            .ShouldBe(
                ["refs/heads/countersign/records", "refs/heads/main", "refs/heads/timeout"],
                "the branch that wakes the job is gone again, and nothing lies beside the branches"
            );

        var merged = gate.ForgeMerges("timeout");
        var reader = gate.FreshClone("kit");
        gate.RunIn(reader, ["sync"]).Code.ShouldBe(ExitCode.Allowed);
        var audit = gate.RunIn(reader, ["audit"]);
        audit.Code.ShouldBe(ExitCode.Allowed, audit.All);
        audit.Output.ShouldContain("main: 1 signed, 1 before Countersign");
        audit.Output.ShouldContain("Nobody attests when or by which verdict");
        gate.RunIn(reader, ["verify", merged]).Output.ShouldContain("Verified");
        var why = gate.RunIn(reader, ["why", "config/checkout.yml:2"]);
        why.Output.ShouldContain("it is needed");
        why.Output.ShouldContain("nobody attests that");
    }
}
