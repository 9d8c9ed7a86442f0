// Claims about yarn.lock of Yarn 2 and later: one bumped package touches only the workspaces that use it, whichever Yarn wrote the file.
using System.Text;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact.Locks;
using Countersign.Tests.Documents;

namespace Countersign.Tests.Impact.Locks;

public sealed class YarnBerryLockTests
{
    /// <summary>As YAML it is the same; Yarn 4 writes `npm:` before every range.</summary>
    private const string Four = """
        {"__metadata":{"version":"8","cacheKey":"10c0"},
        "shop@workspace:.":{"version":"0.0.0-use.local","resolution":"shop@workspace:.","dependencies":{"tool":"npm:^1"},"linkType":"soft"},
        "a@workspace:*, a@workspace:packages/a":{"version":"0.0.0-use.local","resolution":"a@workspace:packages/a","dependencies":{"@x/left":"npm:^1.2.0","b":"workspace:*"}},
        "b@workspace:*, b@workspace:packages/b":{"version":"0.0.0-use.local","resolution":"b@workspace:packages/b","dependencies":{"typed":"npm:^4"}},
        "c@workspace:packages/c":{"version":"0.0.0-use.local","resolution":"c@workspace:packages/c","dependencies":{"deep":"npm:^2"}},
        "@x/left@npm:^1.0.0, @x/left@npm:^1.2.0":{"version":"1.2.0","resolution":"@x/left@npm:1.2.0","dependencies":{"deep":"npm:^1"},"checksum":"10c0/left"},
        "deep@npm:^1":{"version":"1.0.0","resolution":"deep@npm:1.0.0","checksum":"10c0/deep1"},
        "deep@npm:^2":{"version":"2.0.0","resolution":"deep@npm:2.0.0","checksum":"10c0/deep2"},
        "tool@npm:^1":{"version":"1.0.0","resolution":"tool@npm:1.0.0","checksum":"10c0/tool"},
        "typed@npm:^4":{"version":"4.0.0","resolution":"typed@npm:4.0.0","checksum":"10c0/typed"},
        "typed@patch:typed@npm%3A^4#optional!builtin<compat/typed>":{"version":"4.0.0","resolution":"typed@patch:typed@npm%3A4.0.0#x","checksum":"10c0/patched"}}
        """;

    /// <summary>Yarn 2 and 3 leave the protocol out of dependencies.</summary>
    private static readonly string s_three = Four.Replace("\":\"npm:", "\":\"", StringComparison.Ordinal);

    [Theory]
    [InlineData("10c0/deep1", "deep", "web/packages/a/package.json")]
    [InlineData("10c0/deep2", "deep", "web/packages/c/package.json")]
    [InlineData("10c0/left", "@x/left", "web/packages/a/package.json")]
    [InlineData("10c0/tool", "tool", "web/package.json")]
    [InlineData("10c0/typed", "typed", "web/packages/a/package.json web/packages/b/package.json")]
    [InlineData("10c0/patched", "typed", "web/packages/a/package.json web/packages/b/package.json")]
    public void One_bumped_package_touches_only_the_workspaces_that_use_it(string checksum, string package, string users)
    {
        foreach (var text in new[] { Four, s_three })
        {
            var use = Compare(text, text.Replace(checksum, "10c0/another", StringComparison.Ordinal));

            string.Join(" ", use.Packages).ShouldBe(package);
            string.Join(" ", use.Users).ShouldBe(users);
        }
    }

    [Fact]
    public void A_range_that_moves_to_another_version_touches_whoever_asks_for_it()
    {
        var moved = Four.Replace("\"deep@npm:^1\":{", "\"deep@npm:^1, deep@npm:^3\":{", StringComparison.Ordinal);

        Compare(Four, moved).Users.ShouldBeEmpty("nobody asks for the new range, and what the old one leads to is the same");
        Compare(Four, Four.Replace("\"deep\":\"npm:^2\"", "\"deep\":\"npm:^1\"", StringComparison.Ordinal))
            .Users.ShouldBe([RepoPath.Of("web/packages/c/package.json")]);
        Compare(
            Four,
            Four.Replace("\"deep@npm:^2\":{", "\"deep@npm:^9\":{", StringComparison.Ordinal)
                .Replace("\"deep@npm:^1\":{", "\"deep@npm:^1, deep@npm:^2\":{", StringComparison.Ordinal)
        )
            .Users.ShouldContain(RepoPath.Of("web/packages/c/package.json"));
    }

