// Reads Cobertura XML, as coverlet, coverage.py and many others write it; no document type, no entity, nothing fetched.
using System.Globalization;
using System.Xml;

namespace Countersign.Adapters.Evidence;

internal static class CoberturaReader
{
    private const int Deepest = 32;

    public static LineCoverage Read(ReadOnlyMemory<byte> report)
    {
        // The usual document type names an address: it is passed over, and what it would define stays undefined.
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            MaxCharactersInDocument = LineCoverage.LargestFile,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var stream = new MemoryStream(report.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, settings);
            return Read(reader);
        }
        catch (XmlException fault)
        {
            throw new ReportProblem($"is no XML that can be read (line {fault.LineNumber}): {fault.Message}");
        }
    }

    private static LineCoverage Read(XmlReader reader)
    {
        var coverage = new LineCoverage();
        string? file = null;
        if (reader.MoveToContent() != XmlNodeType.Element || reader.Name != "coverage")
        {
            throw new ReportProblem("is XML, but no Cobertura: its root is not <coverage>");
        }

        while (reader.Read())
        {
            if (reader.Depth > Deepest)
            {
                throw new ReportProblem($"is nested deeper than {Deepest}");
            }

            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.Name)
            {
                case "source" when !reader.IsEmptyElement:
                    reader.Read();
                    if (reader.NodeType == XmlNodeType.Text && reader.Value.Trim() is { Length: > 0 } source)
                    {
                        coverage.Sources.Add(source);
                    }

                    break;
                case "class":
                    file = reader.GetAttribute("filename");
                    break;
                case "line" when file is { Length: > 0 }:
                    coverage.Add(file, (int)Number(reader, "number", int.MaxValue), Number(reader, "hits", long.MaxValue));
                    break;
                default:
                    break;
            }
        }

        return coverage;
    }

    private static long Number(XmlReader reader, string name, long most) =>
        long.TryParse(reader.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new ReportProblem($"has a <line> without a readable {name} (line {((IXmlLineInfo)reader).LineNumber})");
}
