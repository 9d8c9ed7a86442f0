// Reads an XML file as plain nodes: an element is a mapping of its name, attributes, text and children.
using System.Xml;
using Countersign.Documents;

namespace Countersign.Adapters.Documents;

/// <summary>
/// {"name", "attributes": {...}, "text", "children": [...]}; no document type, no entity, nothing fetched. Namespaces are left out of
/// names. Never throws.
/// </summary>
public static class XmlNodes
{
    public const int MostBytes = 1 << 20;
    private const int Deepest = 32;

    public static Parsed<Node> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.Length > MostBytes)
        {
            return Bad(file, $"the document has {bytes.Length} bytes, more than the {MostBytes} that are read", 0);
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, settings);
            reader.MoveToContent();
            var root = Element(reader);
            while (reader.Read()) { }

            return new Parsed<Node>.Good(root, []);
        }
        catch (XmlException broken)
        {
            return Bad(file, $"no XML that can be read: {Fields.Cut(broken.Message)}", broken.LineNumber);
        }
    }

    private static Parsed<Node>.Bad Bad(string file, string message, int line) =>
        new([new Problem("xml.syntax", message, "Open it in an editor that checks XML.", line, file)]);

    private static Node.Mapping Element(XmlReader reader)
    {
        var line = (reader as IXmlLineInfo)?.LineNumber ?? 0;
        if (reader.Depth > Deepest)
        {
            throw new XmlException($"nested deeper than {Deepest}");
        }

        var name = reader.LocalName;
        var attributes = new List<Node.Entry>();
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            if (attributes.TrueForAll(entry => entry.Key != reader.LocalName))
            {
                attributes.Add(new Node.Entry(reader.LocalName, Text(reader.Value, line), line));
            }
        }

        var children = new List<Node>();
        var text = "";
        while (!isEmpty && reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                children.Add(Element(reader));
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text += reader.Value;
            }
        }

        return new Node.Mapping(
            [
                new Node.Entry("name", Text(name, line), line),
                new Node.Entry("attributes", new Node.Mapping(attributes, line), line),
                new Node.Entry("text", Text(text, line), line),
                new Node.Entry("children", new Node.Sequence(children, line), line),
            ],
            line
        );
    }

    private static Node.Scalar Text(string text, int line) => new(text, IsText: true, line);
}
