// The gate is killed or has no room at any point: the push is refused or whole, and the chain is filled again.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class CrashTests
{
    private const string Page = "pages/help/refunds.md";

    [Theory]
    [Trait("claim", "S7"), Trait("claim", "S9"), Trait("claim", "R13")]
    [InlineData("pre-receive", "kill -9 $$")]
    [InlineData("pre-receive", "\"$real\" \"$@\" & sleep 0.2; kill -9 $! ; exit 137")]
    [InlineData("pre-receive", "ulimit -f 0; exec \"$real\" \"$@\"")]
    [InlineData("post-receive", "kill -9 $$")]
    [InlineData("post-receive", "\"$real\" \"$@\" & sleep 0.2; kill -9 $! ; exit 137")]
    [InlineData("post-receive", "ulimit -f 0; exec \"$real\" \"$@\"")]
    public void A_gate_that_dies_or_cannot_write_lets_in_a_whole_push_or_nothing_and_mends_its_chain(string hook, string dies)
    {
        using var gate = GivenGate.Open();
        var program = gate.Path_("program");
        File.WriteAllText(
            program,
            $"#!/bin/sh\nreal='{GivenGate.Program}'\nif [ -e {gate.Path_("dies")} ] && [ \"$3\" = {hook} ]; then\n{dies}\nfi\nexec \"$real\" \"$@\"\n"
        );
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        gate.RunIn(gate.Bare, ["hook", "install", "--program", program]).Code.ShouldBe(0);
        var before = gate.Tip();
        var first = gate.Commit("jun", "first", Page, "# Refunds\nA refund takes three days.\n");
        File.WriteAllText(gate.Path_("dies"), "");

        var pushed = gate.Push("jun", "first:main");

        gate.Tip().ShouldBe(pushed.Code == 0 ? first : before, pushed.All);
        if (hook == "pre-receive")
        {
            pushed.Code.ShouldNotBe(0, "a gate that gave no answer gave no yes");
        }

        File.Delete(gate.Path_("dies"));
        gate.Push("jun", "first:main").Code.ShouldBe(0);
        gate.Commit("jun", "second", Page, "# Refunds\nA refund takes two days.\n");
        gate.Git(gate.Clone("jun"), "rebase", "-q", "first", "second");
        var second = gate.Git(gate.Clone("jun"), "rev-parse", "second");
        var after = gate.Push("jun", "second:main");
        after.Code.ShouldBe(0, after.All);

        gate.Tip().ShouldBe(second);
        gate.ChainIsWhole();
    }

    [Fact]
    [Trait("twin", "S7"), Trait("twin", "S9"), Trait("twin", "R13")]
    public void A_gate_that_lives_writes_one_landing_for_each_push_and_mends_nothing()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "first", Page, "# Refunds\nA refund takes three days.\n");

        gate.Push("jun", "first:main").Code.ShouldBe(0);

        gate.Landings().ShouldHaveSingleItem();
        gate.Landings()[0].IsRepaired.ShouldBeFalse();
        gate.ChainIsWhole();
    }
}
