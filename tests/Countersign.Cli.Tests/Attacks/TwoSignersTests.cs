// Where two sign, two different people do, and neither has seen the other's answer.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class TwoSignersTests(TwoSignersTests.TwoSeniors shared) : IClassFixture<TwoSignersTests.TwoSeniors>
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "W17"), Trait("twin", "W17")]
    public void A_person_with_two_keys_counts_once()
    {
        gate.Rewrite("jun", "two-keys", "tools/two-keys.txt", "benign\n");
        gate.Approved("jun", "two-keys", "teo");
        gate.Craft("teo", "two-keys", GivenGate.Approval, key: "stranger").ShouldEnter();
        gate.Push("jun", "two-keys:main").ShouldBeHeld("2 sign-offs");

        gate.Craft("teo", "two-keys", (change, by) => GivenGate.Approval(change, by) with { Previous = null }, key: "stranger").ShouldEnter();
        gate.Push("jun", "two-keys:main").ShouldBeHeld("2 sign-offs");

        gate.SignedOff("ines", "two-keys");
        gate.Push("jun", "two-keys:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W26"), Trait("twin", "W26")]
    public void Who_had_seen_the_other_s_answer_is_not_independent_of_it_and_sign_shows_nobody_s()
    {
        gate.Rewrite("jun", "seen", "tools/seen.txt", "benign\n");
        gate.Approved("jun", "seen", "teo");
        gate.Craft(
                "ines",
                "seen",
                (change, by) =>
                    GivenGate.Approval(change, by) with
                    {
                        Seen = [.. change.Gathered.Facts.Decisions.Select(decision => decision.Statement)],
                    }
            )
            .ShouldEnter();

        gate.Push("jun", "seen:main").ShouldBeHeld("one of the two had seen the other's decision");
        gate.Quietly(() => gate.Sign("wren", "seen").Said().Split("Signed by")[0].ShouldNotContain("teo signed"));
        gate.Push("jun", "seen:main").ShouldEnter();
    }

    [Fact]
    public void Neither_check_nor_show_nor_case_names_others_answers_to_somebody_who_could_still_sign()
    {
        gate.Rewrite("jun", "hidden", "tools/hidden.txt", "benign\n");
        gate.Approved("jun", "hidden", "teo");
        gate.Refresh("ines");
        gate.Git(gate.Clone("ines"), "branch", "-f", "hidden", "origin/hidden");

        var seen = new[]
        {
            gate.Run("ines", "check", "--head", "hidden"),
            gate.Run("ines", "check", "--head", "hidden", "--all"),
            gate.Run("ines", "show", "hidden"),
            gate.Run("ines", "case", "hidden", "--why", "it helps the next reader"),
        };

        seen.ShouldAllBe(ran => !ran.All.Contains("teo signed"), string.Join("\n\n", seen.Select(ran => ran.All)));
        seen[0].Output.ShouldContain("1 answer of others is not shown before you have given yours; with it: Held.");
        gate.Refresh("jun");
        gate.Run("jun", "check", "--head", "hidden").Output.ShouldContain("teo signed");
        gate.Says("ines", "object", "hidden", "benign is not good enough");
        gate.Refresh("wren");
        gate.Run("wren", "check", "--head", "origin/hidden").Said().ShouldNotContain("good enough");
        gate.Run("ines", "check", "--head", "hidden").Output.ShouldContain("teo signed");
    }

    [Fact]
    public void Signing_the_next_version_is_a_first_look_again_and_what_was_shown_stands_in_the_signature()
    {
        gate.Rewrite("jun", "again", "tools/again.txt", "benign\n");
        gate.Approved("jun", "again", "teo", "ines");
        gate.Rewrite("jun", "again", "tools/again.txt", "more benign\n");
        gate.Approved("jun", "again", "teo");
        gate.Quietly(() => gate.Sign("ines", "again").Said().Split("You sign as")[0].ShouldNotContain("teo signed"));
        gate.Push("jun", "again:main").ShouldEnter();

        gate.Rewrite("jun", "peeked", "tools/peeked.txt", "benign\n");
        gate.Approved("jun", "peeked", "teo");
        gate.Fetch("ines");
        gate.Run("ines", "show", "peeked", "--decisions").Output.ShouldContain("teo signed");
        gate.SignedOff("ines", "peeked");
        gate.Push("jun", "peeked:main").ShouldBeHeld("one of the two had seen the other's decision");
    }

    public sealed class TwoSeniors : IDisposable
    {
        private static readonly string s_two = GivenGate.SeniorPolicy.Replace(
            "count: 1, from: { above: author, at-least: senior }",
            "count: 2, from: { at-least: senior }, independent: true",
            StringComparison.Ordinal
        );

        public GivenGate Gate { get; } = GivenGate.Open(policy: s_two, rosterOf: WithSecondKey);

        public void Dispose() => Gate.Dispose();

        private static string WithSecondKey(GivenGate gate)
        {
            var key = $"{{ key: \"{gate.PublicKey("teo")}\", kind: file }}";
            return gate.PracticeRoster().Replace(key, $"{key}, {{ key: \"{gate.PublicKey("stranger")}\", kind: file }}", StringComparison.Ordinal);
        }
    }
}
