// previous-incident, from the target's own list: what it is traced to, what no change can take away from it, and what a broken list does.
using System.Security.Cryptography;
using System.Text;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class PreviousIncidentTests
{
    private const string List = ".countersign/incidents.yml";
    private const string Path = "pages/help/refunds.md";

    private const string Policy = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: where it went wrong before, one reader
            when: { previous-incident: true }
            require: { peer-review: 1 }

        """;

    [Fact]
    public void A_change_to_paths_of_a_listed_incident_is_held_and_one_elsewhere_is_not()
    {
        using var gate = GivenGate.Open(Policy, started: Listed("0000000"));
        var bad = gate.PastTheGate(Path, "# Refunds\nA refund takes no time.\n");
        gate.Commit("jun", "first", Path, "# Refunds\nA refund takes a day.\n");
        gate.Check("jun", "first").GetProperty("verdict").GetString().ShouldBe("Allowed");
        gate.Check("jun", "first").ToString().ShouldContain("as far as 1 named changes that are not here let tell");

        gate.Commit("kit", "list", Listed(bad[..12]));
        gate.Offer("kit", "list", "mara", "wren");
        gate.Push("kit", "list:main").ShouldEnter();

        gate.Fetch("jun");
        gate.Commit("jun", "second", Path, "# Refunds\nA refund takes a day.\n");
        gate.Check("jun", "second").ToString().ShouldContain("previous-incident: 2026-03-refunds");
        gate.Push("jun", "second:main").ShouldBeHeld("1 other reader");
        gate.Commit("kit", "elsewhere", "pages/help/other.md", "other\n");
        gate.Check("kit", "elsewhere").GetProperty("verdict").GetString().ShouldBe("Allowed");

        // A change that drops the incident from the list in passing is judged by the target's list, and stands alone or not at all.
        gate.Commit("jun", "second", List, "version: 1\nincidents: []\n");
        gate.Push("jun", "second:main").ShouldNotEnter("Refused", "2026-03-refunds");
    }

    [Theory]
    [InlineData("version: 7\nincidents: []\n", "version")]
    [InlineData("incidents: [{ id: x, date: 2026-01-01, changes: ['$(rm -rf /)'] }]\n", "is no commit")]
    [InlineData("[", "incidents.yml")]
    public void A_list_that_cannot_be_read_closes_the_gate_for_rules_that_ask(string list, string words)
    {
        using var gate = GivenGate.Open(Policy, started: new Dictionary<string, string> { [List] = list });
        gate.Commit("jun", "any", Path, "any\n");

        var check = gate.Check("jun", "any");

        check.GetProperty("verdict").GetString().ShouldBe("Faulted");
        check.GetProperty("reasons").ToString().ShouldContain(words);
    }

    [Fact]
    public void A_harmless_commit_made_to_share_the_listed_digits_takes_no_incident_off_the_list()
    {
        using var gate = GivenGate.Open(Policy, format: "sha256");
        var main = gate.Tip();
        var text = ("100644", gate.Blob(gate.Bare, "# Refunds\n"u8.ToArray()), Path);
        var note = ("100644", gate.Blob(gate.Bare, "a note\n"u8.ToArray()), "pages/help/note.md");
        var (bad, harmless) = WithOneBeginning(gate, gate.Tree(gate.Bare, main, [text]), gate.Tree(gate.Bare, main, [note]));
        var list = ("100644", gate.Blob(gate.Bare, Encoding.UTF8.GetBytes(Listed(bad[..7])[List])), List);
        var both = gate.Tree(gate.Bare, main, [text, note, list]);
        var merged = gate.GitAs("mara", gate.Bare, "commit-tree", both, "-p", main, "-p", bad, "-p", harmless, "-m", "both");
        gate.Git(gate.Bare, "update-ref", "refs/heads/main", merged);

        gate.Commit("jun", "again", Path, "# Refunds\nA refund takes a day.\n");
        gate.Commit("kit", "elsewhere", "pages/help/other.md", "other\n");

        gate.Check("jun", "again").ToString().ShouldContain("previous-incident: 2026-03-refunds");
        gate.Push("jun", "again:main").ShouldBeHeld("1 other reader");
        gate.Check("kit", "elsewhere").GetProperty("verdict").GetString().ShouldBe("Allowed");
    }

    [Theory]
    [InlineData(Policy)]
    [InlineData(GivenGate.PracticePolicy)]
    public void A_list_that_cannot_be_read_does_not_enter_and_a_whole_one_does(string policy)
    {
        using var gate = GivenGate.Open(policy, started: Listed("0000000"));
        gate.Commit("kit", "broken", Listed("not a commit"));
        gate.Offer("kit", "broken", "mara", "wren");
        gate.Commit("kit", "whole", Listed("0123456"));
        gate.Offer("kit", "whole", "mara", "wren");

        gate.Push("kit", "broken:main").ShouldNotEnter("Refused", "is no commit");
        gate.Push("kit", "whole:main").ShouldEnter();
    }

    [Fact]
    public void A_broken_list_that_stands_at_the_target_is_mended_with_a_root_key()
    {
        using var gate = GivenGate.Open(Policy, started: Listed("not a commit"));
        gate.Commit("kit", "mended", Listed("0123456"));
        gate.Offer("kit", "mended", "mara", "wren");
        gate.Push("kit", "mended:main").ShouldNotEnter("is no commit");

        gate.Decide("kit", "recover", "mended", "--reason", "a typing error", "--key", gate.Key("root"));

        gate.Push("kit", "mended:main").ShouldEnter();
    }

    [Fact]
    public void Without_a_list_and_without_a_scan_the_rule_cannot_tell_and_says_what_it_needs()
    {
        using var gate = GivenGate.Open(Policy);
        gate.Commit("jun", "any", Path, "any\n");
        gate.Check("jun", "any").GetProperty("reasons").ToString().ShouldContain(List);
    }

    /// <summary>A commit of each tree on main whose ids have seven digits in common: found at once among some thousands.</summary>
    private static (string, string) WithOneBeginning(GivenGate gate, string one, string other)
    {
        var (ones, others) = (Commits(gate, one), Commits(gate, other));
        var beginning = ones.Keys.First(others.ContainsKey);
        return (Written(gate, ones[beginning]), Written(gate, others[beginning]));
    }

    private static Dictionary<string, string> Commits(GivenGate gate, string tree)
    {
        var (main, commits) = (gate.Tip(), new Dictionary<string, string>(StringComparer.Ordinal));
        for (var number = 0; number < 100_000; number++)
        {
            const string By = "Jun <jun@harbour.example> 1772600000 +0000";
            var commit = $"tree {tree}\nparent {main}\nauthor {By}\ncommitter {By}\n\n{number}\n";
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"commit {commit.Length}\0{commit}")));
            commits[id[..7]] = commit;
        }

        return commits;
    }

    private static string Written(GivenGate gate, string commit)
    {
        var file = gate.Path_("commit");
        File.WriteAllText(file, commit);
        return gate.Git(gate.Bare, "hash-object", "-t", "commit", "-w", file);
    }

    private static Dictionary<string, string> Listed(string commit) =>
        new(StringComparer.Ordinal)
        {
            [List] = $"version: 1\nincidents:\n  - {{ id: 2026-03-refunds, date: 2026-03-04, changes: [\"{commit}\"] }}\n",
        };
}
