// Who counts as a signer, who does not, and what the tree says about each.
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.SignOffs;
using Countersign.Tests.Given;

namespace Countersign.Tests.Policies;

public sealed class SignOffTests
{
    private static Verdict Decide(string demand, Facts facts) =>
        Gate.Decide(facts, A.Policy($"{{'name': 'r', 'require': {{'sign-offs': {demand}}}}}"));

    private static string Evidence(Verdict verdict) =>
        string.Join("\n", verdict.Rules.Single(node => node.Name == "r").Children.Single(node => node.Type == "requirement").Evidence);

    private static void Counts(string demand, GivenFacts facts) => Decide(demand, facts).Kind.ShouldBe(VerdictKind.Allowed);

    private static void DoesNotCount(string demand, GivenFacts facts, string because)
    {
        var verdict = Decide(demand, facts);
        verdict.Kind.ShouldBe(VerdictKind.Held);
        verdict.Missing.ShouldNotBeEmpty();
        Evidence(verdict).ShouldContain(because);
    }

    private const string One = "{'count': 1}";
    private const string Senior = "{'from': {'at-least': 'senior'}}";

    [Fact]
    public void A_plain_sign_off_counts() => Counts(One, A.Change().Signed("jun"));

    [Fact]
    public void Whoever_made_the_change_never_signs_it() =>
        DoesNotCount(One, A.Change().Signed("jo"), "jo approved, but does not count: made this change");

    [Fact]
    public void A_co_author_named_without_proof_never_signs_it() =>
        DoesNotCount(
            One,
            A.Change().MadeBy(A.Maker("jo", "junior"), A.Maker("sam", "senior", authenticated: false)).Signed("sam"),
            "made this change"
        );

    [Fact]
    [Trait("claim", "W28"), Trait("twin", "W28")]
    public void While_nobody_vouches_for_who_made_it_whoever_signs_may_be_its_maker_and_nobody_s_signature_counts()
    {
        DoesNotCount(
            One,
            A.Change().MadeBy(A.Maker("jo", "junior", authenticated: false)).Signed("sam"),
            "nobody vouches yet for who made this change; `countersign propose`"
        );
        Counts(One, A.Change().MadeBy(A.Maker("jo", "junior"), A.Maker("mia", "mid", authenticated: false)).Signed("sam"));
    }

    [Fact]
    public void While_nobody_vouches_for_who_made_it_the_offer_comes_first_and_the_roster_is_not_blamed()
    {
        const string Nobody =
            "{'name': 'r', 'require': {'conditions': 'met', 'peer-review': 1, 'sign-offs': {'from': {'at-least': 'principal'}, 'count': 8}}}";
        var unknown = A.Maker("jo", "junior", authenticated: false);

        var early = Gate.Decide(A.Change().MadeBy(unknown).Condition("sam"), A.Policy(Nobody)).Missing;
        var offered = Gate.Decide(A.Change().Condition("sam"), A.Policy(Nobody)).Missing;

        (early[0].Id, early[0].How).ShouldBe(("offer", "countersign propose"));
        early[0].Who.ShouldBe([PersonId.Parse("jo")]);
        early.Count(item => item.IsOffer).ShouldBe(1, "several rules ask for it and it is one deed");
        early.ShouldAllBe(item => !item.How.Contains("roster"));
        early[^1].How.ShouldStartWith("countersign propose first");
        offered.ShouldNotContain(item => item.IsOffer);
        offered[^1].How.ShouldContain("policy lint");
    }

    [Fact]
    public void Who_signed_before_the_offer_is_not_asked_again_only_the_offer_is() =>
        Decide(One, A.Change().MadeBy(A.Maker("jo", "junior", authenticated: false)).Signed("sam"))
            .Missing.ShouldHaveSingleItem()
            .Id.ShouldBe("offer");

    [Fact]
    public void A_bot_never_signs() => DoesNotCount(One, A.Change().Person("sam", it => it with { IsBot = true }).Signed("sam"), "bots never sign");

    [Fact]
    public void A_signer_who_left_the_roster_does_not_count() =>
        DoesNotCount(
            One,
            A.Change().Signed("sam").With(it => it with { People = [.. it.People.Where(person => person.Id.Value != "sam")] }),
            "is not in the roster"
        );

    [Fact]
    public void A_void_decision_says_why() =>
        DoesNotCount(One, A.Change().Signed("sam", it => it with { Void = "the key was revoked" }), "the key was revoked");

    [Fact]
    public void An_act_that_another_replaces_does_not_count() =>
        DoesNotCount(One, A.Change().Signed("sam", it => it with { IsStanding = false }), "decided otherwise since");

