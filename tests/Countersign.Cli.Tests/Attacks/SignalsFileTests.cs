// A team's own table of signs: it governs, so it enters like a rule, is read from the target, and is stored beside each verdict.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class SignalsFileTests(AssistedGate shared) : IClassFixture<AssistedGate>
{
    private const string File = ".countersign/signals.yml";

    private const string Signs = """
        version: 1
        table: signals/2
        tools:
          - name: Harbour Coder
            lines: [{ key: Made-by, is: harbour coder }]

        """;

    [Fact]
    [Trait("claim", "A9"), Trait("twin", "A9")]
    public void A_sign_that_a_team_added_counts_from_the_target_on_and_no_change_takes_it_away_for_itself()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "early", "pages/help/early.md", "early\n", "help: early\n\nMade-by: Harbour Coder\n");
        Provenance(gate, "early").ShouldBe(("unknown", "signals/2"));

        gate.Commit("kit", "signs", File, Signs);
        gate.Push("kit", "signs:main").ShouldBeHeld("changes of the rules take more");
        gate.Offer("kit", "signs", "mara", "wren");
        gate.Push("kit", "signs:main").ShouldEnter();

        gate.Commit("jun", "late", "pages/help/late.md", "late\n", "help: late\n\nMade-by: Harbour Coder\n");
        var (grade, table) = Provenance(gate, "late");
        grade.ShouldBe("assisted");
        table.ShouldStartWith("signals/2+");
        gate.Commit(
            "jun",
            "forgetful",
            new Dictionary<string, string> { ["pages/help/f.md"] = "f\n", [File] = "version: 1\n" },
            "help: f\n\nMade-by: Harbour Coder\n"
        );
        gate.Push("jun", "forgetful:main").ShouldNotEnter("stands alone");
        Provenance(gate, "forgetful").Class.ShouldBe("assisted", "the target's table is read, not the change's");
    }

    [Fact]
    public void A_table_that_cannot_be_read_is_refused_with_its_line()
    {
        var gate = shared.Gate;
        gate.Commit("kit", "broken", File, Signs.Replace("signals/2", "signals/9", StringComparison.Ordinal));
        gate.Proposed("kit", "broken");

        gate.Push("kit", "broken:main").ShouldNotEnter("signals.table", "signals/9", "update the program");
    }

    private static (string Class, string Table) Provenance(GivenGate gate, string branch)
    {
        var provenance = gate.FactsOf("jun", branch).GetProperty("provenance");
        return (provenance.GetProperty("class").GetString()!.ToLowerInvariant(), provenance.GetProperty("table").GetString()!);
    }
}
