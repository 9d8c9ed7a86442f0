// Claims about reading YAML as plain nodes.
using System.Diagnostics;
using System.Text;
using Countersign.Adapters.Documents;
using Countersign.Documents;

namespace Countersign.Adapters.Tests.Documents;

public sealed class YamlReaderTests
{
    [Fact]
    public void A_document_keeps_its_order_lines_and_spelling()
    {
        var root = Good("# first\nversion: 1\nlist:\n  - 'yes'\n  - yes\n  - {a: 010}\nempty:\ntext: |\n  two\n  lines\n")
            .ShouldBeOfType<Node.Mapping>();

        root.Entries.Select(entry => (entry.Key, entry.Line)).ShouldBe([("version", 2), ("list", 3), ("empty", 7), ("text", 8)]);
        var list = root["list"].ShouldBeOfType<Node.Sequence>().Items;
        list[0].ShouldBe(new Node.Scalar("yes", IsText: true, 4));
        list[1].ShouldBe(new Node.Scalar("yes", IsText: false, 5));
        list[2].ShouldBeOfType<Node.Mapping>()["a"].ShouldBe(new Node.Scalar("010", IsText: false, 6));
        root["empty"].ShouldBeOfType<Node.Scalar>().IsNull.ShouldBeTrue();
        root["text"].ShouldBeOfType<Node.Scalar>().Text.ShouldBe("two\nlines\n");
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", "yaml.duplicate-key", 3)]
    [InlineData("a: 1\n'a': 3", "yaml.duplicate-key", 2)]
    [InlineData("a: {b: 1, b: 2}", "yaml.duplicate-key", 1)]
    [InlineData("a: &x 1\nb: 2", "yaml.anchor", 1)]
    [InlineData("a: 1\nb: *x", "yaml.alias", 2)]
    [InlineData("a: 1\n<<: {b: 1}", "yaml.merge-key", 2)]
    [InlineData("a: !!str 1", "yaml.tag", 1)]
    [InlineData("a: !secret 1", "yaml.tag", 1)]
    [InlineData("a: 1\n---\nb: 2", "yaml.documents", 2)]
    [InlineData("%YAML 1.1\n---\na: 1", "yaml.directive", 1)]
    [InlineData("%TAG !e! tag:example.org,2000:\n---\na: 1", "yaml.directive", 1)]
    [InlineData("a:\n\tb: 1", "yaml.tab", 2)]
    [InlineData("? [a, b]\n: 1", "yaml.key", 1)]
    [InlineData(": 1", "yaml.key", 1)]
    [InlineData("", "yaml.empty", 1)]
    [InlineData("# only a comment\n", "yaml.empty", 1)]
    [InlineData("a: 1\nb: [1, 2", "yaml.syntax", 2)]
    [InlineData("a: b: c", "yaml.syntax", 1)]
    [InlineData("a: \"x", "yaml.syntax", 1)]
    [InlineData("a: 1\n# nothing\u2028evil: 2", "yaml.character", 2)]
    [InlineData("a: 1\rb: 2", "yaml.character", 1)]
    [InlineData("a: \u202Ex", "yaml.character", 1)]
    [InlineData("a: \u0007", "yaml.character", 1)]
    [InlineData("a: \"\\0\"", "yaml.character", 1)]
    public void What_is_not_plain_is_a_problem_with_line_code_and_remedy(string text, string code, int line)
    {
        var problem = Bad(text).FirstOrDefault(problem => problem.Code == code).ShouldNotBeNull($"{string.Join(" / ", Bad(text))}");

        problem.Line.ShouldBe(line);
        problem.Remedy.ShouldNotBeEmpty();
        problem.File.ShouldBe("a.yml");
    }

    [Fact]
    public void All_problems_are_said_at_once() =>
        Bad("a: 1\na: 2\nb: &x 3\nc: *x\n").Select(problem => problem.Code).ShouldBe(["yaml.duplicate-key", "yaml.anchor", "yaml.alias"]);

    [Fact]
    public void Line_endings_of_Windows_and_a_leading_mark_change_nothing() =>
        Good("\uFEFFa: 1\r\nb:\r\n  - x\r\n").ShouldBeOfType<Node.Mapping>()["b"].ShouldBeOfType<Node.Sequence>().Line.ShouldBe(3);

    [Fact]
    public void A_document_nested_too_deep_is_refused()
    {
        Bad("a: " + new string('[', 33) + new string(']', 33))[0].Code.ShouldBe("yaml.depth");
        Good(new string('[', 32) + new string(']', 32)).ShouldBeOfType<Node.Sequence>();
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{")]
    [InlineData("a: {")]
    [InlineData("- - -\n")]
    [InlineData("\"")]
    [InlineData("'x'")]
    [InlineData("|\n")]
    [InlineData("!x ")]
    [InlineData("&x ")]
    [InlineData("--- ")]
    [InlineData("a: 1\n")]
    [InlineData("#")]
    [InlineData("? a\n")]
    [InlineData("x ")]
    [InlineData("\n")]
    public void A_megabyte_of_anything_is_answered_in_seconds(string piece)
    {
        var clock = Stopwatch.StartNew();
        YamlReader.Read(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, YamlReader.MostBytes / Encoding.UTF8.GetByteCount(piece)))),
            "a.yml"
        );
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_file_over_a_mebibyte_is_refused() => Bad(new string('#', YamlReader.MostBytes + 1))[0].Code.ShouldBe("yaml.size");

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        YamlReader
            .Read(new byte[] { (byte)'a', (byte)':', 0xFF }, "a.yml")
            .ShouldBeOfType<Parsed<Node>.Bad>()
            .Problems[0]
            .Code.ShouldBe("yaml.encoding");

    [Fact]
    public void Hostile_bytes_give_problems_and_never_an_exception()
    {
        var read = 0;
        var good =
            "version: 1\nrules:\n  - name: 'a'\n    when: { b: [c, \"d\\n\"], e: {f: 1} }\n    text: >-\n      folded\n  - ? k\n    : v\n"u8.ToArray();
        foreach (var bytes in Hostile.Mutations(good, "{}[]:,-?&*!|>'\"%@`#\n\t \\<"u8.ToArray(), 40_000))
        {
            read += YamlReader.Read(bytes, "h.yml").Match((_, _) => 1, problems => problems.All(problem => problem.Remedy.Length > 0) ? 1 : 0);
        }

        read.ShouldBe(Hostile.Count(40_000));
    }

    private static Node Good(string text)
    {
        var parsed = YamlReader.Read(Encoding.UTF8.GetBytes(text), "a.yml");
        return parsed.ShouldBeOfType<Parsed<Node>.Good>(parsed.Match((_, _) => "", problems => string.Join("\n", problems))).Value;
    }

    private static IReadOnlyList<Problem> Bad(string text) =>
        YamlReader.Read(Encoding.UTF8.GetBytes(text), "a.yml").ShouldBeOfType<Parsed<Node>.Bad>(text).Problems;
}
