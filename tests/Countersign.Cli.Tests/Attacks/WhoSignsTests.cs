// Only a person of the roster, of the level asked, with their own key in the right namespace, gives a sign-off.
using Countersign.Cli.Tests.Given;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class WhoSignsTests(SeniorGate shared) : IClassFixture<SeniorGate>
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "W10"), Trait("twin", "W10")]
    public void A_bot_never_signs_off()
    {
        Offered("bot");

        gate.Sign("robin", "bot").Said().ShouldContain("bots never sign off");
        gate.Craft("robin", "bot", GivenGate.Approval).ShouldNotEnter("a bot gives evidence and signs nothing else");
        gate.Craft("ci", "bot", GivenGate.Approval).ShouldNotEnter("a bot gives evidence and signs nothing else");
        gate.Smuggle("robin", "bot", GivenGate.Approval);
        HeldUntilTeoSigns("bot", "nobody has signed");
    }

    [Fact]
    [Trait("claim", "W11"), Trait("twin", "W11")]
    public void A_signer_below_the_level_does_not_count()
    {
        Offered("below");
        gate.SignedOff("moss", "below");

        HeldUntilTeoSigns("below", "moss approved, but does not count: was mid when signing, senior or above is needed");
    }

    [Fact]
    [Trait("claim", "W16"), Trait("twin", "W16")]
    public void A_signature_made_for_Git_or_for_another_kind_of_record_is_no_sign_off()
    {
        Offered("namespace");

        gate.Craft("teo", "namespace", GivenGate.Approval, @in: "git").ShouldNotEnter("record.signature");
        gate.Craft("teo", "namespace", GivenGate.Approval, @in: "countersign.dev/record").ShouldNotEnter("record.signature");
        gate.Smuggle("teo", "namespace", GivenGate.Approval, @in: "git");
        HeldUntilTeoSigns("namespace", "nobody has signed");
    }

    [Fact]
    [Trait("claim", "W24"), Trait("twin", "W24")]
    public void A_key_that_is_not_in_the_roster_signs_nothing()
    {
        Offered("stranger");

        gate.Sign("teo", "stranger", "--key", gate.Key("stranger")).Said().ShouldContain("does not know your key");
        gate.Craft("teo", "stranger", GivenGate.Approval, key: "stranger").ShouldNotEnter("the roster does not know the key");
        gate.Smuggle("teo", "stranger", GivenGate.Approval, key: "stranger");
        HeldUntilTeoSigns("stranger", "nobody has signed");
    }

    [Fact]
    [Trait("claim", "W25"), Trait("twin", "W25")]
    public void A_person_who_signs_in_another_s_name_counts_as_neither()
    {
        Offered("in-the-name");
        static SignOff AsTeo(Workbench.OpenChange change, Workbench.Recorder by) =>
            GivenGate.Approval(change, by) with
            {
                Signer = by.Claim with { Id = PersonId.Parse("teo"), Level = new LevelName("senior") },
            };

        gate.Craft("ines", "in-the-name", AsTeo).ShouldNotEnter("it says teo and the key is ines's");
        gate.Smuggle("ines", "in-the-name", AsTeo);
        HeldUntilTeoSigns("in-the-name", "nobody has signed");
    }

    private void Offered(string branch)
    {
        gate.Rewrite("jun", branch, $"tools/{branch}.txt", "benign\n");
        gate.Proposed("jun", branch);
    }

    private void HeldUntilTeoSigns(string branch, string words)
    {
        gate.Push("jun", $"{branch}:main").ShouldBeHeld(words);
        gate.SignedOff("teo", branch);
        gate.Push("jun", $"{branch}:main").ShouldEnter();
    }
}
