// A sign-off covers the content that was signed and no other, however alike the other looks or how old it is.
using Countersign.Cases;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class StaleContentTests(SeniorGate shared) : IClassFixture<SeniorGate>
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "C1"), Trait("twin", "C1")]
    public void A_push_after_the_sign_off_is_held_and_what_was_signed_enters()
    {
        var signed = gate.Commit("jun", "push-after", "tools/push-after.txt", "benign\n");
        gate.Approved("jun", "push-after", "teo");
        gate.Commit("jun", "push-after", "tools/push-after.txt", "benign\nand something else\n");

        gate.Push("jun", "push-after:main").ShouldBeHeld("teo approved, but does not count: is stale", "tools/push-after.txt");
        gate.Push("jun", $"{signed}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C2"), Trait("twin", "C2")]
    public void The_age_of_a_commit_that_was_pushed_elsewhere_before_the_sign_off_does_not_matter()
    {
        var evil = gate.Commit("jun", "elsewhere", "tools/elsewhere.txt", "evil\n");
        gate.Push("jun", "elsewhere").ShouldEnter();
        gate.Commit("jun", "offered", "tools/elsewhere.txt", "benign\n");
        gate.Approved("jun", "offered", "teo");
        gate.Push("jun", $"+{evil}:offered").ShouldEnter();

        gate.Push("jun", $"{evil}:main").ShouldBeHeld("nobody has signed");
        gate.Push("jun", "offered:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C3"), Trait("twin", "C3")]
    public void A_bad_head_that_comes_back_after_the_benign_one_was_signed_is_held_and_both_contents_are_on_record()
    {
        var evil = gate.Commit("jun", "comes-back", "tools/comes-back.txt", "evil\n");
        gate.Proposed("jun", "comes-back");
        var benign = gate.Rewrite("jun", "comes-back", "tools/comes-back.txt", "benign\n");
        gate.Approved("jun", "comes-back", "teo");

        gate.Push("jun", $"+{evil}:comes-back", $"{evil}:main").ShouldBeHeld("teo approved, but does not count: is stale", "tools/comes-back.txt");

        var change = gate.Recorded<PatchSet>().Where(patch => patch.Head.Hex == evil || patch.Head.Hex == benign).ToList();
        change.Select(patch => patch.Subject.Change).Distinct().Count().ShouldBe(1);
        change.Select(patch => patch.Subject.Digest).Distinct().Count().ShouldBe(2);
        gate.Push("jun", $"{benign}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C5"), Trait("twin", "C5")]
    public void A_branch_deleted_and_made_again_with_other_content_carries_no_sign_off()
    {
        var signed = gate.Commit("jun", "again", "tools/again.txt", "benign\n");
        gate.Approved("jun", "again", "teo");
        gate.Push("jun", ":again").ShouldEnter();
        gate.Rewrite("jun", "again", "tools/again.txt", "evil\n");
        gate.Push("jun", "again").ShouldEnter();

        gate.Push("jun", "again:main").ShouldBeHeld();
        gate.Push("jun", $"{signed}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C6"), Trait("twin", "C6")]
    public void A_hunk_moved_to_another_function_is_stale_although_its_patch_id_is_equal()
    {
        var function = GivenGate.Lines(8, _ => "    step();");
        var twice = $"charge:\n{function}refund:\n{function}";
        gate.TargetMoves("pages/help/steps.txt", twice);
        var checkedOnCharge = twice.Replace(
            "charge:\n    step();\n    step();\n    step();\n    step();\n",
            "charge:\n    step();\n    step();\n    step();\n    step();\n    check();\n",
            StringComparison.Ordinal
        );
        var checkedOnRefund = twice.Replace(
            "refund:\n    step();\n    step();\n    step();\n    step();\n",
            "refund:\n    step();\n    step();\n    step();\n    step();\n    check();\n",
            StringComparison.Ordinal
        );
        // The file as such needs nobody; a second one, the same in both, makes the change need a senior.
        gate.Commit("jun", "hunk", Two("pages/help/steps.txt", checkedOnCharge, "tools/hunk.txt"));
        gate.Approved("jun", "hunk", "teo");
        gate.Commit("jun", "moved-hunk", Two("pages/help/steps.txt", checkedOnRefund, "tools/hunk.txt"));

        PatchId("moved-hunk").ShouldBe(PatchId("hunk"));
        gate.Push("jun", "moved-hunk:main").ShouldBeHeld();
        gate.Push("jun", "hunk:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C7"), Trait("twin", "C7")]
    public void A_re_indented_Python_block_is_stale_although_it_is_equal_without_white_space()
    {
        gate.Commit("jun", "indent", "tools/pay.py", "if paid:\n    ship()\n    log()\n");
        gate.Approved("jun", "indent", "teo");
        gate.Rewrite("jun", "re-indent", "tools/pay.py", "if paid:\n    log()\n".Replace("    log", "    ship()\nlog", StringComparison.Ordinal));

        gate.Git(gate.Clone("jun"), "diff", "-w", "--stat", "indent", "re-indent").ShouldBeEmpty();
        gate.Push("jun", "re-indent:main").ShouldBeHeld();
        gate.Push("jun", "indent:main").ShouldEnter();
    }

    [Theory]
    [InlineData("mode", "100755")]
    [InlineData("link", "120000")]
    [Trait("claim", "C8"), Trait("twin", "C8")]
    public void A_flip_of_the_mode_or_to_a_symbolic_link_is_stale_although_the_bytes_are_equal(string branch, string mode)
    {
        var path = $"tools/{branch}.txt";
        gate.Commit("jun", branch, path, "../config/checkout.yml");
        gate.Approved("jun", branch, "teo");
        var folder = gate.Clone("jun");
        gate.Git(folder, "checkout", "-q", "-b", $"flip-{branch}", "--no-track", "origin/main");
        gate.Git(folder, "update-index", "--add", "--cacheinfo", $"{mode},{gate.Git(folder, "rev-parse", $"{branch}:{path}")},{path}");
        gate.Git(folder, "commit", "-q", "-m", "the same bytes");
        gate.Git(folder, "reset", "-q", "--hard");

        gate.Push("jun", $"flip-{branch}:main").ShouldBeHeld();
        gate.Push("jun", $"{branch}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C9"), Trait("twin", "C9")]
    public void A_rename_with_an_edit_is_judged_as_the_deletion_and_the_addition_that_it_is()
    {
        var folder = gate.Clone("jun");
        gate.Git(folder, "checkout", "-q", "-b", "rename", "--no-track", "origin/main");
        gate.Git(folder, "mv", "src/checkout/Basket.cs", "pages/help/basket.md");
        var moved = gate.Commit("jun", "rename", "pages/help/basket.md", GivenGate.Lines(40, i => $"// line {i}") + "and one more\n");
        gate.Git(folder, "diff", "--name-status", "-M", "origin/main", moved).ShouldStartWith("R");
        gate.Git(folder, "checkout", "-q", "-b", "rename-page", "--no-track", "origin/main");
        gate.Git(folder, "mv", "pages/help/refunds.md", "pages/help/money-back.md");
        gate.Commit("jun", "rename-page", "pages/help/money-back.md", "# Refunds\nA refund takes three days.\n");

        gate.Push("jun", "rename:main").ShouldBeHeld("checkout");
        gate.Push("jun", "rename-page:main").ShouldEnter();
    }

    private static Dictionary<string, string> Two(string one, string content, string other) =>
        new(StringComparer.Ordinal) { [one] = content, [other] = "the same in both\n" };

    private string PatchId(string branch) =>
        gate.Try(gate.Clone("jun"), "sh", "-c", $"git diff origin/main {branch} | git patch-id --stable").Output.Split(' ')[0];
}
