// Before a commit the staged rules are linted; before a push the verdict is shown, and only a hopeless push of the guarded branch stops.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Local;

public sealed class BeforeTests
{
    [Fact]
    public void A_push_of_a_branch_shows_the_verdict_and_leaves_whatever_it_is()
    {
        using var gate = GivenGate.Open();
        gate.LocalClone("jun");
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout);

        var pushed = gate.Push("jun", "timeout");

        pushed.Code.ShouldBe(0, pushed.All);
        pushed.Flat().ShouldContain("countersign: timeout as a change to main, from what this clone knows: Held");
        var again = gate.Push("jun", "timeout");
        again.All.ShouldNotContain("countersign:", Case.Sensitive, "nothing is pushed");
    }

    [Fact]
    public void Held_passes_to_the_gate_and_refused_stops_here_until_no_verify()
    {
        using var gate = GivenGate.Open(
            GivenGate.PracticePolicy.Replace(
                "rules:\n",
                "rules:\n  - name: too much at once\n    when: { size: { effective-lines: { over: 100 } } }\n    refuse: cut it\n",
                StringComparison.Ordinal
            )
        );
        gate.LocalClone("jun");
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout);
        gate.Commit("jun", "large", "src/checkout/Large.cs", GivenGate.Lines(500));

        var held = gate.Push("jun", "timeout:main");
        var offered = gate.Push("jun", "large");
        var refused = gate.Push("jun", "large:main");
        var forced = gate.Push("jun", "--no-verify", "large:main");

        held.All.ShouldContain("remote:", Case.Sensitive, "the gate itself answered");
        offered.Code.ShouldBe(0, offered.All);
        refused.Code.ShouldNotBe(0);
        refused.Flat().ShouldContain("so it is not sent");
        refused.All.ShouldNotContain("remote:");
        forced.All.ShouldContain("remote:");
    }

    [Fact]
    public void Our_own_pushes_of_records_and_other_remotes_are_not_judged_twice()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout);

        gate.Approve("jun", "timeout", "teo");
        var elsewhere = gate.Try(clone, "git", "push", gate.Bare, "timeout:refs/heads/copy");

        gate.Push("jun", "timeout:main").Code.ShouldBe(0);
        elsewhere.All.ShouldNotContain("as a change to");
    }

    [Fact]
    public void Staged_rules_that_do_not_lint_are_not_committed_and_others_cost_no_word()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("mara");
        var policy = Path.Combine(clone, ".countersign/policy.yml");
        var good = File.ReadAllText(policy);
        File.WriteAllText(policy, good + "nonsense: true\n");
        gate.Git(clone, "add", "-A");
        File.WriteAllText(policy, good);

        var stopped = gate.Try(clone, "git", "commit", "-q", "-m", "rules");
        gate.Git(clone, "add", "-A");
        gate.Write(clone, "pages/a.md", "a\n");
        gate.Git(clone, "add", "-A");
        var passed = gate.Try(clone, "git", "commit", "-q", "-m", "a page");

        stopped.Code.ShouldNotBe(0, "it is the staged content that counts");
        stopped.All.ShouldContain("nonsense");
        stopped.All.ShouldContain("--no-verify");
        passed.Code.ShouldBe(0, passed.All);
        passed.All.ShouldBe("");
    }

    [Fact]
    public void A_commit_beyond_one_sitting_is_called_so_and_committed()
    {
        using var gate = GivenGate.Open();
        var clone = gate.LocalClone("jun");
        gate.Write(clone, "src/checkout/Large.cs", GivenGate.Lines(2000));
        gate.Git(clone, "add", "-A");

        var said = gate.Try(clone, "git", "commit", "-q", "-m", "large");

        said.Code.ShouldBe(0, said.All);
        said.All.ShouldContain("2000 lines added in 1 files");
        said.All.ShouldContain("parts that stand alone are read sooner");
    }
}
