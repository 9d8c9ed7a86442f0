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
