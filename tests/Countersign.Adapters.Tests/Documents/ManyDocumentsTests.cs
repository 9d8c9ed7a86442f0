// Claims about files of several YAML documents and about XML as nodes: read whole or refused with a reason.
using System.Text;
using Countersign.Adapters.Documents;
using Countersign.Documents;

namespace Countersign.Adapters.Tests.Documents;

public sealed class ManyDocumentsTests
{
    [Theory]
    [InlineData("a: 1\n---\nb: 2\n", 2)]
    [InlineData("---\na: 1\n---\n---\nb: 2\n...\n", 2)]
    [InlineData("", 0)]
    [InlineData("# nothing\n", 0)]
    [InlineData("a: 1\n", 1)]
    public void Every_document_that_is_not_empty_is_read(string text, int count) =>
        Yaml(text).ShouldBeOfType<Parsed<Node>.Good>().Value.ShouldBeOfType<Node.Sequence>().Items.Count.ShouldBe(count);

    [Theory]
    [InlineData("a: 1\n---\nb: *x\n")]
    [InlineData("a: 1\n---\nb: &x 1\n")]
    [InlineData("a: 1\n---\n%YAML 1.1\n---\nb: [\n")]
    [InlineData("a: 1\n--- !!python/object:os.system\nb: 1\n")]
    [InlineData("a: \"\u202E\"\n---\nb: 1\n")]
    public void One_bad_document_spoils_the_file_with_a_reason(string text) =>
        Yaml(text).ShouldBeOfType<Parsed<Node>.Bad>().Problems.ShouldNotBeEmpty();

    [Fact]
    public void An_element_becomes_its_name_attributes_text_and_children()
    {
        var root = Xml("<p xmlns=\"urn:x\"><Ref Include=\"a\"/><T> b </T></p>").ShouldBeOfType<Parsed<Node>.Good>().Value;

        var children = root.ShouldBeOfType<Node.Mapping>()["children"].ShouldBeOfType<Node.Sequence>().Items;
        ((Node.Mapping)((Node.Mapping)children[0])["attributes"]!)["Include"].ShouldBeOfType<Node.Scalar>().Text.ShouldBe("a");
        ((Node.Mapping)children[1])["text"].ShouldBeOfType<Node.Scalar>().Text.ShouldBe(" b ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a>")]
    [InlineData("<a></b>")]
    [InlineData("no xml")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")]
    [InlineData("<a/><b/>")]
    public void What_is_no_plain_XML_is_refused(string text) => Xml(text).ShouldBeOfType<Parsed<Node>.Bad>().Problems.ShouldNotBeEmpty();

    [Fact]
    public void Deep_and_large_XML_is_refused()
    {
        Xml(string.Concat(Enumerable.Repeat("<a>", 5_000))).ShouldBeOfType<Parsed<Node>.Bad>();
        Xml($"<a>{new string('x', XmlNodes.MostBytes)}</a>").ShouldBeOfType<Parsed<Node>.Bad>();
    }

    private static Parsed<Node> Yaml(string text) => YamlReader.ReadAll(Encoding.UTF8.GetBytes(text), "many.yaml");

    private static Parsed<Node> Xml(string text) => XmlNodes.Read(Encoding.UTF8.GetBytes(text), "a.csproj");
}
