// Names and moves of refs: nothing reaches a guarded branch, a guarded tag or the records by another door.
using Countersign.Adapters.Git.Pushes;
using Countersign.Changes;
using Countersign.Cli.Tests.Given;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class GuardedRefTests(GuardedRefTests.BranchAndTags shared) : IClassFixture<GuardedRefTests.BranchAndTags>
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "C22"), Trait("twin", "C22")]
    public void A_replacement_object_is_refused_and_one_that_is_there_changes_no_verdict()
    {
        var signed = gate.Rewrite("jun", "replaced", "tools/replaced.txt", "benign\n");
        gate.Approved("jun", "replaced", "teo");
        var evil = gate.Rewrite("jun", "replacing", "tools/replaced.txt", "evil\n");
        gate.Push("jun", "replacing").ShouldEnter();

        gate.Push("jun", $"{signed}:refs/replace/{evil}").ShouldNotEnter("replacement objects");
        gate.Git(gate.Bare, "replace", evil, signed);
        gate.Push("jun", $"{evil}:main").ShouldBeHeld();
        gate.Push("jun", $"{signed}:main").ShouldEnter();
        gate.Git(gate.Bare, "replace", "-d", evil);
    }

    [Fact]
    [Trait("claim", "C23"), Trait("twin", "C23")]
    public void A_push_to_a_symbolic_ref_is_judged_as_one_to_the_guarded_branch_behind_it()
    {
        gate.Git(gate.Bare, "symbolic-ref", "refs/heads/prod", "refs/heads/main");
        var head = gate.Rewrite("jun", "alias", "tools/alias.txt", "benign\n");
        gate.Proposed("jun", "alias");

        gate.Push("jun", "alias:prod").ShouldBeHeld();
        gate.Push("jun", ":prod").ShouldNotEnter("is guarded and is not deleted");
        gate.SignedOff("teo", "alias");
        gate.Push("jun", "alias:prod").ShouldEnter();
        gate.Tip().ShouldBe(head);
        gate.Landings()[^1].New.Hex.ShouldBe(head);
    }

    [Fact]
    [Trait("claim", "C24"), Trait("twin", "C24")]
    public void A_guarded_branch_is_not_deleted_and_an_offered_one_is()
    {
        gate.Rewrite("jun", "passing", "tools/passing.txt", "offered\n");
        gate.Push("jun", "passing").ShouldEnter();

        gate.Push("jun", ":main").ShouldNotEnter("is guarded and is not deleted");
        gate.Push("jun", ":passing").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C25"), Trait("twin", "C25")]
    public void A_guarded_branch_is_rewound_only_under_an_override_that_names_exactly_this_move()
    {
        gate.TargetMoves("pages/help/rewound.md", "too much\n");
        var (old, @new) = (ObjectId.Parse(gate.Tip()), ObjectId.Parse(gate.Tip("refs/heads/main~1")));
        var elsewhere = ObjectId.Parse(gate.Tip("refs/heads/main~1"));
        gate.Rewrite("jun", "any", "tools/any.txt", "something to sign beside\n");
        gate.Push("jun", "any").ShouldEnter();

        gate.Push("jun", $"+{@new}:main").ShouldNotEnter("is guarded and is not rewound");
        gate.Craft("teo", "any", (change, by) => Move(change, by, old, @new)).ShouldEnter();
        gate.Push("jun", $"+{@new}:main").ShouldNotEnter("is guarded and is not rewound");
        gate.Craft("mara", "any", (change, by) => Move(change, by, @new, old)).ShouldEnter();
        gate.Push("jun", $"+{elsewhere}:main").ShouldNotEnter("is guarded and is not rewound");
        gate.Craft("mara", "any", (change, by) => Move(change, by, old, @new)).ShouldEnter();
        gate.Push("jun", $"+{@new}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C26"), Trait("twin", "C26")]
    public void The_records_are_neither_deleted_nor_rewound_nor_made_anew_and_may_be_added_to()
    {
        gate.Rewrite("jun", "recorded", "tools/recorded.txt", "benign\n");
        gate.Approved("jun", "recorded", "teo");
        var folder = gate.Clone("jun");
        gate.Git(folder, "fetch", "-q", "origin", "+refs/countersign/records:refs/countersign/records");
        var anew = gate.Git(folder, "commit-tree", "-m", "anew", "refs/countersign/records^{tree}");

        gate.Push("jun", ":refs/countersign/records").ShouldNotEnter("never deleted or rewound");
        gate.Push("jun", "+refs/countersign/records~1:refs/countersign/records").ShouldNotEnter("never deleted or rewound");
        gate.Push("jun", $"+{anew}:refs/countersign/records").ShouldNotEnter("never deleted or rewound");
        gate.Craft("ines", "recorded", GivenGate.Approval).ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C27"), Trait("twin", "C27")]
    public void Of_several_changes_in_one_push_each_is_judged_and_recorded_and_the_first_that_fails_is_named()
    {
        gate.Rewrite("jun", "several-one", "tools/several-one.txt", "one\n");
        gate.Approved("jun", "several-one", "teo");
        gate.Rewrite("kit", "several-two", "tools/several-two.txt", "two\n");
        gate.Proposed("kit", "several-two");
        var folder = gate.Clone("jun");
        gate.Git(folder, "fetch", "-q", "origin");
        gate.Git(folder, "checkout", "-q", "-b", "several", "several-one");
        gate.Git(folder, "cherry-pick", "origin/several-two");
        var second = gate.Git(folder, "rev-parse", "HEAD");

        gate.Push("jun", "several:main").ShouldBeHeld($"taken step by step {second[..12]} is Held");
        gate.SignedOff("ines", "several-two");
        gate.Push("jun", "several:main").ShouldEnter();

        var landings = gate.Landings().TakeLast(2).ToList();
        landings.Select(landing => landing.Outcome).ShouldBe(["Allowed", "Allowed"]);
        landings.Select(landing => landing.SignOffs.Count).ShouldBe([1, 1]);
        landings[^1].New.Hex.ShouldBe(second);
    }

    [Fact]
    [Trait("claim", "C28"), Trait("twin", "C28")]
    public void A_guarded_tag_names_only_a_commit_that_landed()
    {
        var offered = gate.Rewrite("jun", "tagged", "tools/tagged.txt", "benign\n");
        gate.Approved("jun", "tagged", "teo");

        gate.Push("jun", $"{offered}:refs/tags/v1").ShouldNotEnter("never was");
        gate.Push("jun", $"{offered}:main").ShouldEnter();
        gate.Git(gate.Clone("jun"), "tag", "-a", "-m", "first", "v1", offered);
        gate.Push("jun", "v1").ShouldEnter();
        gate.Push("jun", "+origin/main~1:refs/tags/v1").ShouldNotEnter("neither moved nor deleted");
        gate.Push("jun", ":refs/tags/v1").ShouldNotEnter("neither moved nor deleted");
    }

    [Fact]
    [Trait("claim", "C29"), Trait("twin", "C29")]
    public void A_name_that_is_mistaken_for_a_guarded_one_is_refused()
    {
        gate.Rewrite("jun", "confusing", "tools/confusing.txt", "benign\n");

        gate.Push("jun", "confusing:refs/heads/MAIN").ShouldNotEnter("differs from the guarded refs/heads/main only in case");
        gate.Push("jun", "confusing:refs/heads/HEAD").ShouldNotEnter("mistaken for the current one");
        gate.Push("jun", "confusing:refs/heads/maintenance").ShouldEnter();
    }

    private static Override Move(Workbench.OpenChange change, Workbench.Recorder by, ObjectId old, ObjectId @new) =>
        new()
        {
            Context = by.Context,
            Subject = new StatementSubject { Digest = MoveDigest.Of("refs/heads/main", old, @new), ResultTree = change.ResultTree },
            Signer = by.Claim,
            SignedAt = by.Now,
            Nonce = Workbench.Recorder.NewNonce(),
            Move = new RefMove("refs/heads/main", old, @new),
            Reason = "the page names a customer",
            FollowUp = "teo reviews it tomorrow",
            NotAfter = by.Now.AddHours(1),
            BaseCommit = change.Target.Tip,
            Policies = [Digest.Of("the policy"u8)],
            Verdict = Digest.Of("the verdict"u8),
        };

    public sealed class BranchAndTags : IDisposable
    {
        public GivenGate Gate { get; } = GivenGate.Open(policy: GivenGate.SeniorPolicy, hookOptions: ["--guard", "main", "--guard", "refs/tags/v*"]);

        public void Dispose() => Gate.Dispose();
    }
}
