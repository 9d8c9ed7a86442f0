// Claims about lock files that are not compared: they count for everybody who could use them, so that nobody gains by making one so.
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Impact.Locks;
using static Countersign.Tests.Impact.Locks.LockTexts;

namespace Countersign.Tests.Impact.Locks;

public sealed class NotComparedLocksTests
{
    private const string Lock = """
        {"lockfileVersion":3,"requires":true,"packages":{"":{"workspaces":["packages/*"]},
        "packages/pay":{"dependencies":{"stripe":"^1"}},"packages/site":{"dependencies":{"marked":"^1"}},
        "node_modules/stripe":{"version":"1.0.0"},"node_modules/marked":{"version":"1.0.0"}}}
        """;

    private static readonly Catalog Shop = CatalogText.Good(
        """
        {"components":[{"name":"pay","paths":["packages/pay/**"],"owner":"a","criticality":"critical"},
        {"name":"site","paths":["packages/site/**"],"owner":"a","criticality":"low"},
        {"name":"tooling","paths":["/package.json","/package-lock.json"],"owner":"a","criticality":"low"}]}
        """
    );

    private static readonly (string, string)[] Packages = [("packages/pay/package.json", "{}"), ("packages/site/package.json", "{}")];

    [Theory]
    [InlineData("\"1.0.0\"},\"node_modules/m", "\"9.9.9\"},\"node_modules/m", "pay tooling", null)]
    [InlineData("\"requires\":true", "\"requires\":true,\"x\":1", "pay site tooling", "it changes more than packages")]
    [InlineData("\"lockfileVersion\":3", "\"lockfileVersion\":1", "pay site tooling", "it is not of a form that is understood")]
    [InlineData("\"packages/pay\":", "\"../pay\":", "pay site tooling", "a project outside of the repository uses what differs")]
    public void A_lock_file_that_is_made_unreadable_hides_no_project_that_could_use_it(string from, string to, string reached, string? why)
    {
        Lock.ShouldContain(from);
        var use = Compare("package-lock.json", Lock, Lock.Replace(from, to, StringComparison.Ordinal), Packages);

        use.Why.ShouldBe(why);
        Reached(use).ShouldBe(reached);
    }

    [Fact]
    public void More_lock_files_than_are_compared_stand_for_every_project_beneath_any_of_them()
    {
        var junk = Enumerable.Range(0, 50).Select(at => $"junk/{at}/package-lock.json");
        RepoPath[] projects = [.. Packages.Select(one => RepoPath.Of(one.Item1)), RepoPath.Of("src/A.csproj")];

        var uses = LockFiles.NotCompared([.. junk, "package-lock.json"], "too many", projects);
        var graph = ComponentGraph.Of(Shop, Shop, locks: uses);

        uses.Count.ShouldBe(51);
        uses.ShouldAllBe(use => ReferenceEquals(use.Users, uses[0].Users) && use.Users.Count == 2);
        Reached(uses[^1]).ShouldBe("pay site tooling");
        graph.Unknown.ShouldBeEmpty();
        LockFiles.NotCompared(["lib/packages.lock.json", "src/packages.lock.json"], "", projects)[0].Users.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_lock_file_that_is_not_compared_and_that_no_project_lies_beneath_leaves_coverage_unknown()
    {
        var graph = ComponentGraph.Of(Shop, Shop, locks: [Compare("tools/package-lock.json", Lock, "[]")]);

        graph
            .Unknown.ShouldHaveSingleItem()
            .ShouldBe(
                "tools/package-lock.json is not compared by package (it is not of a form that is understood), and no project is known beneath it"
            );
        ComponentGraph.Of(Shop, Shop, locks: [Compare("package-lock.json", Lock, Lock + "\n", Packages)]).Unknown.ShouldBeEmpty("nothing differs");
    }

    [Fact]
    public void A_package_that_differs_and_that_nobody_is_known_to_use_may_be_of_everybody()
    {
        var old = Lock.Replace(
            "\"node_modules/stripe\"",
            "\"node_modules/ghost\":{\"version\":\"1\"},\"node_modules/stripe\"",
            StringComparison.Ordinal
        );

        var use = Compare("package-lock.json", old, old.Replace("\"version\":\"1\"", "\"version\":\"2\"", StringComparison.Ordinal), Packages);

        (use.Why, string.Join(" ", use.Packages)).ShouldBe(("no project is known to use what differs", "ghost"));
        Reached(use).ShouldBe("pay site tooling");
    }

    [Fact]
    public void A_version_in_a_pnpm_catalog_is_of_the_importers_that_ask_for_it_there()
    {
        const string Pnpm = """
            {"lockfileVersion":"9.0","catalogs":{"default":{"marked":{"version":"1.0.0"}},"old":{"marked":{"version":"0.1.0"}}},"importers":{
            "packages/pay":{"dependencies":{"marked":{"specifier":"catalog:","version":"1.0.0"}}},
            "packages/site":{"dependencies":{"marked":{"specifier":"catalog:old","version":"0.1.0"}}}},
            "packages":{"marked@1.0.0":{},"marked@0.1.0":{}},"snapshots":{"marked@1.0.0":{},"marked@0.1.0":{}}}
            """;

        var use = Compare("pnpm-lock.yaml", Pnpm, Pnpm.Replace("1.0.0", "1.1.0", StringComparison.Ordinal), Packages);
        var catalog = Compare(
            "pnpm-lock.yaml",
            Pnpm,
            Pnpm.Replace("\"old\":{\"marked\":{\"version\":\"0.1.0\"", "\"old\":{\"marked\":{\"version\":\"0.2.0\"", StringComparison.Ordinal),
            Packages
        );

        (use.Why, Users(use)).ShouldBe((null, "packages/pay/package.json"));
        (catalog.Why, Users(catalog)).ShouldBe((null, "packages/site/package.json"));
        Compare("pnpm-lock.yaml", Pnpm, Pnpm.Replace("\"old\":{\"marked\":", "\"old\":[],\"x\":{\"marked\":", StringComparison.Ordinal), Packages)
            .Users.Count.ShouldBe(2);
    }

    private static string Reached(LockUse use) =>
        string.Join(
            " ",
            BlastRadius.Compute(ComponentGraph.Of(Shop, Shop, locks: [use]), [RepoPath.Of(use.File)]).Components.Select(one => one.Name).Order()
        );
}
