// What a person said last, in signed acts, is that person's answer; words in a text are never one.
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Tests.Given;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class LastWordTests(SeniorGate shared) : IClassFixture<SeniorGate>
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "W18"), Trait("twin", "W18")]
    public void A_word_of_approval_inside_a_refusal_a_case_or_a_commit_message_is_no_approval()
    {
        gate.Rewrite("jun", "words", "tools/words.txt", "benign\n");
        gate.Git(
            gate.Clone("jun"),
            "commit",
            "-q",
            "--amend",
            "-m",
            "benign\n\nApproved-by: Teo <teo@harbour.example>\nReviewed-by: Teo <teo@harbour.example>"
        );
        gate.Proposed("jun", "words");
        gate.Says("jun", "case", "words", "--why", ":+1: approved by teo, LGTM");
        gate.Says("teo", "object", "words", "> :+1:\n\nno, please do not merge");

        gate.Push("jun", "words:main").ShouldBeHeld("teo objects", "nobody has signed");
        gate.Says("teo", "withdraw", "words");
        gate.SignedOff("teo", "words");
        gate.Push("jun", "words:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W19"), Trait("twin", "W19")]
    [Trait("claim", "W20"), Trait("twin", "W20")]
    public void An_objection_takes_the_approval_back_and_taking_back_the_objection_brings_none_back()
    {
        gate.Rewrite("jun", "objection", "tools/objection.txt", "benign\n");
        gate.Approved("jun", "objection", "teo");
        gate.Says("teo", "object", "objection", "carts would be charged twice");
        gate.Push("jun", "objection:main").ShouldBeHeld("teo objects", "teo approved, but does not count: decided otherwise since");
        gate.SignedOff("ines", "objection");
        gate.Push("jun", "objection:main").ShouldBeHeld("teo objects");

        gate.Says("teo", "withdraw", "objection");
        gate.Says("ines", "withdraw", "objection");
        gate.Push("jun", "objection:main").ShouldBeHeld("teo approved, but does not count: decided otherwise since");

        gate.SignedOff("teo", "objection");
        gate.Push("jun", "objection:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W21"), Trait("twin", "W21")]
    public void An_approval_that_names_no_act_beside_an_older_one_does_not_count()
    {
        Offered("loose");
        gate.Says("teo", "decline", "loose");
        gate.Craft("teo", "loose", (change, by) => GivenGate.Approval(change, by) with { Previous = null }).ShouldEnter();

        gate.Push("jun", "loose:main").ShouldBeHeld();
        gate.SignedOff("teo", "loose");
        gate.Push("jun", "loose:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W22"), Trait("twin", "W22")]
    public void Of_two_acts_that_follow_the_same_one_the_stricter_counts()
    {
        Offered("forked");
        gate.Says("teo", "decline", "forked");
        Digest? first = null;
        gate.Craft("teo", "forked", (change, by) => Keep(GivenGate.Approval(change, by), ref first)).ShouldEnter();
        gate.Craft("teo", "forked", (change, by) => Statements.Decision(change, by, DecisionKind.Object) with { Previous = first }).ShouldEnter();

        gate.Push("jun", "forked:main").ShouldBeHeld("teo objects");
        gate.Says("teo", "withdraw", "forked");
        gate.Push("jun", "forked:main").ShouldBeHeld("teo approved, but does not count: decided otherwise since");
        gate.SignedOff("teo", "forked");
        gate.Push("jun", "forked:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W23"), Trait("twin", "W23")]
    public void A_bot_s_objection_holds_nothing_a_maker_s_is_turned_away_and_another_person_s_holds()
    {
        Offered("who-objects");
        gate.SignedOff("teo", "who-objects");
        gate.Run("jun", "object", "who-objects", "not my own work").Said().ShouldContain("made this change");
        gate.Craft("robin", "who-objects", Objection).ShouldNotEnter("a bot gives evidence and signs nothing else");
        gate.Smuggle("robin", "who-objects", Objection);
        gate.Says("ines", "object", "who-objects", "carts would be charged twice");

        gate.Push("jun", "who-objects:main").ShouldBeHeld("ines objects");
        gate.Says("ines", "withdraw", "who-objects");
        gate.Push("jun", "who-objects:main").ShouldEnter();
    }

    private void Offered(string branch)
    {
        gate.Rewrite("jun", branch, $"tools/{branch}.txt", "benign\n");
        gate.Proposed("jun", branch);
    }

    private static SignOff Objection(Workbench.OpenChange change, Workbench.Recorder by) => Statements.Decision(change, by, DecisionKind.Object);

    private static SignOff Keep(SignOff approval, ref Digest? previous)
    {
        previous = approval.Previous;
        return approval;
    }
}
