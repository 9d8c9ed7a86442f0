// The roster moves under a sign-off: who left, was lowered, or lost a key does not count any more.
using System.Text.RegularExpressions;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public abstract class RosterChanges : IDisposable
{
    internal GivenGate Gate { get; } = GivenGate.Open(policy: GivenGate.SeniorPolicy);

    public void Dispose()
    {
        Gate.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Offered(string branch)
    {
        Gate.Rewrite("jun", branch, $"tools/{branch}.txt", "benign\n");
        Gate.Proposed("jun", branch);
    }

    private protected void LetsIn(string branch) => Gate.Push("jun", $"{Gate.Merge("jun", branch)}:main").ShouldEnter();

    private protected void Holds(string branch, string words) => Gate.Push("jun", $"{Gate.Merge("jun", branch)}:main").ShouldBeHeld(words);

    internal static string Entry(string roster, string person, Func<string, string> edit) =>
        Regex.Replace(roster, $"  - id: {person}\n(.*\n)*?(?=  - id: |bots:)", match => edit(match.Value));
}

public sealed class LevelChangesTests : RosterChanges
{
    [Fact]
    [Trait("claim", "W12"), Trait("twin", "W12")]
    public void A_level_counts_only_where_it_was_held_at_signing_and_is_held_now()
    {
        Offered("too-early");
        Gate.SignedOff("moss", "too-early");
        Gate.Govern("raise", roster => Entry(roster, "moss", entry => entry.Replace("level: mid", "level: senior", StringComparison.Ordinal)));
        Holds("too-early", "moss approved, but does not count: was mid when signing");

        Offered("in-time");
        Gate.SignedOff("moss", "in-time");
        Offered("too-late");
        Gate.SignedOff("moss", "too-late");
        LetsIn("in-time");
        Gate.Govern("lower", roster => Entry(roster, "moss", entry => entry.Replace("level: senior", "level: mid", StringComparison.Ordinal)));
        Holds("too-late", "moss approved, but does not count: was senior when signing, is mid now");
    }
}

public sealed class LeavingTests : RosterChanges
{
    [Fact]
    [Trait("claim", "W13"), Trait("twin", "W13")]
    public void A_signer_who_was_removed_from_the_roster_does_not_count()
    {
        Offered("before");
        Gate.SignedOff("ines", "before");
        Offered("after");
        Gate.SignedOff("ines", "after");
        LetsIn("before");

        Gate.Govern("leaves", roster => Entry(roster, "ines", _ => ""));
        Holds("after", "nobody has signed");
        Gate.SignedOff("teo", "after");
        LetsIn("after");
    }
}

public sealed class KeyChangesTests : RosterChanges
{
    [Fact]
    [Trait("claim", "W14"), Trait("twin", "W14")]
    [Trait("claim", "W15"), Trait("twin", "W15")]
    public void A_signature_by_a_key_that_ended_or_was_compromised_before_it_does_not_count()
    {
        Offered("good-key");
        Gate.SignedOff("teo", "good-key");
        foreach (var (signer, branch) in new[] { ("teo", "expired-key"), ("ines", "stolen-key") })
        {
            Offered(branch);
            Gate.SignedOff(signer, branch);
        }

        LetsIn("good-key");
        Gate.Govern(
            "keys",
            roster =>
                Entry(
                    Entry(
                        roster,
                        "teo",
                        entry => entry.Replace("kind: file", "kind: file, valid-before: 2026-02-01T00:00:00Z", StringComparison.Ordinal)
                    ),
                    "ines",
                    entry => entry.Replace("kind: file", "kind: file, compromised-since: 2026-02-01T00:00:00Z", StringComparison.Ordinal)
                )
        );

        Holds("expired-key", "nobody has signed");
        Holds("stolen-key", "nobody has signed");

        // Their own clocks say that the keys are still good.
        var now = Gate.Now;
        Gate.Now = new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);
        Gate.Craft("teo", "expired-key", GivenGate.Approval).ShouldNotEnter("not valid at this time");
        Gate.Craft("ines", "stolen-key", GivenGate.Approval).ShouldNotEnter("compromised");
        Gate.Now = now;
        Gate.SignedOff("wren", "expired-key");
        LetsIn("expired-key");
    }
}
