// What no policy can switch off, each with its honest twin.
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.SignOffs;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class BuiltInTests
{
    /// <summary>Asks nothing of the change at hand, and lets a senior sign, so object, in general.</summary>
    private const string SeniorElsewhere =
        "{'name': 'e', 'when': {'paths': 'elsewhere/**'}, 'require': {'sign-offs': {'from': {'at-least': 'senior'}}}}";

    private static Verdict Decide(Facts facts, params string[] rules) => Gate.Decide(facts, A.Policy([SeniorElsewhere, .. rules]));

    private static Facts Governed(Func<GovernanceFacts, GovernanceFacts>? change = null, params string[] signers) =>
        signers.Aggregate(
            A.Change()
                .Person("sam", it => it with { Level = new LevelName("principal") })
                .Person("sol", it => it with { Level = new LevelName("principal") })
                .With(it => it with { Governance = (change ?? (same => same))(new GovernanceFacts { StandsAlone = true }) }),
            (given, signer) => given.Signed(signer)
        );

    [Fact]
    public void An_ordinary_change_under_an_empty_policy_is_allowed() => Gate.Decide(A.Change(), A.Policy()).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void A_fault_in_gathering_closes_the_gate_and_is_said() =>
        Decide(A.Change().With(it => it with { Faults = ["the catalog cannot be read"] }))
            .ShouldBeOfType<Verdict.Faulted>()
            .Reasons.ShouldBe(["the catalog cannot be read"]);

    [Fact]
    public void Rules_that_cannot_be_read_name_the_way_to_open_them_again_and_ask_nobody_whom_the_roster_would_have_to_name()
    {
        var verdict = Decide(A.Change().With(it => it with { Faults = ["the roster cannot be read"], People = [] }));

        verdict.Kind.ShouldBe(VerdictKind.Faulted);
        verdict.Missing.ShouldHaveSingleItem().How.ShouldContain("countersign recover");
    }

    [Fact]
    public void Facts_of_another_version_are_not_decided() =>
        Decide(A.Change().With(it => it with { Version = 2 })).Kind.ShouldBe(VerdictKind.Faulted);

    [Fact]
    public void A_conflict_is_held_and_markers_are_refused()
    {
        Decide(A.Change().Subject(it => it with { Merge = MergeState.Conflict }))
            .ShouldBeOfType<Verdict.Held>()
            .Missing.ShouldHaveSingleItem()
            .Id.ShouldBe("rebase");
        Decide(A.Change().Subject(it => it with { Merge = MergeState.Markers })).Kind.ShouldBe(VerdictKind.Refused);
    }

    [Fact]
    public void A_maker_whom_nobody_knows_holds_the_change()
    {
        var stranger = A.Maker("x", null) with { Id = null, Claim = "x <x@example.org>" };
        var item = Decide(A.Change().MadeBy(A.Maker("jo", "junior"), stranger)).ShouldBeOfType<Verdict.Held>().Missing.ShouldHaveSingleItem();
        item.Id.ShouldBe("attribution");
        item.Requirement.ShouldContain("x <x@example.org>");
        item.Who[0].Value.ShouldBe("jo");
        Decide(A.Change().MadeBy()).Kind.ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void A_tool_beside_a_known_person_blocks_nobody_and_alone_it_needs_one()
    {
        Decide(A.Change().MadeBy(A.Maker("jo", "junior"), A.Agent("a tool"))).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(A.Change().MadeBy(A.Agent("a tool"))).Kind.ShouldBe(VerdictKind.Held);
        Decide(A.Change().MadeBy(A.Agent("a tool") with { Kind = MakerKind.Automation })).Kind.ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void An_objection_holds_until_withdrawn_even_after_another_push()
    {
        var item = Decide(A.Change().Decided("sam", DecisionKind.Object, it => it with { Carries = false }))
            .ShouldBeOfType<Verdict.Held>()
            .Missing.ShouldHaveSingleItem();
        item.Id.ShouldBe("objection");
        item.Who.ShouldBe([PersonId.Parse("sam")]);
        Decide(A.Change().Decided("sam", DecisionKind.Object, it => it with { IsStanding = false })).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(A.Change().Decided("sam", DecisionKind.Object, it => it with { Void = "forged" })).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(A.Change().Decided("sam", DecisionKind.Decline)).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(A.Change().Person("sam", it => it with { CanSign = false }).Decided("sam", DecisionKind.Object)).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void Naming_somebody_as_co_author_takes_their_objection_away_from_nobody() =>
        Decide(A.Change().MadeBy(A.Maker("jo", "junior"), A.Maker("sam", "senior", authenticated: false)).Decided("sam", DecisionKind.Object))
            .Kind.ShouldBe(VerdictKind.Held);

    [Fact]
    public void An_override_lifts_an_objection_only_by_naming_it()
    {
        Facts facts = A.Change().Decided("sam", DecisionKind.Object);
        GivenFacts Override(Func<DecisionFacts, DecisionFacts> change) =>
            new GivenFacts(facts).Decided("mara", DecisionKind.Override, it => change(it with { Reason = "outage" }));
        Decide(Override(it => it with { Rules = ["*"] })).Kind.ShouldBe(VerdictKind.Held);
        Decide(Override(it => it with { Names = facts.Decisions[0].Statement })).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void A_blocking_question_is_closed_by_its_asker_alone()
    {
        Decide(A.Change().Asked("sam")).Missing.ShouldHaveSingleItem().Who.Single().Value.ShouldBe("jo");
        Decide(A.Change().Asked("sam", answered: true)).Missing.ShouldHaveSingleItem().Who.Single().Value.ShouldBe("sam");
        Decide(A.Change().Asked("sam", answered: true, closed: true)).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(A.Change().Asked("sam", blocking: false)).Kind.ShouldBe(VerdictKind.Allowed);
    }

    /// <summary>Whoever could not object could hold a change for ever with a question instead.</summary>
    [Fact]
    public void A_question_or_condition_of_somebody_who_could_not_object_is_shown_and_holds_nothing()
    {
        var asked = Decide(A.Change().Asked("jun"));
        asked.Kind.ShouldBe(VerdictKind.Allowed);
        asked.Rules.Single(rule => rule.Name == "questions").Evidence.ShouldHaveSingleItem().ShouldContain("could not object here");
        Decide(A.Change().Condition("jun")).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(A.Change().Asked("sam")).Kind.ShouldBe(VerdictKind.Held);
        Decide(A.Change().Condition("sam")).Kind.ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void An_unmet_condition_holds()
    {
        Decide(A.Change().Condition("sam")).Missing.ShouldHaveSingleItem().Id.ShouldBe("condition");
        Decide(A.Change().Condition("sam", met: true)).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void Without_a_policy_only_the_first_change_signed_by_a_root_key_enters()
    {
        Gate.Decide(A.Change(), Policy.Absent).Kind.ShouldBe(VerdictKind.Refused);
        Gate.Decide(Governed(it => it with { IsFirst = true }), Policy.Absent).Missing.ShouldHaveSingleItem().Id.ShouldBe("root-key");
        Gate.Decide(Governed(it => it with { IsFirst = true, SignedByRoot = true }), Policy.Absent).Kind.ShouldBe(VerdictKind.Allowed);
        Gate.Decide(Governed(it => it with { IsFirst = true, SignedByRoot = true, StandsAlone = false }), Policy.Absent)
            .Kind.ShouldBe(VerdictKind.Refused);
        Gate.Decide(Governed(it => it with { IsFirst = true, SignedByRoot = true, ResultProblems = ["nobody could sign"] }), Policy.Absent)
            .Kind.ShouldBe(VerdictKind.Refused);
        Decide(Governed(it => it with { IsFirst = true, SignedByRoot = true })).Kind.ShouldBe(VerdictKind.Refused);
    }

    [Fact]
    public void Governance_files_take_two_of_the_highest_level_over_the_very_tree()
    {
        Decide(Governed()).Kind.ShouldBe(VerdictKind.Held);
        Decide(Governed(null, "sam")).Kind.ShouldBe(VerdictKind.Held);
        Decide(Governed(null, "sam", "mia")).Kind.ShouldBe(VerdictKind.Held);
        Decide(Governed(null, "sam", "sol")).Kind.ShouldBe(VerdictKind.Allowed);
        var moved = Governed(null, "sam", "sol");
        Decide(moved with { Decisions = [.. moved.Decisions.Select(it => it with { IsStrict = false })] }).Kind.ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void Nobody_signs_a_change_that_raises_them()
    {
        Decide(Governed(it => it with { Raises = [PersonId.Parse("sol")] }, "sam", "sol")).Kind.ShouldBe(VerdictKind.Held);
        Decide(Governed(it => it with { Raises = [PersonId.Parse("sol")] }, "sam", "mara")).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void Where_fewer_than_two_could_sign_a_root_key_signs_as_well()
    {
        PersonId[] raised = [PersonId.Parse("sol"), PersonId.Parse("mara")];
        Decide(Governed(it => it with { Raises = raised }, "sam")).Missing.ShouldHaveSingleItem().Id.ShouldBe("root-key");
        Decide(Governed(it => it with { Raises = raised, SignedByRoot = true }, "sam")).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(Governed(it => it with { Raises = raised, SignedByRoot = true })).Kind.ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void Tightening_takes_one_signature()
    {
        Decide(Governed(it => it with { OnlyTightens = true }, "sam")).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(Governed(it => it with { OnlyTightens = true })).Kind.ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void Weakening_the_catalog_takes_an_owner_of_the_old_component()
    {
        Decide(Governed(OwnedBy("mia"), "sam", "sol")).Missing.ShouldHaveSingleItem().Who.Single().Value.ShouldBe("mia");
        Decide(Governed(OwnedBy("mia"), "sam", "sol", "mia")).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void Weakening_what_two_own_takes_both()
    {
        Decide(Governed(OwnedBy("mia", "mara"), "sam", "sol", "mia")).Missing.ShouldHaveSingleItem().Who.Single().Value.ShouldBe("mara");
        Decide(Governed(OwnedBy("mia", "mara"), "sam", "sol", "mia", "mara")).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void Where_no_old_owner_could_sign_a_root_key_does()
    {
        Decide(Governed(OwnedBy("gone"), "sam", "sol")).Missing.ShouldHaveSingleItem().Id.ShouldBe("root-key");
        Decide(Governed(it => OwnedBy("gone")(it) with { SignedByRoot = true }, "sam", "sol")).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(Governed(it => it with { OldOwners = [new("pay", [])] }, "sam", "sol")).Missing.ShouldHaveSingleItem().Id.ShouldBe("root-key");
    }

    [Fact]
    public void Fewer_minutes_take_the_owner_of_each_policy_that_limits_them_and_a_root_key_for_one_who_could_not_sign_or_is_raised()
    {
        Decide(Governed(LimitedBy("mia"), "sam", "sol")).Missing.ShouldHaveSingleItem().Who.Single().Value.ShouldBe("mia");
        Decide(Governed(LimitedBy("mia"), "sam", "sol", "mia")).Kind.ShouldBe(VerdictKind.Allowed);
        Decide(Governed(LimitedBy("mia", "mara"), "sam", "sol", "mia")).Missing.ShouldHaveSingleItem().Who.Single().Value.ShouldBe("mara");
        Decide(Governed(LimitedBy("gone"), "sam", "sol")).Missing.ShouldHaveSingleItem().Id.ShouldBe("root-key");
        Decide(Governed(Raising, "sam", "sol", "mia")).Missing.ShouldHaveSingleItem().Id.ShouldBe("root-key");
        Decide(Governed(it => Raising(it) with { SignedByRoot = true }, "sam", "sol")).Kind.ShouldBe(VerdictKind.Allowed);

        static GovernanceFacts Raising(GovernanceFacts it) => LimitedBy("mia")(it) with { Raises = [PersonId.Parse("mia")] };
    }

    private static Func<GovernanceFacts, GovernanceFacts> LimitedBy(params string[] people) =>
        governance => governance with { LimitOwners = [.. people.Select(PersonId.Parse)] };

    private static Func<GovernanceFacts, GovernanceFacts> OwnedBy(params string[] people) =>
        governance => governance with { OldOwners = [.. people.Select(person => new OldOwner("pay", [PersonId.Parse(person)]))] };

    [Fact]
    public void Governance_with_other_files_or_a_result_that_does_not_lint_is_refused()
    {
        Decide(Governed(it => it with { StandsAlone = false }, "sam", "sol")).Kind.ShouldBe(VerdictKind.Refused);
        Decide(Governed(it => it with { ResultProblems = ["no owner"] }, "sam", "sol")).Kind.ShouldBe(VerdictKind.Refused);
    }

    [Fact]
    public void A_policy_past_its_review_date_warns_and_goes_on()
    {
        var verdict = Decide(A.Change().At("2027-02-19T00:00:00Z"));
        verdict.Kind.ShouldBe(VerdictKind.Allowed);
        verdict.Rules.Single(node => node.Name == "policy-review").Note.ShouldNotBeNull().ShouldContain("past its review date");
        Decide(A.Change().At("2027-02-18T23:00:00Z")).Rules.Single(node => node.Name == "policy-review").Note.ShouldBeNull();
    }
}
