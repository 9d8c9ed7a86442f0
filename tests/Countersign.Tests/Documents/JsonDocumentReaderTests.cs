// Claims about reading JSON as plain nodes.
using System.Text;
using Countersign.Documents;

namespace Countersign.Tests.Documents;

public sealed class JsonDocumentReaderTests
{
    [Fact]
    public void A_document_keeps_its_order_lines_and_spelling()
    {
        var root = Good("{\n \"b\": [1.50, \"1.50\"],\n \"a\": null\n}").ShouldBeOfType<Node.Mapping>();

        root.Entries.Select(entry => (entry.Key, entry.Line)).ShouldBe([("b", 2), ("a", 3)]);
        root["b"]
            .ShouldBeOfType<Node.Sequence>()
            .Items.Cast<Node.Scalar>()
            .Select(item => (item.Text, item.IsText))
            .ShouldBe([("1.50", false), ("1.50", true)]);
        root["a"].ShouldBeOfType<Node.Scalar>().IsNull.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "json.duplicate-key")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "json.duplicate-key")]
    [InlineData("{} {}", "json.syntax")]
    [InlineData("{}x", "json.syntax")]
    [InlineData("{} // why", "json.syntax")]
    [InlineData("[1,]", "json.syntax")]
    [InlineData("", "json.syntax")]
    [InlineData("[\"\\ud800\"]", "json.surrogate")]
    [InlineData("{\"\\udc00\":1}", "json.surrogate")]
    [InlineData("\uFEFF{}", "json.encoding")]
    [InlineData("[01]", "json.syntax")]
    [InlineData("[NaN]", "json.syntax")]
    public void What_two_readers_could_understand_differently_is_refused(string text, string code) =>
        Codes(Encoding.UTF8.GetBytes(text)).ShouldContain(code);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused() => Codes([(byte)'"', 0xC0, 0x80, (byte)'"']).ShouldBe(["json.encoding"]);

    [Fact]
    public void A_document_nested_too_deep_is_refused()
    {
        Codes(Encoding.UTF8.GetBytes(new string('[', 33) + new string(']', 33))).ShouldBe(["json.syntax"]);
        Good(new string('[', 32) + new string(']', 32)).ShouldBeOfType<Node.Sequence>();
    }

    [Fact]
    public void A_document_over_the_cap_is_refused() =>
        JsonDocumentReader
            .Read(Encoding.UTF8.GetBytes("[1,2,3]"), "a.json", 6)
            .ShouldBeOfType<Parsed<Node>.Bad>()
            .Problems[0]
            .Code.ShouldBe("json.size");

    [Fact]
    public void A_problem_names_its_line() =>
        JsonDocumentReader.Read("{\n\"a\": 1,\n\"a\": 2}"u8.ToArray(), "a.json").ShouldBeOfType<Parsed<Node>.Bad>().Problems[0].Line.ShouldBe(3);

    [Fact]
    public void Hostile_bytes_give_problems_and_never_an_exception()
    {
        var read = 0;
        foreach (
            var bytes in Hostile.Mutations(
                "{\"a\": [1, -2.5e3, \"x\\u00e9\\ud83d\\ude00\"], \"b\": {\"c\": null, \"d\": true}}"u8.ToArray(),
                "{}[]\",:\\u0eE\n\t "u8.ToArray(),
                60_000
            )
        )
        {
            read += JsonDocumentReader.Read(bytes, "h.json").Match((_, _) => 1, problems => problems.Count > 0 ? 1 : 0);
        }

        read.ShouldBe(Hostile.Count(60_000));
    }

    private static Node Good(string text) =>
        JsonDocumentReader.Read(Encoding.UTF8.GetBytes(text), "a.json").ShouldBeOfType<Parsed<Node>.Good>().Value;

    private static IEnumerable<string> Codes(byte[] bytes) =>
        JsonDocumentReader.Read(bytes, "a.json").ShouldBeOfType<Parsed<Node>.Bad>().Problems.Select(problem => problem.Code).Distinct();
}
