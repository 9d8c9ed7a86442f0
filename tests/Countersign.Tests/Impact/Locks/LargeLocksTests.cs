// Claims about the cost of lock files and project files: work grows with their size, whatever their shape.
using System.Diagnostics;
using System.Text;
using Countersign.Documents;
using Countersign.Impact.Locks;
using Countersign.Impact.Sources;
using Countersign.Tests.Impact.Sources;

namespace Countersign.Tests.Impact.Locks;

public sealed class LargeLocksTests
{
    /// <summary>Generous, since machines are busy; what these guard against took minutes or all memory.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_yarn_block_of_many_ranges_and_dependencies_costs_what_it_weighs()
    {
        var ranges = string.Join(", ", Enumerable.Range(0, 20_000).Select(at => $"a@{at}"));
        var uses = string.Join("\n", Enumerable.Range(0, 6_000).Select(at => $"    a \"{at}\""));
        var text = $"# yarn lockfile v1\n{ranges}:\n  version \"1\"\n  dependencies:\n{uses}\n";
        var before = GC.GetAllocatedBytesForCurrentThread();

        var use = Compare("yarn.lock", text, text.Replace("version \"1\"", "version \"2\"", StringComparison.Ordinal), Json("{}"));

        use.Packages.ShouldBe(["a"]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200 << 20);
    }

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(60, true)]
    public void A_deep_npm_folder_with_many_dependencies_is_not_climbed_for_each(int folders, bool isRead)
    {
        var deep = string.Join("/", Enumerable.Repeat("a", folders));
        var asks = string.Join(",", Enumerable.Range(0, 20_000).Select(at => $"\"p{at}\":\"1\""));
        var text =
            $"{{\"lockfileVersion\":3,\"packages\":{{\"{deep}\":{{\"dependencies\":{{{asks}}}}},\"node_modules/p7\":{{\"version\":\"1.0.0\"}}}}}}";
        var clock = Stopwatch.StartNew();

        var use = Compare(
            "package-lock.json",
            text,
            text.Replace("1.0.0", "2.0.0", StringComparison.Ordinal),
            Json(text),
            Json(text.Replace("1.0.0", "2.0.0", StringComparison.Ordinal))
        );

        use.Users.Select(user => user.Text).ShouldBe(isRead ? [$"{deep}/package.json"] : []);
        (use.Why is null).ShouldBe(isRead);
        clock.Elapsed.ShouldBeLessThan(Enough);
    }

    [Theory]
    [InlineData("Nowhere.csproj")]
    [InlineData("0/0.csproj")]
    public void A_shared_file_is_walked_once_however_many_projects_lie_beneath(string reference)
    {
        var projects = Enumerable.Range(0, 3_000).Select(at => SourceFiles.Project($"{at}/{at}.csproj")).ToList();
        var shared = SourceFiles.Project("Directory.Build.props", [.. Enumerable.Repeat(reference, 20_000)]);
        var clock = Stopwatch.StartNew();

        var graph = DotNetSource.Read([shared, .. projects]);

        graph.Unknown.ShouldNotBeNull();
        clock.Elapsed.ShouldBeLessThan(Enough);
    }

    [Fact]
    public void Shared_packages_are_read_once_however_many_projects_lie_beneath()
    {
        var versions = Node($"{{'name':'Project','children':[{{'name':'ItemGroup','children':[{Items("PackageVersion")}]}}]}}");
        var shared = new LockNeighbour("Directory.Build.props", Node($"{{'name':'Project','children':[{Items("PackageReference")}]}}"));
        var projects = Enumerable.Range(0, 3_000).Select(at => new LockNeighbour($"{at}/{at}.csproj", Node("{'name':'Project','children':[]}")));
        IReadOnlyList<LockNeighbour> all = [shared, .. projects];
        var clock = Stopwatch.StartNew();

        var use = LockFiles.Compare(
            "Directory.Packages.props",
            new LockSide("", new Parsed<Node>.Good(versions, []), all),
            new LockSide("", new Parsed<Node>.Good(versions, []), all),
            []
        );

        use.Users.Count.ShouldBe(0, "no version differs");
        clock.Elapsed.ShouldBeLessThan(Enough);

        static string Items(string name) =>
            string.Join(",", Enumerable.Range(0, 10_000).Select(at => $"{{'name':'{name}','attributes':{{'Include':'P{at}'}},'children':[]}}"));
    }

    private static LockUse Compare(string path, string old, string now, Parsed<Node> before, Parsed<Node>? after = null) =>
        LockFiles.Compare(path, new LockSide(old, before, []), new LockSide(now, after ?? before, []), []);

    private static Node Node(string json) => Json(json.Replace('\'', '"')).Match((node, _) => node, _ => throw new InvalidOperationException(json));

    private static Parsed<Node> Json(string json) => JsonDocumentReader.Read(Encoding.UTF8.GetBytes(json), "a", 16 << 20);
}
