// `countersign reach` and `coverage`: the graph joined from several sources, the way to what is critical, what is not known.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Reading;

public sealed class ReachTests
{
    private const string WithSources = """
        sources:
          backstage: { criticality: acme.dev/tier }
          projects: [dotnet, npm]
        components:
          - { name: checkout, paths: ["src/checkout/**"], owner: payments, criticality: critical, unit: cell, rollout: by region }
          - { name: service-config, paths: ["config/**"], owner: platform, criticality: medium }

        """;

    [Fact]
    public void A_change_is_followed_to_what_depends_on_it_with_who_says_so()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 60\n");

        var tree = gate.Run("jun", "reach");

        tree.Code.ShouldBe(0);
        tree.Output.ShouldContain("1 critical, 1 high, 1 medium");
        tree.Output.ShouldContain("├─ checkout  critical  (declared)");
        tree.Output.ShouldContain("checkout depends on service-config  declared in .countersign/catalog.yml:4");
        tree.Output.ShouldContain("Reversibility: unknown, because\n  no component in the catalog says 'reversible' of it: config/checkout.yml\n");
    }

    [Fact]
    public void Project_files_and_Backstage_files_join_the_catalog_where_it_names_them()
    {
        using var gate = GivenGate.Open(catalog: WithSources);
        gate.Commit(
            "jun",
            "shop",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["src/checkout/Checkout.csproj"] =
                    "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><ProjectReference Include=\"..\\Money\\Money.csproj\" /></ItemGroup></Project>",
                ["src/Money/Money.csproj"] = "<Project Sdk=\"Microsoft.NET.Sdk\" />",
                ["web/catalog-info.yaml"] =
                    "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: web\n  annotations:\n    acme.dev/tier: high\nspec:\n  owner: team-a\n  dependsOn: [component:checkout]\n---\nkind: Group\nmetadata: { name: team-a }\n",
            }
        );
        gate.Git(gate.Clone("jun"), "push", "-q", gate.Bare, "shop:refs/heads/other");

        var json = JsonDocument.Parse(gate.Run("jun", "reach", "src/Money", "--json").Output).RootElement;

        json.GetProperty("sources").EnumerateArray().Select(it => it.GetString()).ShouldBe(["catalog", "backstage", "projects"]);
        var components = json.GetProperty("components").EnumerateArray().ToDictionary(it => it.GetProperty("name").GetString()!);
        components["checkout"].GetProperty("distance").GetInt32().ShouldBe(1);
        components["checkout"].GetProperty("unit").GetString().ShouldBe("cell");
        components["checkout"].GetProperty("steps")[0].GetProperty("says")[0].GetProperty("confidence").GetString().ShouldBe("read from build files");
        components["web"].GetProperty("path").EnumerateArray().Select(it => it.GetString()).ShouldBe(["src/Money/Money.csproj", "checkout", "web"]);
        json.GetProperty("unmapped").EnumerateArray().Single().GetString().ShouldBe("src/Money/Money.csproj");
        json.GetProperty("unknownCoverage").GetArrayLength().ShouldBe(0);
        gate.Run("jun", "reach", "--boundaries").Output.ShouldContain("src/Money/Money.csproj  not said, beneath 1 critical component");
        gate.Run("jun", "reach", "src/Money", "--format", "dot").Output.ShouldStartWith("digraph reach {");
        gate.Run("jun", "reach", "src/Money", "--format", "mermaid").Output.ShouldContain("==>");
    }

    [Fact]
    public void The_gate_judges_by_the_joined_graph_and_a_broken_file_raises()
    {
        using var gate = GivenGate.Open(catalog: WithSources);
        gate.Commit("jun", "broken", "web/catalog-info.yaml", "kind: Component\nmetadata: { name: [\n");

        var facts = gate.FactsOf("jun", "broken").GetProperty("reach");

        facts.GetProperty("unknownCoverage").GetString().ShouldNotBeNull().ShouldContain("web/catalog-info.yaml");
        gate.Run("jun", "reach").Output.ShouldContain("Not known whole, which raises what is reached by one step");
    }

    [Fact]
    public void A_link_in_the_place_of_a_source_is_not_followed_and_raises()
    {
        using var gate = GivenGate.Open(catalog: WithSources);
        gate.Commit("jun", "link", "src/checkout/all.yaml", "kind: Component\nmetadata: { name: web }\n");
        File.CreateSymbolicLink(Path.Combine(gate.Clone("jun"), "src", "checkout", "catalog-info.yaml"), "all.yaml");
        gate.Git(gate.Clone("jun"), "add", "-A");
        gate.Git(gate.Clone("jun"), "commit", "-q", "--amend", "--no-edit");

        gate.FactsOf("jun", "link").GetProperty("reach").GetProperty("unknownCoverage").GetString().ShouldNotBeNull().ShouldContain("symbolic link");
    }

    [Fact]
    public void Names_from_a_hostile_file_end_no_label_and_move_no_cursor()
    {
        using var gate = GivenGate.Open(catalog: WithSources);
        gate.Commit("jun", "evil", "web/catalog-info.yaml", "kind: Component\nmetadata: { name: \"a\\\"]; evil [label=\\\"\\e[31m<script>\" }\n");

        foreach (var format in new[] { "tree", "dot", "mermaid", "json" })
        {
            var ran = gate.Run("jun", "reach", "--format", format);
            ran.Code.ShouldBe(0);
            ran.Output.ShouldNotContain("\u001b");
        }

        gate.Run("jun", "reach", "--format", "mermaid").Output.ShouldNotContain("<script>");
        gate.Run("jun", "reach", "--format", "dot").Output.ShouldContain("a\\\"]; evil");
    }

    [Fact]
    public void One_bumped_package_reaches_only_who_uses_it_and_a_teams_kind_counts()
    {
        const string Lock = """
            {"name":"shop","lockfileVersion":3,"packages":{"":{"name":"shop","workspaces":["packages/*"]},
            "packages/a":{"name":"a","dependencies":{"left":"^1"}},"packages/b":{"name":"b","dependencies":{"right":"^1"}},
            "node_modules/left":{"version":"1.0.0"},"node_modules/right":{"version":"1.0.0"}}}
            """;
        const string Catalog = """
            sources: { projects: [npm] }
            components:
              - { name: a, paths: ["packages/a/**"], owner: payments, criticality: low }
              - { name: b, paths: ["packages/b/**"], owner: payments, criticality: critical }

            """;
        using var gate = GivenGate.Open(
            catalog: Catalog,
            started: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["package.json"] = """{"name":"shop","workspaces":["packages/*"]}""",
                ["packages/a/package.json"] = """{"name":"a","dependencies":{"left":"^1"}}""",
                ["packages/b/package.json"] = """{"name":"b","dependencies":{"right":"^1"}}""",
                ["package-lock.json"] = Lock,
                [".countersign/kinds.yml"] = "kinds:\n  - { kind: operation, paths: [package-lock.json] }\n",
            }
        );
        gate.Commit(
            "jun",
            "bump",
            "package-lock.json",
            Lock.Replace("\"node_modules/left\":{\"version\":\"1.0.0\"}", "\"node_modules/left\":{\"version\":\"1.0.1\"}", StringComparison.Ordinal)
        );
        gate.Commit("jun", "format", "package-lock.json", Lock + "\n");

        var facts = gate.FactsOf("jun", "bump");
        var reach = facts.GetProperty("reach");

        reach.GetProperty("components").EnumerateArray().Select(it => it.GetProperty("name").GetString()).ShouldBe(["a"]);
        reach.TryGetProperty("unmapped", out var unmapped).ShouldBe(unmapped.ValueKind == JsonValueKind.Array);
        gate.Run("jun", "coverage", "--json").Output.ShouldNotContain("package-lock.json");
        using var older = GivenGate.Open(
            catalog: Catalog,
            started: new Dictionary<string, string>(StringComparer.Ordinal) { ["package-lock.json"] = "{\"lockfileVersion\":1}" }
        );
        older.Run("jun", "coverage", "--json").Output.ShouldContain("package-lock.json", Case.Sensitive, "it cannot be compared");
        facts.GetProperty("files")[0].GetProperty("kinds").EnumerateArray().Select(it => it.GetString()).ShouldBe(["dependency", "operation"]);
        gate.Run("jun", "reach", "bump").Output.ShouldContain("package-lock.json: 1 package differs (left), used by 1 project.");
        gate.FactsOf("jun", "format")
            .GetProperty("reach")
            .GetProperty("unmapped")
            .GetArrayLength()
            .ShouldBe(1, "a change that moves no package is of no component");
    }

    [Fact]
    public void The_headline_counts_every_component_of_the_tree_and_a_path_is_in_no_component_only_where_none_claims_it()
    {
        using var gate = GivenGate.Open(
            catalog: "sources: { projects: [dotnet] }\ncomponents:\n  - { name: shop, paths: [\"shop/**\"], owner: payments, criticality: low }\n",
            started: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["libs/A/A.csproj"] = "<Project />",
                ["libs/B/B.csproj"] = "<Project />",
                ["libs/readme.txt"] = "x\n",
            }
        );

        var said = gate.Run("jun", "reach", "libs");
        using var json = JsonDocument.Parse(gate.Run("jun", "reach", "libs", "--json").Output);

        said.Output.ShouldStartWith("libs: 3 paths, reaches 2 of unknown criticality\n");
        said.Flat().ShouldContain("In no component (1 path); a policy counts them as medium unless it says otherwise: libs/readme.txt");
        said.Flat().ShouldContain("In components to which neither the catalog nor Backstage gives a criticality (2 paths)");
        json.RootElement.GetProperty("inNoComponent").EnumerateArray().Single().GetString().ShouldBe("libs/readme.txt");
        json.RootElement.GetProperty("unmapped").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void Without_a_catalog_criticality_is_read_from_what_Backstages_files_call_it_and_another_name_in_the_catalog_is_said()
    {
        const string Entity =
            "kind: Component\nmetadata:\n  name: checkout\n  annotations: { example.org/criticality: critical }\nspec: { owner: a }\n";
        using var bare = GivenGate.Unruled(
            history: true,
            files: new Dictionary<string, string>(StringComparer.Ordinal) { ["services/checkout/catalog-info.yaml"] = Entity }
        );
        using var named = GivenGate.Open(
            catalog: "sources: { backstage: {} }\ncomponents:\n  - { name: shop, paths: [\"shop/**\"], owner: payments, criticality: low }\n",
            started: new Dictionary<string, string>(StringComparer.Ordinal) { ["services/checkout/catalog-info.yaml"] = Entity }
        );

        var found = bare.Run("jun", "reach", "services");
        var other = named.Run("jun", "reach", "services");

        found.Output.ShouldContain("reaches 1 critical");
        found.Flat().ShouldContain("Criticality is read from 'example.org/criticality' in Backstage's files.");
        other.Output.ShouldContain("reaches 1 medium");
        other
            .Flat()
            .ShouldContain(
                "Most Backstage files say how critical a component is in 'example.org/criticality'; what is read is 'service.criticality'"
            );
    }

    [Fact]
    public void What_can_be_taken_back_is_what_the_gate_says_of_it()
    {
        using var gate = GivenGate.Open(
            catalog: "components:\n  - { name: shop, paths: [\"shop/**\"], owner: payments, criticality: low, reversible: true }\n",
            started: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [".countersign/kinds.yml"] = "kinds:\n  - { kind: migration, paths: [shop/changes/**] }\n",
                ["shop/main.tf"] = "resource a\nresource b\n",
            }
        );
        gate.Commit("jun", "migrate", "shop/changes/1.txt", "alter\n");
        gate.Commit("jun", "cut", "shop/main.tf", "resource a\n");

        foreach (
            var (branch, answer, rule, path) in new[]
            {
                ("migrate", "forward-only", "a migration has run once it is in", "shop/changes/1.txt"),
                ("cut", "unknown", "infrastructure loses lines, which may have been a database", "shop/main.tf"),
            }
        )
        {
            gate.FactsOf("jun", branch).GetProperty("reach").GetProperty("reversibility").GetString().ShouldBe(answer);
            gate.Run("jun", "reach", branch).Flat().ShouldContain($"Reversibility: {answer}, because {rule}: {path}");
            gate.Run("jun", "reach", $"{branch}~1..{branch}").Flat().ShouldContain($"Reversibility: {answer}, because {rule}: {path}");
            using var json = JsonDocument.Parse(gate.Run("jun", "reach", branch, "--json").Output);
            var reason = json.RootElement.GetProperty("reversibilityReasons").EnumerateArray().Single();
            (reason.GetProperty("path").GetString(), reason.GetProperty("rule").GetString()).ShouldBe((path, rule));
        }
    }

    [Theory]
    [InlineData("no-such-thing")]
    [InlineData("a//b")]
    [InlineData("--format", "svg")]
    [InlineData("--boundaries", "src")]
    [InlineData("HEAD..nowhere")]
    public void What_is_neither_a_change_nor_a_path_is_said_with_what_to_do(params string[] arguments)
    {
        using var gate = GivenGate.Open();

        var ran = gate.Run("jun", ["reach", .. arguments]);

        ran.Code.ShouldBe(2);
        ran.Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void Coverage_lists_components_that_too_few_can_sign_and_folders_that_change_unmapped()
    {
        using var gate = GivenGate.Open(
            catalog: GivenGate.PracticeCatalog + "  - { name: lonely, paths: [\"lonely/**\"], owner: mara, criticality: critical }\n"
        );
        gate.Commit("jun", "tools", "tools/deploy.sh", "true\n");
        gate.Commit("jun", "tools", "tools/deploy.sh", "false\n");

        var ran = gate.Run("jun", "coverage");
        var json = JsonDocument.Parse(gate.Run("jun", "coverage", "--json").Output).RootElement;

        ran.Code.ShouldBe(8);
        ran.Output.ShouldContain("1  lonely (critical, owner mara)");
        ran.Output.ShouldContain("    2  tools/  deploy.sh");
        json.GetProperty("unmapped")[0].GetProperty("folder").GetString().ShouldBe("tools");
        json.GetProperty("changesRead").GetInt32().ShouldBe(3);
        ran.Output.ShouldNotContain("Moss");
    }
}
