// CODEOWNERS answered by an independent package for the same tree; where the documentation says otherwise, it wins.
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Countersign.Documents;
using Countersign.People;
using Countersign.Tests.Documents;
using Countersign.Tests.House;

namespace Countersign.Tests.People;

public sealed class CodeOwnersOracleTests(ITestOutputHelper output)
{
    private const int Tree = 100_000;

    /// <summary>The package takes milliseconds a path, so that an ordinary run asks it about some of them, spread over the whole tree.</summary>
    private const int Ordinary = 2_500;

    [Fact]
    public void An_independent_package_gives_the_same_owners_for_a_large_tree()
    {
        var (text, paths) = (CodeOwnersTree.CodeOwners(), CodeOwnersTree.Paths(Tree));
        var owners = Read(text);
        var watch = Stopwatch.StartNew();
        var ours = paths.Select(path => Say(owners.RuleFor(path))).ToList();
        var seconds = watch.Elapsed.TotalSeconds;
        var step = Math.Max(1, Tree / Math.Min(Tree, Hostile.Count(Ordinary) * (Hostile.Count(1) > 1 ? 4 : 1)));
        var asked = Enumerable.Range(0, Tree / step).Select(at => at * step).ToList();

        var (theirs, theirSeconds) = Answers(text, [.. asked.Select(at => paths[at])]);

        asked
            .Zip(theirs)
            .Where(pair => ours[pair.First] != pair.Second)
            .Select(pair => $"{paths[pair.First]}: {ours[pair.First]}, there {pair.Second}")
            .Take(20)
            .ShouldBeEmpty();
        asked.Select(at => ours[at]).Distinct().Count().ShouldBeGreaterThan(60);
        var (each, theirEach) = (seconds / Tree * 1e6, theirSeconds / asked.Count * 1e6);
        output.WriteLine(
            FormattableString.Invariant(
                $"{owners.Rules.Count} lines; compared {asked.Count} of {Tree} paths, 0 differences; here {each:0.0} us a path (all {Tree} in {seconds:0.00} s), codeowners-utils {theirEach:0.0} us a path: {theirEach / each:0} times"
            )
        );
    }

    /// <summary>pattern, path, whether it is owned by the documentation and here, and whether by the package.</summary>
    [Theory]
    [InlineData("/docs/*", "docs/build-app/troubleshooting.md", false, true)]
    [InlineData("/*", "a/b", false, true)]
    [InlineData("README.md", "readme.md", false, true)]
    [InlineData("[ab].c", "a.c", false, true)]
    [InlineData("!a", "b", false, false)]
    [InlineData("/with\\ blank", "with blank", true, false)]
    public void Where_the_documentation_says_otherwise_it_wins(string pattern, string path, bool here, bool there)
    {
        var text = $"{pattern} @someone\n";

        (Read(text).RuleFor(path) is { Owners.Count: > 0 }).ShouldBe(here);
        (Answers(text, [path]).Owners[0] == "@someone").ShouldBe(there);
    }

    private static CodeOwners Read(string text) =>
        CodeOwners.Read(Encoding.UTF8.GetBytes(text), "CODEOWNERS").ShouldBeOfType<Parsed<CodeOwners>.Good>().Value;

    private static string Say(CodeOwnersRule? rule) => rule is null ? "unmatched" : string.Join(' ', rule.Owners);

    private static (IReadOnlyList<string> Owners, double Seconds) Answers(string codeowners, IReadOnlyList<string> paths)
    {
        var modules = SourceTree.At("out/npm/node_modules");
        if (!Directory.Exists(Path.Combine(modules, "codeowners-utils")))
        {
            Assert.Skip("npm codeowners-utils is not installed: scripts/test-packages");
        }

        var start = new ProcessStartInfo("node", [SourceTree.At("tests/oracles/codeowners/answer.js")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["NODE_PATH"] = modules;
        using var node = Process.Start(start)!;
        node.StandardInput.Write(JsonSerializer.Serialize(new { codeowners, paths }));
        node.StandardInput.Close();
        using var answer = JsonDocument.Parse(node.StandardOutput.ReadToEnd());
        node.WaitForExit();
        return (
            [.. answer.RootElement.GetProperty("owners").EnumerateArray().Select(owner => owner.GetString()!)],
            answer.RootElement.GetProperty("seconds").GetDouble()
        );
    }
}
