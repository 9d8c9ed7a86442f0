// What init proposes under `sources:`: only what the repository has, in words that the gate then reads as the graph.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Rules;

public sealed class InitSourcesTests
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>\n";

    private static readonly Dictionary<string, string> s_shop = new(StringComparer.Ordinal)
    {
        ["Shop.slnx"] = "<Solution></Solution>\n",
        ["src/checkout/Checkout.csproj"] =
            "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><ProjectReference Include=\"..\\invoices\\Invoices.csproj\" /></ItemGroup></Project>\n",
        ["src/invoices/Invoices.csproj"] = Project,
        ["web/package.json"] = "{\"name\":\"web\",\"workspaces\":[\"packages/*\"]}\n",
        ["web/packages/cart/package.json"] = "{\"name\":\"cart\",\"dependencies\":{\"money\":\"*\"}}\n",
        ["web/packages/money/package.json"] = "{\"name\":\"money\"}\n",
        ["src/invoices/catalog-info.yaml"] =
            "kind: Component\nmetadata: { name: invoices, annotations: { harbour.example/tier: tier-2 } }\nspec: { dependsOn: ['component:ledger'] }\n",
    };

    [Fact]
    public void What_the_repository_has_is_proposed_with_what_was_found_and_the_gate_reads_it()
    {
        using var gate = GivenGate.Unruled(history: true, files: s_shop);

        var init = Init(gate);

        init.Code.ShouldBe(0, init.All);
        var catalog = Catalog(gate);
        catalog.ShouldContain("\nsources:\n");
        catalog.ShouldContain("\n  backstage: { criticality: 'harbour.example/tier' }                # Backstage: 1 component, 1 edge\n");
        catalog.ShouldContain("\n  projects: [dotnet, npm]                # .NET: 2 projects, 1 edge; workspaces: 3 packages, 1 edge\n");
        init.Output.ShouldContain("  source    Backstage: 1 component, 1 edge");
        gate.Run("mara", "policy", "lint").Output.ShouldContain(" 0 errors");
        gate.Git(gate.Clone("mara"), "add", ".countersign");
        gate.Git(gate.Clone("mara"), "commit", "-q", "-m", "rules: how changes enter", "--", ".countersign");

        using var reach = JsonDocument.Parse(gate.Run("mara", "reach", "src/invoices", "--format", "json").Output);
        reach.RootElement.GetRawText().ShouldContain("\"checkout\"");
    }

    [Fact]
    public void A_repository_without_such_files_gets_no_sources_and_a_lone_package_is_no_workspace()
    {
        using var gate = GivenGate.Unruled(history: true, files: new Dictionary<string, string> { ["package.json"] = "{\"name\":\"web\"}\n" });

        Init(gate).Code.ShouldBe(0);

        Catalog(gate).ShouldNotContain("sources:");
    }

    [Theory]
    [InlineData("src/checkout/Checkout.csproj", "<Project><ItemGroup>", "projects: [dotnet]")]
    [InlineData(
        "src/checkout/Checkout.csproj",
        "<Project><ItemGroup><ProjectReference Include=\"$(Where)\\X.csproj\" /></ItemGroup></Project>",
        "projects: [dotnet]"
    )]
    [InlineData("catalog-info.yaml", "kind: Component\nmetadata: &a { name: *a }\n", "backstage: {}")]
    [InlineData("catalog-info.yaml", "kind: Component\nmetadata: { name: x }\nspec: { dependsOn: ['\u202e\u2028sources: {}'] }\n", "backstage: {}")]
    public void What_cannot_be_read_whole_is_left_out_with_the_reason_so_that_it_raises_nothing(string path, string content, string line)
    {
        using var gate = GivenGate.Unruled(history: true, files: new Dictionary<string, string> { [path] = content });

        var init = Init(gate);

        init.Code.ShouldBe(0, init.All);
        var catalog = Catalog(gate);
        catalog.ShouldContain($"\n# sources:\n#   {line}");
        catalog.ShouldContain("\n#   left out, because while this is so each change would count as reaching further: ");
        catalog.ShouldNotContain("\u202e");
        catalog.ShouldNotContain("\u2028");
        gate.Run("mara", "policy", "lint").Output.ShouldContain(" 0 errors");
    }

    private static Ran Init(GivenGate gate) =>
        gate.Run(
            "mara",
            [
                "init",
                "--owner",
                "mara",
                "--source",
                "the list",
                .. new[] { "mara", "teo" }.SelectMany(who => new[] { "--level", $"{who}=principal", "--public-key", $"{who}={gate.Key(who)}.pub" }),
            ]
        );

    private static string Catalog(GivenGate gate) => File.ReadAllText(Path.Combine(gate.Clone("mara"), ".countersign/catalog.yml"));
}