    [Theory]
    [InlineData(DecisionKind.Withdraw)]
    [InlineData(DecisionKind.Decline)]
    public void Of_two_standing_acts_the_stricter_counts(DecisionKind later) =>
        DoesNotCount(One, A.Change().Signed("sam").Decided("sam", later), "decided otherwise since");

    [Fact]
    public void Landing_spends_a_sign_off() => DoesNotCount(One, A.Change().Signed("sam", it => it with { IsSpent = true }), "already used it");

    [Fact]
    public void A_stale_sign_off_names_what_changed_since() =>
        DoesNotCount(
            One,
            A.Change().Signed("sam", it => it with { Carries = false, StalePaths = [Path("a.cs"), Path("b.cs")] }),
            "is stale: 2 files changed since: a.cs, b.cs"
        );

    [Fact]
    public void Validity_reach_and_strict_ask_for_more_than_carry()
    {
        var carries = A.Change().Signed("sam", it => it with { Reaches = false, IsStrict = false });
        Counts(One, carries);
        DoesNotCount("{'validity': 'reach'}", carries, "the base moved");
        DoesNotCount("{'validity': 'strict'}", A.Change().Signed("sam", it => it with { IsStrict = false }), "resulting tree");
        Counts("{'validity': 'reach'}", A.Change().Signed("sam", it => it with { IsStrict = false }));
        Counts("{'validity': 'strict'}", A.Change().Signed("sam"));
        DoesNotCount("{'validity': 'strict'}", A.Change().Signed("sam", it => it with { Carries = false }), "stale");
    }

    [Fact]
    public void Where_a_critical_component_is_reached_validity_is_reach_unless_said_otherwise()
    {
        var facts = A.Change().Reaching(Criticality.Critical).Signed("sam", it => it with { Reaches = false, IsStrict = false });
        DoesNotCount(One, facts, "the base moved");
        Counts("{'validity': 'carry'}", facts);
    }

    [Fact]
    public void A_sign_off_ends_when_it_says()
    {
        DoesNotCount(One, A.Change().Signed("sam", it => it with { NotAfter = DateTimeOffset.Parse(A.Now) }), "until 2027-01-15 10:00Z only");
        Counts(One, A.Change().Signed("sam", it => it with { NotAfter = DateTimeOffset.Parse(A.Now).AddMinutes(1) }));
    }

    [Fact]
    public void The_level_counts_as_of_signing_and_now()
    {
        Counts(Senior, A.Change().Signed("sam"));
        DoesNotCount(Senior, A.Change().Signed("mia"), "was mid when signing, senior or above is needed");
        DoesNotCount(Senior, A.Change().Signed("sam", it => it with { LevelAtSigning = new LevelName("mid") }), "was mid when signing");
        DoesNotCount(Senior, A.Change().Signed("sam", it => it with { LevelNow = new LevelName("mid") }), "was senior when signing, is mid now");
        DoesNotCount(Senior, A.Change().Signed("sam", it => it with { LevelAtSigning = null }), "without a level when signing");
    }

    [Theory]
    [InlineData("junior", "mia", true)]
    [InlineData("mid", "mia", false)]
    [InlineData("mid", "sam", true)]
    [InlineData("senior", "sam", false)]
    [InlineData("senior", "mara", true)]
    [InlineData("principal", "sam", false)]
    [InlineData("principal", "mara", true)]
    public void Above_the_author_is_higher_than_the_most_senior_maker_or_an_equal_at_the_top(string author, string signer, bool counts) =>
        Decide("{'from': {'above': 'author'}}", A.Change().MadeBy("jo", author).Signed(signer))
            .Kind.ShouldBe(counts ? VerdictKind.Allowed : VerdictKind.Held);

    [Fact]
    public void A_claimed_senior_maker_raises_who_is_above() =>
        DoesNotCount(
            "{'from': {'above': 'author'}}",
            A.Change().MadeBy(A.Maker("jo", "junior"), A.Maker("sol", "senior", authenticated: false)).Signed("sam"),
            "principal or above"
        );

    [Fact]
    public void Team_person_and_right_admit_only_those()
    {
        Counts("{'from': {'team': 'core'}}", A.Change().Signed("sam"));
        DoesNotCount("{'from': {'team': 'core'}}", A.Change().Signed("sol"), "is not in team core");
        Counts("{'from': {'person': ['sol', 'mia']}}", A.Change().Signed("mia"));
        DoesNotCount("{'from': {'person': 'sol'}}", A.Change().Signed("sam"), "is not sol");
        Counts("{'from': {'may': 'govern'}}", A.Change().Signed("mara"));
        DoesNotCount("{'from': {'may': 'govern'}}", A.Change().Signed("sam"), "may not govern");
    }

