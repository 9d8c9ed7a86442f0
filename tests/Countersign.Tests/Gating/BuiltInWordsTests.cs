// What each built-in rule says to the person who meets it: the outcome, the evidence, what is missing, who gives it and how.
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.SignOffs;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class BuiltInWordsTests
{
    /// <summary>Asks nothing of the change at hand, and lets a senior sign, so object, in general.</summary>
    private static readonly Policy s_seniorElsewhere = A.Policy(
        "{'name': 'e', 'when': {'paths': 'elsewhere/**'}, 'require': {'sign-offs': {'from': {'at-least': 'senior'}}}}"
    );

    private static readonly GovernanceFacts s_alone = new() { StandsAlone = true };

    private static PersonId[] Ids(params string[] names) => [.. names.Select(PersonId.Parse)];

    private static GivenFacts Governed(GovernanceFacts governance) => A.Change().With(it => it with { Governance = governance });

    private static void ShouldSay(Facts facts, string rule, string node, params string[] missing) =>
        ShouldSay(facts, s_seniorElsewhere, rule, node, missing);

    /// <summary>Node as `Outcome: evidence; evidence (note)`, a missing item as `id: requirement [who] how`.</summary>
    private static void ShouldSay(Facts facts, Policy policy, string rule, string node, params string[] missing)
    {
        var verdict = Gate.Decide(facts, policy);
        var found = verdict.Rules.Single(it => it.Id == $"built-in:{rule}");
        (found.Type, found.Name).ShouldBe(("built-in", rule));
        $"{found.Outcome}: {string.Join("; ", found.Evidence)}{(found.Note is { } note ? $" ({note})" : "")}".ShouldBe(node);
        verdict
            .Missing.Where(it => it.Rule == rule)
            .Select(it => $"{it.Id}: {it.Requirement} [{string.Join(", ", it.Who)}] {it.How}")
            .ShouldBe(missing);
    }

    [Fact]
    public void Every_built_in_is_on_every_verdict_in_one_order() =>
        Gate.Decide(A.Change(), A.Policy())
            .Rules.Where(it => it.Type == "built-in")
            .Select(it => it.Id)
            .ShouldBe([
                "built-in:facts",
                "built-in:policy",
                "built-in:policy-review",
                "built-in:recovered",
                "built-in:merges-cleanly",
                "built-in:makers",
                "built-in:objections",
                "built-in:questions",
                "built-in:conditions",
                "built-in:frozen",
                "built-in:governance",
            ]);

    [Fact]
    public void Facts_that_cannot_be_used_say_why()
    {
        ShouldSay(
            A.Change().With(it => it with { Faults = ["one", "two"] }),
            "facts",
            "Faulted: one; two",
            "rules: rules at the target that can be read [] a change of .countersign/ alone that mends them; a holder of a root key opens the gate for it: countersign recover"
        );
        ShouldSay(A.Change().With(it => it with { Version = 9 }), "facts", "Faulted: facts of version 9: this gate reads version 1");
        ShouldSay(A.Change(), "facts", "Satisfied: ");
    }

    [Fact]
    public void A_condition_names_who_asked_what_and_how_it_is_met() =>
        ShouldSay(
            A.Change().Condition("sam").Condition("sol", met: true),
            "conditions",
            "Unsatisfied: sam asked for: add a test",
            $"condition: add a test [jo] countersign condition --met {A.Digest("condition 0").Short}"
        );

    [Fact]
    public void A_question_is_answered_by_the_maker_and_closed_by_its_asker()
    {
        ShouldSay(
            A.Change().Asked("sam"),
            "questions",
            "Unsatisfied: sam asked \"a.cs\": not answered",
            $"answer: an answer to \"a.cs\" [jo] countersign answer {A.Digest("question 0").Short} 'WORDS'"
        );
        ShouldSay(
            A.Change().Asked("sam", answered: true),
            "questions",
            "Unsatisfied: sam asked \"a.cs\": answered, not closed",
            $"question: sam closes the question [sam] countersign answer {A.Digest("question 0").Short} --accept"
        );
        ShouldSay(A.Change().Asked("sam", closed: true), "questions", "Satisfied: ");
    }

    [Fact]
    public void A_frozen_target_names_who_may_thaw_it_and_one_override_lets_one_change_through()
    {
        GivenFacts Frozen() =>
            A.Change()
                .With(it => it with { Frozen = "closed until Monday by mara" })
                .Person("sol", it => it with { May = ["release"] })
                .Person("mia", it => it with { May = ["release"], CanSign = false })
                .Person("jun", it => it with { May = ["govern"], IsBot = true });
        ShouldSay(
            Frozen(),
            "frozen",
            "Unsatisfied: closed until Monday by mara",
            "thaw: the freeze lifted or over [mara, sol] countersign freeze --lift; or `countersign override --rule frozen` for this change alone"
        );
        ShouldSay(
            Frozen().Decided("mara", DecisionKind.Override, it => it with { Reason = "outage", Rules = ["frozen"] }),
            "frozen",
            "Overridden: closed until Monday by mara (overridden by mara: outage)"
        );
        ShouldSay(A.Change(), "frozen", "Satisfied: ");
    }

    [Fact]
    public void An_override_that_names_them_lifts_conditions_and_questions()
    {
        GivenFacts Open(string rule) =>
            A.Change().Condition("sam").Asked("sam").Decided("mara", DecisionKind.Override, it => it with { Reason = "outage", Rules = [rule] });
        ShouldSay(Open("conditions"), "conditions", "Overridden: sam asked for: add a test (overridden by mara: outage)");
        ShouldSay(Open("questions"), "questions", "Overridden: sam asked \"a.cs\": not answered (overridden by mara: outage)");
        Gate.Decide(Open("questions"), s_seniorElsewhere).Kind.ShouldBe(VerdictKind.Held, "the condition is still open");
    }

    [Fact]
    public void A_conflict_and_markers_name_the_paths_and_the_way_out()
    {
        GivenFacts Merging(MergeState state) =>
            A.Change().Subject(it => it with { Merge = state, ConflictPaths = [RepoPath.Of("a"), RepoPath.Of("b")] });
        ShouldSay(
            Merging(MergeState.Conflict),
            "merges-cleanly",
            "Unsatisfied: conflicts with the target in a, b",
            "rebase: a change that merges cleanly [jo] rebase onto refs/heads/main first, then offer it again"
        );
        ShouldSay(Merging(MergeState.Markers), "merges-cleanly", "Unsatisfied: conflict markers in a, b: resolve them; such a tree is never signed");
        ShouldSay(A.Change(), "merges-cleanly", "Satisfied: ");
    }

    [Fact]
    public void An_objection_says_whose_and_why_and_who_can_end_it()
    {
        Facts facts = A.Change().Decided("sam", DecisionKind.Object, it => it with { Reason = "it rounds twice" });
        var id = facts.Decisions[0].Statement;
        ShouldSay(
            facts,
            "objections",
            "Unsatisfied: sam objects: it rounds twice",
            $"objection: sam's objection withdrawn [sam] countersign withdraw; or `countersign override` naming {id.Short}"
        );
        GivenFacts Lifted() => new GivenFacts(facts).Decided("mara", DecisionKind.Override, it => it with { Reason = "outage", Names = id });
        ShouldSay(Lifted(), "objections", "Overridden: sam objects; overridden by mara: outage");
        var second = Lifted().Decided("sol", DecisionKind.Object, it => it with { Reason = "no" });
        ShouldSay(
            second,
            "objections",
            "Unsatisfied: sol objects: no; sam objects; overridden by mara: outage",
            $"objection: sol's objection withdrawn [sol] countersign withdraw; or `countersign override` naming {second.Build().Decisions[2].Statement.Short}"
        );
        ShouldSay(A.Change(), "objections", "Satisfied: ");
    }

    [Fact]
    public void Makers_are_named_once_and_whoever_is_unknown_needs_a_person_of_the_roster()
    {
        const string How = "countersign attribute (whoever signs it becomes a maker)";
        GivenFacts People() => A.Change().Person("sol", it => it with { CanSign = false }).Person("mia", it => it with { IsBot = true });
        var stranger = A.Maker("x", null) with { Id = null, Claim = "x <x@example.org>" };
        ShouldSay(People().MadeBy(A.Maker("jo", "junior"), A.Maker("jo", "junior")), "makers", "Satisfied: jo");
        ShouldSay(
            People().MadeBy(),
            "makers",
            "Unsatisfied: nobody is named as the maker of this change",
            $"attribution: a person in the roster who stands for whoever made this change [mara, sam, jun, jo] {How}"
        );
        ShouldSay(
            People().MadeBy(A.Maker("jo", "junior"), stranger, stranger),
            "makers",
            "Unsatisfied: nobody in the roster is x <x@example.org>",
            $"attribution: a person in the roster who stands for x <x@example.org> [jo, mara, sam, jun] {How}"
        );
        ShouldSay(
            People().MadeBy(A.Agent("a tool") with { Id = PersonId.Parse("tool") }),
            "makers",
            "Unsatisfied: tool is an agent, and no person stands for what it made",
            $"attribution: a person in the roster who stands for a tool [mara, sam, jun, jo] {How}"
        );
        ShouldSay(
            People().MadeBy(A.Agent("a tool"), stranger),
            "makers",
            "Unsatisfied: nobody in the roster is a tool; nobody in the roster is x <x@example.org>",
            $"attribution: a person in the roster who stands for a tool [mara, sam, jun, jo] {How}",
            $"attribution: a person in the roster who stands for x <x@example.org> [mara, sam, jun, jo] {How}"
        );
        ShouldSay(A.Change().MadeBy(), Policy.Absent, "makers", "NotApplicable: there is no roster yet; the root key vouches");
    }

    [Fact]
    public void A_late_review_names_the_policy_the_day_and_the_owner() =>
        ShouldSay(
            A.Change().At("2027-02-19T00:00:00Z"),
            "policy-review",
            "Satisfied: the repository's policy was due for review by 2027-02-18: mara owes its results (warning: past its review date)"
        );

    [Fact]
    public void Rules_that_a_root_key_opened_warn_until_they_are_confirmed()
    {
        ShouldSay(
            A.Change().With(it => it with { Recovered = "since a while" }),
            "recovered",
            "Satisfied: since a while (WARNING: opened by a root key, not reviewed since)"
        );
        ShouldSay(A.Change(), "recovered", "Satisfied: ");
    }

    [Fact]
    public void The_first_change_of_a_target_says_what_it_still_needs()
    {
        var first = s_alone with { IsFirst = true };
        ShouldSay(Governed(first), "policy", "Unsatisfied: the target has a policy already: this cannot be its first change");
        ShouldSay(Governed(s_alone), "policy", "Satisfied: ");
        ShouldSay(
            Governed(first with { ResultProblems = ["x", "y"] }),
            Policy.Absent,
            "policy",
            "Unsatisfied: the result does not lint: x; the result does not lint: y"
        );
        ShouldSay(Governed(first with { SignedByRoot = true }), Policy.Absent, "policy", "Satisfied: the first change, signed by a root key");
        ShouldSay(
            Governed(first),
            Policy.Absent,
            "policy",
            "Unsatisfied: the first change, not signed by a root key",
            "root-key: a root key's signature over this tree [] countersign init --sign"
        );
        const string None =
            "Unsatisfied: there is no policy at the target: only the change that adds .countersign/, alone and signed by a root key, may enter (`countersign init --sign`)";
        ShouldSay(A.Change(), Policy.Absent, "policy", None);
        ShouldSay(Governed(first with { StandsAlone = false, SignedByRoot = true }), Policy.Absent, "policy", None);
        ShouldSay(Governed(first with { StandsAlone = false }).With(it => it with { Faults = ["x"] }), Policy.Absent, "policy", None);
    }

    [Fact]
    public void Rules_that_cannot_be_read_are_opened_by_a_root_key_alone_and_say_so()
    {
        const string Unread =
            "Unsatisfied: the rules at the target cannot be read: mend them in a change of .countersign/ alone, and a holder of a root key opens the gate for it (`countersign recover`)";
        ShouldSay(A.Change().With(it => it with { Faults = ["x"] }), Policy.Absent, "policy", Unread);
        ShouldSay(Governed(s_alone).With(it => it with { Faults = ["x"] }), Policy.Absent, "policy", Unread);
        ShouldSay(
            Governed(s_alone with { Recovers = true }),
            Policy.Absent,
            "policy",
            "Satisfied: the rules at the target cannot be read; a root key signed this result (WARNING: recovered by a root key, to be reviewed)"
        );
        ShouldSay(
            Governed(new() { Recovers = true }),
            Policy.Absent,
            "governance",
            "Unsatisfied: a recovery stands alone: take the files outside .countersign/ out"
        );
        ShouldSay(
            Governed(s_alone with { Recovers = true, ResultProblems = ["x"] }),
            Policy.Absent,
            "governance",
            "Unsatisfied: the result does not lint: x"
        );
    }

    [Fact]
    public void Governance_says_who_signs_and_what_stands_in_its_way()
    {
        ShouldSay(A.Change(), "governance", "NotApplicable: no governance file changed");
        ShouldSay(Governed(s_alone), Policy.Absent, "governance", "NotApplicable: there is no policy yet; the root key vouches");
        ShouldSay(
            Governed(new()),
            "governance",
            "Unsatisfied: a change to .countersign/ stands alone: take the other files out, or that change out of this one"
        );
        ShouldSay(Governed(s_alone with { ResultProblems = ["x"] }), "governance", "Unsatisfied: the result does not lint: x");
        ShouldSay(
            Governed(s_alone with { SignedByRoot = true, OnlyTightens = true }),
            "governance",
            "Satisfied: only tightens, signed by a root key"
        );
    }

    [Fact]
    public void Governance_without_two_signers_asks_for_a_root_key_and_says_how_many_there_are()
    {
        const string Root = "root-key: a root key's signature over this tree [] countersign recover --govern (a holder of a root key)";
        var none = Gate.Decide(Governed(s_alone with { Raises = Ids("mara") }), A.Policy());
        none.Missing.Select(it => $"{it.Id}: {it.Requirement} [{string.Join(", ", it.Who)}] {it.How}").ShouldBe([Root]);
        none.Rules.Single(it => it.Name == "governance").Evidence.ShouldBe(["0 of 2 could sign at level principal"]);
        var one = Gate.Decide(Governed(s_alone).Signed("mara"), A.Policy());
        one.Missing.Select(it => it.Id).ShouldBe(["root-key"]);
        one.Rules.Single(it => it.Name == "governance").Evidence[^1].ShouldBe("1 of 2 could sign at level principal");
        Gate.Decide(Governed(s_alone with { OnlyTightens = true, Raises = Ids("mara") }), A.Policy())
            .Missing.Select(it => it.Id)
            .ShouldBe(["root-key"]);
        Gate.Decide(Governed(s_alone with { OnlyTightens = true }).Signed("mara"), A.Policy()).Kind.ShouldBe(VerdictKind.Allowed);
    }
}
