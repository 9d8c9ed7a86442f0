// previous-incident, from the target's own list: what it is traced to, what no change can take away from it, and what a broken list does.
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
    public void Without_a_list_and_without_a_scan_the_rule_cannot_tell_and_says_what_it_needs()
    {
        using var gate = GivenGate.Open(Policy);
        gate.Commit("jun", "any", Path, "any\n");
        gate.Check("jun", "any").GetProperty("reasons").ToString().ShouldContain(List);
    }

    private static Dictionary<string, string> Listed(string commit) =>
        new(StringComparer.Ordinal)
        {
            [List] = $"version: 1\nincidents:\n  - {{ id: 2026-03-refunds, date: 2026-03-04, changes: [\"{commit}\"] }}\n",
        };
}
