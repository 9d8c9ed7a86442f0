// Rules that cannot be read close the gate and say everything that is wrong; odd spellings and names change nothing.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Rules;

public sealed class BadInputTests
{
    private const string Page = "# Refunds\nA refund takes three days.\n";

    [Fact]
    public void A_broken_policy_at_the_tip_closes_the_gate_and_every_problem_of_it_is_printed_at_once()
    {
        using var gate = GivenGate.Open(
            policy: GivenGate
                .PracticePolicy.Replace("blast-radius:", "blast-radios:", StringComparison.Ordinal)
                .Replace("review-by: 2099-01-01", "review-by: soon", StringComparison.Ordinal)
        );
        gate.Commit("jun", "page", "pages/help/refunds.md", Page);

        var check = gate.Run("jun", "check");
        var push = gate.Push("jun", "page:main");

        check.Code.ShouldBe(ExitCode.Faulted);
        push.Code.ShouldNotBe(0);
        foreach (var said in new[] { check.Output, push.Errors.Replace("remote: ", "", StringComparison.Ordinal) })
        {
            said.ShouldContain("Faulted");
            said.ShouldContain(".countersign/policy.yml:3");
            said.ShouldContain("policy.bad-date");
            said.ShouldContain(".countersign/policy.yml:8");
            said.ShouldContain("blast-radius");
        }
    }

    [Fact]
    public void A_roster_with_one_key_under_two_people_closes_the_gate_and_names_both()
    {
        using var first = GivenGate.Open();
        var twice = first.PracticeRoster().Replace(first.PublicKey("kit"), first.PublicKey("jun"), StringComparison.Ordinal);
        using var gate = GivenGate.Open(roster: twice);
        gate.Commit("jun", "page", "pages/help/refunds.md", Page);

        var push = gate.Push("jun", "page:main");

        push.Code.ShouldNotBe(0);
        push.Errors.ShouldContain("'jun' and 'kit'");
        push.Errors.ShouldContain("roster.key-twice");
    }

    [Fact]
    public void Without_any_policy_only_a_start_may_enter_and_the_answer_says_how()
    {
        using var gate = GivenGate.Unruled(history: true);
        gate.Commit("jun", "next", "src/checkout/Basket.cs", "// another\n");

        var check = gate.Run("jun", "check");
        var push = gate.Push("jun", "next:main");

        check.Code.ShouldBe(ExitCode.Refused, check.All);
        push.Code.ShouldNotBe(0);
        push.Errors.ShouldContain("countersign init --sign");
    }

    [Fact]
    public void Somebody_whom_the_roster_does_not_know_is_told_so_and_nothing_is_sent()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");
        gate.Run("jun", "propose", "timeout");
        var before = gate.Tip("refs/countersign/records");

        var signed = gate.Sign("stranger", "timeout");

        signed.Code.ShouldBe(ExitCode.Usage);
        signed.Errors.ShouldContain("does not know your key");
        gate.Tip("refs/countersign/records").ShouldBe(before);
    }

    [Fact]
    public void Rules_with_a_byte_order_mark_and_carriage_returns_decide_like_any_other()
    {
        using var gate = GivenGate.Open(
            policy: "\uFEFF" + GivenGate.PracticePolicy.ReplaceLineEndings("\r\n"),
            catalog: GivenGate.PracticeCatalog.ReplaceLineEndings("\r\n")
        );
        gate.Commit("jun", "page", "pages/help/refunds.md", Page);
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n  retries: 2\n");

        gate.Push("jun", "timeout:main").Code.ShouldNotBe(0);
        var page = gate.Push("jun", "page:main");

        page.Code.ShouldBe(0, page.All);
    }

    [Theory]
    [InlineData("a whole number", "coverage", "--last", "abc")]
    [InlineData("a whole number", "pause", "x", "--hours", "abc")]
    [InlineData("a number", "split", "--minutes", "abc")]
    public void What_is_no_number_is_told_without_the_name_of_a_type(string told, params string[] arguments)
    {
        using var gate = GivenGate.Open();

        var ran = gate.Run("jun", arguments);

        ran.Code.ShouldBe(ExitCode.Usage);
        ran.Errors.ShouldContain($"as {told}.");
        ran.All.ShouldNotContain("System.");
    }

    [Fact]
    public void A_branch_is_checked_by_its_name_alone_as_by_the_option()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", "pages/help/refunds.md", Page);
        gate.Git(gate.Clone("jun"), "checkout", "-q", "main");

        gate.Run("jun", "check", "page").Output.ShouldBe(gate.Run("jun", "check", "--head", "page").Output);
        gate.Run("jun", "check", "page", "--head", "main").Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void A_path_that_would_paint_on_the_screen_is_shown_and_never_sent()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "odd", "config/\u001b[2J\u202egnp.yml", "x: 1\n", message: "odd\u001b[31m \u202e");

        var check = gate.Run("jun", "check", "--all");
        var push = gate.Push("jun", "odd:main");

        check.Code.ShouldBe(ExitCode.Held);
        (check.All + push.Errors).ShouldNotContain("\u202e");
        check.All.ShouldNotContain("\u001b");
        push.Errors.ShouldNotContain("\u001b[2J");
    }
}
