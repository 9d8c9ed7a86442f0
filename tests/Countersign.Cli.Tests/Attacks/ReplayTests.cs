// A sign-off holds once, in one repository, for one target, on a base that leads to its tip.
using Countersign.Changes;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class ReplayTests(ReplayTests.TwoTargets shared) : IClassFixture<ReplayTests.TwoTargets>
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "C4"), Trait("twin", "C4")]
    public void A_change_that_is_moved_to_another_target_takes_no_sign_off_with_it()
    {
        FromRelease("moved-target", "tools/moved-target.txt");
        gate.Proposed("jun", "moved-target", to: "release");
        gate.SignedOff("teo", "moved-target", "--to", "release");
        gate.Proposed("jun", "moved-target", to: "main");

        gate.Push("jun", $"{gate.Merge("jun", "moved-target")}:main").ShouldBeHeld();
        gate.Push("jun", $"{gate.Merge("jun", "moved-target", target: "release")}:release").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C15"), Trait("twin", "C15")]
    public void A_sign_off_for_main_lets_nothing_into_the_release_branch()
    {
        FromRelease("other-branch", "tools/other-branch.txt");
        gate.Approved("jun", "other-branch", "teo");

        gate.Push("jun", $"{gate.Merge("jun", "other-branch", target: "release")}:release").ShouldBeHeld();
        gate.Push("jun", $"{gate.Merge("jun", "other-branch")}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C14"), Trait("twin", "C14")]
    public void A_sign_off_carried_to_another_repository_does_not_count_there()
    {
        gate.Commit("jun", "fork", "tools/fork.txt", "for this repository\n");
        gate.Approved("jun", "fork", "teo");
        var (bare, mirror) = (gate.Fork("fork.git"), gate.Fork("mirror.git", withRecords: true));
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin", "+refs/countersign/records:refs/countersign/records");

        gate.Try(gate.Clone("jun"), "git", "push", bare, "refs/countersign/records").ShouldNotEnter("it is for git:", "and this is git:");
        gate.Try(gate.Clone("jun"), "git", "push", bare, "fork:main").ShouldBeHeld("nobody has signed");
        gate.Try(gate.Clone("jun"), "git", "push", mirror, "fork:main").ShouldBeHeld("nobody has signed");
        gate.Push("jun", $"{gate.Merge("jun", "fork")}:main").ShouldEnter();
    }

    [Theory]
    [InlineData("aside", false)]
    [InlineData("within", true)]
    [Trait("claim", "C16"), Trait("twin", "C16")]
    public void A_sign_off_given_on_a_commit_that_was_never_the_target_s_tip_does_not_count(string name, bool isMerged)
    {
        gate.Rewrite("kit", $"{name}-side", $"pages/help/{name}.md", "beside the line\n");
        gate.Push("kit", $"{name}-side").ShouldEnter();
        var side = ObjectId.Parse(gate.Git(gate.Clone("kit"), "rev-parse", $"{name}-side"));
        if (isMerged)
        {
            gate.Quietly(() => gate.Push("kit", $"{gate.Merge("kit", $"{name}-side")}:main").ShouldEnter());
        }

        gate.Rewrite("jun", name, $"tools/{name}.txt", "benign\n");
        gate.Proposed("jun", name);
        gate.Craft("teo", name, (change, by) => GivenGate.Approval(change, by) with { BaseCommit = side }).ShouldEnter();

        gate.Push("jun", $"{name}:main").ShouldBeHeld("teo approved, but does not count");
        gate.SignedOff("ines", name);
        gate.Push("jun", $"{name}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C18"), Trait("twin", "C18")]
    public void Landed_reverted_and_pushed_again_is_held_until_it_is_signed_again()
    {
        gate.Rewrite("jun", "spent", "tools/spent.txt", "landed once\n");
        gate.Approved("jun", "spent", "teo");
        gate.Push("jun", "spent:main").ShouldEnter();
        gate.Git(gate.Clone("jun"), "checkout", "-q", "-b", "undo", "spent");
        gate.Git(gate.Clone("jun"), "revert", "--no-edit", "HEAD");
        gate.Approved("jun", "undo", "teo");
        gate.Push("jun", "undo:main").ShouldEnter();
        gate.Git(gate.Clone("jun"), "checkout", "-q", "-b", "once-more");
        gate.Git(gate.Clone("jun"), "cherry-pick", "spent");
        gate.Proposed("jun", "once-more");

        gate.Push("jun", "once-more:main").ShouldBeHeld("signed for a landing that already used it; to enter again takes a new signature");
        gate.SignedOff("teo", "once-more");
        gate.Push("jun", "once-more:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C33"), Trait("twin", "C33")]
    public void An_empty_change_uses_no_sign_off_of_the_change_whose_commits_it_brings()
    {
        gate.Rewrite("jun", "hollow", "tools/hollow.txt", "benign\n");
        gate.Approved("jun", "hollow", "teo");
        var folder = gate.Clone("jun");
        gate.Git(folder, "checkout", "-q", "-b", "nothing", "--no-track", "origin/main");
        gate.Git(folder, "commit", "-q", "--allow-empty", "-m", "nothing yet");
        gate.Git(folder, "merge", "-q", "--no-ff", "-s", "ours", "-m", "nothing of it", "hollow");
        var before = gate.Tip("refs/heads/main^{tree}");
        gate.Push("jun", "nothing:main").ShouldEnter();

        gate.Tip("refs/heads/main^{tree}").ShouldBe(before);
        gate.Landings()[^1].SignOffs.ShouldBeEmpty();
        gate.Git(folder, "checkout", "-q", "-b", "something");
        gate.Git(folder, "cherry-pick", "hollow");
        gate.Push("jun", "something:main").ShouldEnter();
        gate.Landings()[^1].SignOffs.Count.ShouldBe(1);
    }

    /// <summary>Made where both targets have the same, so that it brings the same content to either.</summary>
    private void FromRelease(string branch, string path)
    {
        gate.Fetched("jun");
        gate.Git(gate.Clone("jun"), "checkout", "-q", "-b", branch, "--no-track", "origin/release");
        gate.Commit("jun", branch, path, "for one of the two\n");
    }

    public sealed class TwoTargets : IDisposable
    {
        public TwoTargets()
        {
            Gate = GivenGate.Open(policy: GivenGate.SeniorPolicy, hookOptions: ["--guard", "main", "--guard", "release"]);
            Gate.Quietly(() => Gate.Push("mara", "origin/main:refs/heads/release").ShouldEnter());
        }

        public GivenGate Gate { get; }

        public void Dispose() => Gate.Dispose();
    }
}
