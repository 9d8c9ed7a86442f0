// An error is never a pass: every fault closes the gate with a reason, and mending it opens the gate again.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class FaultsTests
{
    private const string Page = "pages/help/refunds.md";

    [Fact]
    [Trait("claim", "P13"), Trait("twin", "P13")]
    public void A_missing_object_closes_the_gate_and_its_return_opens_it()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", Page, "# Refunds\nA refund takes three days.\n");
        foreach (var lost in new[] { "main:.countersign/roster.yml", "main:.countersign/policy.yml", "main^{tree}" })
        {
            var file = Loose(gate, gate.Git(gate.Bare, "rev-parse", lost));
            File.Move(file, file + ".away");

            var pushed = gate.Push("jun", "page:main");

            pushed.Code.ShouldNotBe(0, lost);
            pushed.All.ShouldNotContain("Allowed");
            File.Move(file + ".away", file);
        }

        gate.Push("jun", "page:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "P13")]
    public void Records_that_cannot_be_read_close_the_gate()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "config", "config/checkout.yml", "checkout:\n  timeout-seconds: 31\n  retries: 2\n");
        gate.Offer("jun", "config", "teo");
        var tree = gate.Git(gate.Bare, "rev-parse", "refs/countersign/records^{tree}");
        Unpack(gate);
        File.Delete(Loose(gate, tree));

        var pushed = gate.Push("jun", "config:main");

        pushed.Code.ShouldNotBe(0);
        pushed.All.ShouldContain("Faulted");
    }

    [Theory]
    [Trait("claim", "P13")]
    [InlineData("gate.json", "{}")]
    [InlineData("gate.json", "{ \"version\": 1,")]
    public void Settings_that_cannot_be_read_whole_close_the_gate(string file, string text)
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "page", Page, "# Refunds\nA refund takes three days.\n");
        File.WriteAllText(Path.Combine(gate.Bare, "countersign", file), text);

        var pushed = gate.Push("jun", "page:main");

        pushed.Code.ShouldNotBe(0);
        pushed.All.ShouldContain("Faulted");
    }

    [Theory]
    [Trait("claim", "S14")]
    [InlineData("version: 1\npersons: [", "roster")]
    [InlineData("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "anchor")]
    [InlineData("persons:\n  - id: mara\n    id: teo\n", "id")]
    public void A_roster_at_the_tip_that_cannot_be_read_closes_the_gate_for_everything(string roster, string says)
    {
        using var gate = GivenGate.Open(roster: roster);
        gate.Commit("jun", "page", Page, "# Refunds\nA refund takes three days.\n");

        var pushed = gate.Push("jun", "page:main");

        pushed.Code.ShouldNotBe(0);
        pushed.All.ShouldContain("Faulted");
        pushed.All.ShouldContain(says);
    }

    [Theory]
    [Trait("claim", "P13")]
    [InlineData(".countersign/policy.yml", "version: 1\nrules: [")]
    [InlineData(".countersign/roster.yml", "version: 1\npersons: [")]
    public void Rules_that_cannot_be_read_hold_no_push_up_while_the_gate_observes_and_every_push_with_a_remedy_once_it_enforces(
        string file,
        string text
    )
    {
        using var gate = GivenGate.Open(
            policy: file.EndsWith("policy.yml", StringComparison.Ordinal) ? text : null,
            roster: file.EndsWith("roster.yml", StringComparison.Ordinal) ? text : null,
            hookOptions: ["--observe"]
        );
        gate.Commit("jun", "page", Page, "# Refunds\nA refund takes three days.\n");

        var observed = gate.Push("jun", "page:main");
        gate.RunIn(gate.Bare, ["hook", "install", "--enforce", "--program", GivenGate.Program]).Code.ShouldBe(0);
        gate.Commit("jun", "page", Page, "# Refunds\nA refund takes two days.\n");
        var enforced = gate.Push("jun", "page:main");

        observed.Code.ShouldBe(0, observed.All);
        observed.Flat().ShouldContain("observing, nothing is refused");
        observed.Flat().ShouldContain("Faulted");
        var landing = gate.Landings().ShouldHaveSingleItem();
        (landing.IsObserved, landing.Outcome).ShouldBe((true, "Faulted"));
        enforced.Code.ShouldNotBe(0);
        enforced.Flat().ShouldContain("the change is Faulted");
        enforced.Flat().ShouldContain(file);
        enforced.Flat().ShouldContain("countersign recover", customMessage: enforced.All);
    }

    [Fact]
    [Trait("claim", "P13")]
    public void What_the_gate_could_not_even_gather_while_observing_enters_is_said_and_is_on_record_once_it_can()
    {
        using var gate = GivenGate.Open(hookOptions: ["--observe"]);
        gate.Commit("jun", "page", Page, "# Refunds\nA refund takes three days.\n");
        gate.Push("jun", "page").Code.ShouldBe(0);
        var lost = Loose(gate, gate.Git(gate.Bare, "rev-parse", "main:.countersign/roster.yml"));
        File.Move(lost, lost + ".away");

        var pushed = gate.Push("jun", "page:main");
        File.Move(lost + ".away", lost);
        gate.RunIn(gate.Bare, ["hook", "repair"]).Code.ShouldBe(0);

        pushed.Code.ShouldBe(0, pushed.All);
        pushed.Flat().ShouldContain("Faulted");
        var landing = gate.Landings().ShouldHaveSingleItem();
        landing.IsObserved.ShouldBeTrue();
    }

    [Fact]
    [Trait("claim", "S14"), Trait("twin", "S14")]
    public void A_document_made_to_explode_is_refused_in_bounded_time_and_a_long_plain_one_is_read()
    {
        using var gate = GivenGate.Open();
        var deep = string.Concat(Enumerable.Repeat("[", 200_000));
        var stars = string.Concat(Enumerable.Repeat("**/*a", 2_000));
        foreach (
            var (branch, text) in new[]
            {
                ("deep", deep),
                ("stars", GivenGate.PracticeCatalog.Replace("config/**", $"config/{stars}", StringComparison.Ordinal)),
                ("wide", GivenGate.PracticeCatalog + new string(' ', 1 << 20)),
            }
        )
        {
            gate.Commit("kit", branch, ".countersign/catalog.yml", text);
            var watch = System.Diagnostics.Stopwatch.StartNew();

            gate.Push("kit", $"{branch}:main").Code.ShouldNotBe(0);

            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), branch);
        }

        var plain =
            GivenGate.PracticeCatalog
            + string.Concat(
                Enumerable.Range(1, 100).Select(i => $"  - {{ name: part-{i}, paths: [\"parts/{i}/**\"], owner: payments, criticality: low }}\n")
            );
        gate.Commit("jun", "plain", ".countersign/catalog.yml", plain);
        gate.Offer("jun", "plain", "mara", "wren");
        gate.Push("jun", "plain:main").Code.ShouldBe(0);
    }

    private static string Loose(GivenGate gate, string id)
    {
        var file = Path.Combine(gate.Bare, "objects", id[..2], id[2..]);
        if (!File.Exists(file))
        {
            Unpack(gate);
        }

        return file;
    }

    /// <summary>Every object in a file of its own, so that one can be lost.</summary>
    private static void Unpack(GivenGate gate) =>
        gate.Try(
            gate.Bare,
            "sh",
            "-c",
            "mkdir -p away && mv objects/pack/*.pack away/ && for pack in away/*.pack; do git unpack-objects -q < \"$pack\"; done && rm -rf away objects/pack/*"
        );
}