    [Fact]
    public void Assurance_key_and_environment_are_at_least_as_demanded()
    {
        DoesNotCount(
            "{'assurance': 'read-in-full'}",
            A.Change().Signed("sam", it => it with { Assurance = Assurance.ReadRiskyParts }),
            "read-risky-parts, read-in-full is needed"
        );
        Counts("{'assurance': 'read-risky-parts'}", A.Change().Signed("sam"));
        DoesNotCount("{'assurance': 'forge-approval'}", A.Change().Signed("sam", it => it with { Assurance = null }), "no assurance given");
        DoesNotCount("{'key': 'hardware'}", A.Change().Signed("sam"), "a hardware key is needed");
        Counts("{'key': 'hardware'}", A.Change().Signed("sam", it => it with { KeyKind = "hardware" }));
        DoesNotCount(
            "{'environment': 'production'}",
            A.Change().Signed("sam", it => it with { Environments = ["staging"] }),
            "signed for staging only"
        );
    }

    [Fact]
    public void A_conditional_approval_counts_when_its_conditions_are_met()
    {
        DoesNotCount(One, A.Change().Decided("sam", DecisionKind.ApproveWithConditions).Condition("sam"), "conditions that are not met");
        Counts(One, A.Change().Decided("sam", DecisionKind.ApproveWithConditions).Condition("sam", met: true));
    }

    [Fact]
    public void Two_signatures_of_one_person_are_one()
    {
        DoesNotCount("{'count': 2}", A.Change().Signed("sam").Signed("sam"), "sam signed");
        Counts("{'count': 2}", A.Change().Signed("sam").Signed("sol"));
    }

    [Fact]
    public void Independent_means_that_neither_had_seen_the_other()
    {
        const string Two = "{'count': 2, 'independent': true}";
        Facts both = A.Change().Signed("sam").Signed("sol");
        var seen = both with { Decisions = [both.Decisions[0], both.Decisions[1] with { Seen = [both.Decisions[0].Statement] }] };
        Decide(Two, both).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(Two, seen).Kind.ShouldBe(VerdictKind.Held);
        Decide("{'count': 2}", seen).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(Two, new GivenFacts(seen).Signed("mia")).Kind.ShouldBe(VerdictKind.Allowed);
        Evidence(Decide(Two, seen)).ShouldContain("had seen the other's decision");
    }

    [Fact]
    public void Owning_the_changed_paths_means_an_owner_of_each()
    {
        const string Owned = "{'from': {'owns': 'changed-paths'}}";
        var two = A.Change().Files(A.File("a.cs") with { Owners = [Id("sam")] }, A.File("b.cs") with { Owners = [Id("sol")] });
        var half = Decide(Owned, two.Signed("sam")).ShouldBeOfType<Verdict.Held>();
        half.Missing.ShouldHaveSingleItem().Who.ShouldBe([Id("sol")]);
        Decide(Owned, two.Signed("sol")).Kind.ShouldBe(VerdictKind.Allowed);
        Decide("{'from': {'owners': 'any'}}", A.Change().Files(A.File("a.cs") with { Owners = [Id("sam")] }, A.File("b.cs")).Signed("sam"))
            .Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void A_path_without_an_owner_is_held_and_named()
    {
        var held = Decide("{'from': {'owns': 'changed-paths'}}", A.Change().Signed("sam")).ShouldBeOfType<Verdict.Held>();
        held.Missing.ShouldContain(item =>
            item.Id == "owner" && item.Requirement == "an owner for src/a.cs" && item.Who.Count == 0 && item.How.Contains("catalog.yml")
        );
    }

    [Fact]
    public void Where_nobody_can_sign_the_way_out_is_named()
    {
        var item = Decide("{'from': {'team': 'ghosts'}}", A.Change()).Missing.ShouldHaveSingleItem();
        item.Who.ShouldBeEmpty();
        item.How.ShouldContain("countersign override");
    }

    [Fact]
    public void Who_could_sign_leaves_out_makers_bots_and_people_without_a_key()
    {
        var item = Decide(One, A.Change().Person("sam", it => it with { IsBot = true }).Person("sol", it => it with { CanSign = false }))
            .Missing.ShouldHaveSingleItem();
        item.Who.ShouldBe([Id("jun"), Id("mia"), Id("mara")]);
    }

    private static PersonId Id(string person) => PersonId.Parse(person);

    private static RepoPath Path(string path) => RepoPath.Of(path);
}