    [Fact]
    public void Where_resolutions_may_lead_a_range_elsewhere_every_version_of_the_name_counts()
    {
        var neighbour = new LockNeighbour(
            "web/package.json",
            JsonDocumentReader.Read("{\"resolutions\":{\"a/deep\":\"2.0.0\"}}"u8.ToArray(), "p").Match((node, _) => node, _ => null!)
        );

        Compare(Four, Four.Replace("10c0/deep1", "10c0/another", StringComparison.Ordinal), neighbour)
            .Users.ShouldBe([RepoPath.Of("web/packages/a/package.json"), RepoPath.Of("web/packages/c/package.json")]);
    }

    [Fact]
    public void Another_version_of_the_form_is_more_than_packages()
    {
        Compare(Four, Four.Replace("\"version\":\"8\"", "\"version\":\"9\"", StringComparison.Ordinal)).Why.ShouldBe("it changes more than packages");
    }

    [Theory]
    [InlineData("{\"__metadata\":{},\"a@npm:1\":1}")]
    [InlineData("{\"__metadata\":{},\"a@npm:1\":{},\"b@npm:1, a@npm:1\":{}}")]
    [InlineData("{\"__metadata\":{},\"a\":{}}")]
    [InlineData("{\"__metadata\":{},\"\":{}}")]
    [InlineData("{\"__metadata\":{},\"a@npm:1,,\":{}}")]
    [InlineData("{\"__metadata\":[]}")]
    [InlineData("[\"__metadata\"]")]
    public void What_is_not_of_that_form_is_not_compared(string text)
    {
        Compare(text, text).Why.ShouldBe("it is not of a form that is understood");
    }

    [Theory]
    [InlineData("x@workspace:../../..", "")]
    [InlineData("x@workspace:packages/../../../etc", "")]
    [InlineData("x@workspace:/etc", "")]
    [InlineData("x@workspace:./packages//a", "web/packages/a/package.json")]
    public void A_workspace_outside_of_the_repository_leaves_the_file_a_path_like_any_other(string resolution, string users)
    {
        string Lock(string checksum) =>
            $"{{\"__metadata\":{{}},\"{resolution}\":{{\"resolution\":\"{resolution}\",\"dependencies\":{{\"d\":\"npm:1\"}}}},\"d@npm:1\":{{\"checksum\":\"{checksum}\"}}}}";

        string.Join(" ", Compare(Lock("1"), Lock("2")).Users).ShouldBe(users);
    }

    [Fact]
    public void Many_who_ask_for_a_name_of_many_ranges_cost_no_square()
    {
        var ranges = string.Join(", ", Enumerable.Range(0, 10_000).Select(at => $"a@npm:{at}"));
        var asking = string.Join(",", Enumerable.Range(0, 10_000).Select(at => $"\"b{at}@npm:1\":{{\"dependencies\":{{\"a\":\"npm:none\"}}}}"));
        var text = $"{{\"__metadata\":{{}},\"{ranges}\":{{\"checksum\":\"1\"}},{asking}}}";
        var before = GC.GetAllocatedBytesForCurrentThread();

        Compare(text, text.Replace("\"checksum\":\"1\"", "\"checksum\":\"2\"", StringComparison.Ordinal)).Packages.ShouldBe(["a"]);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(300 << 20);
    }

    [Fact]
    public void Hostile_lock_files_give_an_answer_and_never_an_exception()
    {
        var answered = 0;
        foreach (var bytes in Hostile.Mutations(Encoding.UTF8.GetBytes(Four), "{}[]\",:@ npm\\"u8.ToArray(), 5_000))
        {
            answered += Compare(Four, Encoding.UTF8.GetString(bytes)) is { Users.Count: >= 0 } ? 1 : 0;
        }

        answered.ShouldBe(Hostile.Count(5_000));
    }

    private static LockUse Compare(string old, string now, params LockNeighbour[] neighbours) =>
        LockFiles.Compare("web/yarn.lock", Side(old, neighbours), Side(now, neighbours), []);

    private static LockSide Side(string text, LockNeighbour[] neighbours) =>
        new(text, JsonDocumentReader.Read(Encoding.UTF8.GetBytes(text), "yarn.lock"), neighbours);
}
