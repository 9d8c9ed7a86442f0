// The target moves under a sign-off: it is kept only where the content is proved equal, and as far as the rule asks.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class TargetMovedTests(TargetMovedTests.StrictTools shared) : IClassFixture<TargetMovedTests.StrictTools>
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "C31"), Trait("twin", "C31")]
    public void A_clean_rebase_keeps_the_sign_off_with_its_proof_on_record_and_one_with_a_slip_does_not()
    {
        gate.Rewrite("jun", "rebase", "tools/rebase.txt", "benign\n");
        gate.Approved("jun", "rebase", "teo");
        gate.TargetMoves("pages/help/rebase.md", "meanwhile\n");
        gate.Rewrite("jun", "slip", "tools/rebase.txt", "benign, almost\n");
        gate.Git(gate.Clone("jun"), "rebase", "-q", "origin/main", "rebase");

        gate.Push("jun", "slip:main").ShouldBeHeld();
        gate.Push("jun", "rebase:main").ShouldEnter();

        var proof = gate.Landings()[^1].CarriedOver.ShouldHaveSingleItem();
        proof.LandedBase.Hex.ShouldBe(gate.Tip("refs/heads/main~1"));
        proof.SignedBase.Hex.ShouldBe(gate.Tip("refs/heads/main~2"));
    }

    [Fact]
    [Trait("claim", "C31"), Trait("twin", "C31")]
    public void A_target_that_moved_in_the_same_file_makes_the_sign_off_stale_although_the_merge_is_clean()
    {
        gate.TargetMoves("pages/help/same.md", GivenGate.Lines(20));
        gate.Rewrite("jun", "same", "pages/help/same.md", GivenGate.Lines(20) + "at the end\n");
        gate.Commit("jun", "same", "tools/same.txt", "benign\n");
        gate.Approved("jun", "same", "teo");
        gate.TargetMoves("pages/help/same.md", "at the beginning\n" + GivenGate.Lines(20));
        var landing = gate.Merge("jun", "same");

        gate.Push("jun", $"{landing}:main").ShouldBeHeld("teo approved, but does not count: is stale", "pages/help/same.md");
        gate.SignedOff("teo", "same");
        gate.Push("jun", $"{landing}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C31"), Trait("twin", "C31")]
    public void A_target_that_moved_in_what_a_critical_change_depends_on_makes_the_sign_off_stale()
    {
        gate.Rewrite("jun", "reach", "src/checkout/Reach.cs", "// depends on the service's configuration\n");
        gate.Approved("jun", "reach", "teo");
        gate.TargetMoves("pages/help/reach.md", "out of reach\n");
        gate.Rewrite("kit", "retries", "config/checkout.yml", "checkout:\n  timeout-seconds: 30\n  retries: 9\n");
        gate.Approved("kit", "retries", "teo");
        var near = gate.Merge("jun", "reach");
        gate.Push("jun", $"{near}:main").ShouldEnter();

        gate.Rewrite("jun", "reach-again", "src/checkout/Again.cs", "// depends on it as well\n");
        gate.Approved("jun", "reach-again", "teo");
        gate.Push("kit", $"{gate.Merge("kit", "retries")}:main").ShouldBeHeld("the base moved in what this change touches, reaches or depends on");
        gate.SignedOff("teo", "retries");
        gate.Quietly(() => gate.Push("kit", $"{gate.Merge("kit", "retries")}:main").ShouldEnter());
        var moved = gate.Merge("jun", "reach-again");
        gate.Push("jun", $"{moved}:main").ShouldBeHeld("the base moved in what this change touches, reaches or depends on");
    }

    [Fact]
    [Trait("claim", "C31"), Trait("twin", "C31")]
    public void Where_the_rule_is_strict_any_move_of_the_target_makes_the_sign_off_stale()
    {
        gate.Rewrite("jun", "strict", "strict/strict.txt", "benign\n");
        gate.Approved("jun", "strict", "teo");
        gate.TargetMoves("pages/help/strict.md", "elsewhere\n");
        var landing = gate.Merge("jun", "strict");

        gate.Push("jun", $"{landing}:main").ShouldBeHeld("the resulting tree is not the one that was signed");
        gate.SignedOff("teo", "strict");
        gate.Push("jun", $"{landing}:main").ShouldEnter();
    }

    public sealed class StrictTools : IDisposable
    {
        private const string Strict = """
              - name: these tools are signed as they will stand
                when: { paths: { any: ["strict/**"] } }
                require: { sign-offs: { count: 1, from: { at-least: senior }, validity: strict } }

            """;

        public GivenGate Gate { get; } = GivenGate.Open(policy: GivenGate.SeniorPolicy + Strict);

        public void Dispose() => Gate.Dispose();
    }
}
