// Readers' answers in use: the target's file moves the minutes within bounds and says so, and lowering them takes the policy's owner.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class ReadersAnswersTests
{
    private const string File = ".countersign/review-minutes.json";

    private static string Answers(string band, int count) => $$"""{"version": 1, "answers": [{"expected": "30-60", "{{band}}": {{count}}}]}""";

    private static GivenGate Open(string? answers = null, int limit = 90) =>
        GivenGate.Open(
            GivenGate.PracticePolicy.Replace("over: 90", $"over: {limit}", StringComparison.Ordinal),
            rosterOf: gate => gate.PracticeRoster(("teo", "principal")),
            started: answers is null ? null : new Dictionary<string, string> { [File] = answers }
        );

    [Fact]
    public void Enough_answers_at_the_target_move_the_minutes_of_every_change_within_bounds_and_are_told()
    {
        using var plain = Open(limit: 28);
        using var slow = Open(Answers("over-60", 1_000_000), limit: 28);
        using var few = Open(Answers("over-60", 19));
        foreach (var gate in new[] { plain, slow, few })
        {
            gate.Commit("jun", "hundred", "config/checkout.yml", GivenGate.Lines(100));
        }

        var documented = Minutes(plain, "hundred");
        var refitted = Minutes(slow, "hundred");

        documented.TryGetProperty("pace", out _).ShouldBeFalse();
        Minutes(few, "hundred").TryGetProperty("pace", out _).ShouldBeFalse("19 answers change nothing");
        refitted.GetProperty("pace").GetProperty("answers").GetInt32().ShouldBe(1_000_000);
        var times = refitted.GetProperty("low").GetDouble() / documented.GetProperty("low").GetDouble();
        times.ShouldBeInRange(1.2, 2);
        var check = slow.Check("jun", "hundred");
        check.GetProperty("verdict").GetString().ShouldBe("Refused");
        check.ToString().ShouldContain("constants refitted on 1000000 answers of readers");
        check.GetProperty("minutes").GetProperty("refittedOnAnswers").GetInt32().ShouldBe(1_000_000);
        plain.Check("jun", "hundred").GetProperty("verdict").GetString().ShouldBe("Held");
        few.Check("jun", "hundred").TryGetProperty("minutes", out _).ShouldBeFalse("nothing moved them");
        slow.Run("jun", "minutes").Flat().ShouldContain("here a refit on 1000000 answers");
    }

    [Fact]
    public void A_change_cannot_bring_the_answers_it_would_be_judged_by()
    {
        using var gate = Open(limit: 30);
        gate.Commit(
            "jun",
            "own",
            new Dictionary<string, string> { ["config/checkout.yml"] = GivenGate.Lines(200), [File] = Answers("under-5", 500) }
        );

        gate.Push("jun", "own:main").ShouldNotEnter("stands alone", "Refused");
        Minutes(gate, "own").TryGetProperty("pace", out _).ShouldBeFalse();
    }

    [Fact]
    public void Answers_that_make_for_fewer_minutes_take_the_owner_of_the_policy_and_such_that_make_for_more_do_not()
    {
        using var gate = Open();
        gate.Commit("kit", "more", File, Answers("over-60", 500));
        gate.Offer("kit", "more", "teo", "wren");
        gate.Push("kit", "more:main").ShouldEnter();

        // Taking the file away lowers them again, and so do answers of another kind.
        gate.Commit("kit", "fewer", File, Answers("under-5", 500));
        gate.Offer("kit", "fewer", "teo", "wren");
        gate.Push("kit", "fewer:main").ShouldBeHeld("mara");
        var folder = gate.Clone("jun");
        gate.Git(folder, "fetch", "-q", "origin");
        gate.Git(folder, "checkout", "-q", "-b", "gone", "origin/main");
        gate.Git(folder, "rm", "-q", File);
        gate.Git(folder, "commit", "-q", "-m", "no answers");
        gate.Offer("jun", "gone", "teo", "wren");
        gate.Push("jun", "gone:main").ShouldBeHeld("mara");

        gate.Offer("kit", "fewer", "mara");
        gate.Push("kit", "fewer:main").ShouldEnter();
    }

    [Fact]
    public void A_change_that_raises_the_owner_of_the_limits_needs_a_root_key_in_their_stead()
    {
        using var gate = Open();
        var roster = gate.PracticeRoster(("teo", "principal"));
        var raised = roster.Insert(roster.IndexOf("[platform]", StringComparison.Ordinal) + "[platform".Length, ", payments");
        gate.Commit("kit", "both", new Dictionary<string, string> { [File] = Answers("under-5", 500), [".countersign/roster.yml"] = raised });
        gate.Offer("kit", "both", "wren", "teo");
        gate.Push("kit", "both:main").ShouldBeHeld("the limits on minutes", "root key");

        gate.Decide("kit", "recover", "both", "--govern", "--reason", "the team grew", "--key", gate.Key("root"));
        gate.Push("kit", "both:main").ShouldEnter();
    }

    [Fact]
    public void Of_two_policies_the_owner_of_the_one_that_limits_minutes_is_asked_and_where_both_do_both_are()
    {
        var file = Path.Combine(Path.GetTempPath(), $"organisation-{Guid.NewGuid():N}.yml");
        System.IO.File.WriteAllText(file, Limited("wren", "of all"));
        foreach (var (limits, owners) in new[] { (false, new[] { "wren" }), (true, ["ines", "wren"]) })
        {
            using var gate = GivenGate.Open(
                limits
                    ? Limited("ines", "of ours")
                    : Limited("ines", "of ours").Replace("review-minutes: { over: 90 }", "paths: ['x/**']", StringComparison.Ordinal),
                rosterOf: gate => gate.PracticeRoster(("teo", "principal")),
                hookOptions: ["--organisation", file]
            );
            gate.Commit("kit", "fewer", File, Answers("under-5", 500));
            gate.Offer("kit", "fewer", "teo", "mara");
            foreach (var owner in owners)
            {
                gate.Push("kit", "fewer:main").ShouldBeHeld(owner);
                gate.Offer("kit", "fewer", owner);
            }

            gate.Push("kit", "fewer:main").ShouldEnter();
        }

        System.IO.File.Delete(file);

        static string Limited(string owner, string name) =>
            $$"""
                version: 1
                owner: {{owner}}
                review-by: 2099-01-01
                levels: [junior, mid, senior, principal]
                otherwise: nothing
                rules:
                  - name: a limit {{name}}
                    when: { review-minutes: { over: 90 } }
                    refuse: "Cut it."

                """;
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"version": 1, "answers": [{"expected": "30-60", "5-15": -1}]}""")]
    [InlineData("""{"version": 1, "answers": [{"expected": "30-60", "5-15": 99999999999}]}""")]
    public void A_file_of_answers_that_cannot_be_read_does_not_enter(string answers)
    {
        using var gate = Open();
        gate.Commit("kit", "broken", File, answers);
        gate.Offer("kit", "broken", "teo", "wren", "mara");
        gate.Push("kit", "broken:main").ShouldNotEnter("review-minutes.json");
    }

    private static JsonElement Minutes(GivenGate gate, string branch) => gate.FactsOf("jun", branch).GetProperty("reviewMinutes");
}
