// Reads a JSON document as plain nodes, and refuses everything that two readers could understand differently.
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Countersign.Documents;

/// <summary>
/// RFC 8259 and no more: UTF-8 without mark, one value, no comments, no trailing commas, no key twice, no lone surrogate.
/// </summary>
public static class JsonDocumentReader
{
    public const int MostBytes = 1 << 20;
    public const int Deepest = 32;

    public static Parsed<Node> Read(ReadOnlyMemory<byte> bytes, string file) => Read(bytes, file, MostBytes);

    public static Parsed<Node> Read(ReadOnlyMemory<byte> bytes, string file, int mostBytes)
    {
        if (bytes.Length > mostBytes)
        {
            return Bad(file, 0, "size", $"the document has {bytes.Length} bytes", $"At most {mostBytes} are read.");
        }

        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            return Bad(file, 1, "encoding", "the document begins with a byte order mark", "Save it as UTF-8 without a mark.");
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            return Bad(file, 0, "encoding", "the document is not UTF-8", "Save it as UTF-8.");
        }

        var walk = new Walk(bytes, file);
        try
        {
            var node = walk.Document();
            return Parsed<Node>.From(() => node, walk.Problems.Items);
        }
        catch (JsonException broken)
        {
            return Bad(file, (int)(broken.LineNumber ?? 0) + 1, "syntax", "not a JSON document that can be read", Tidy(broken.Message));
        }
    }

    private static string Tidy(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Fields.Cut(end < 0 ? message : message[..end]);
    }

    private static Parsed<Node>.Bad Bad(string file, int line, string code, string message, string remedy) =>
        new([new Problem($"json.{code}", message, remedy, line, file)]);

    private sealed class Walk(ReadOnlyMemory<byte> bytes, string file)
    {
        private long _counted;
        private int _line = 1;

        public ProblemList Problems { get; } = new("json", file);

        public Node Document()
        {
            var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = Deepest });
            if (!reader.Read())
            {
                throw new JsonException("the document is empty");
            }

            var node = Value(ref reader);
            while (reader.Read()) { }

            return node;
        }

        private Node Value(ref Utf8JsonReader reader)
        {
            var line = Line(reader.TokenStartIndex);
            return reader.TokenType switch
            {
                JsonTokenType.StartObject => Mapping(ref reader, line),
                JsonTokenType.StartArray => Sequence(ref reader, line),
                JsonTokenType.String => new Node.Scalar(Text(ref reader, line), IsText: true, line),
                _ => new Node.Scalar(Encoding.UTF8.GetString(reader.ValueSpan), IsText: false, line),
            };
        }

        private Node.Mapping Mapping(ref Utf8JsonReader reader, int line)
        {
            var entries = new List<Node.Entry>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var keyLine = Line(reader.TokenStartIndex);
                var key = Text(ref reader, keyLine);
                reader.Read();
                var value = Value(ref reader);
                if (seen.Add(key))
                {
                    entries.Add(new Node.Entry(key, value, keyLine));
                }
                else
                {
                    Problems.Error("duplicate-key", $"the key '{Fields.Cut(key)}' stands twice in one object", "Keep one of them.", keyLine);
                }
            }

            return new Node.Mapping(entries, line);
        }

        private Node.Sequence Sequence(ref Utf8JsonReader reader, int line)
        {
            var items = new List<Node>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Value(ref reader));
            }

            return new Node.Sequence(items, line);
        }

        private string Text(ref Utf8JsonReader reader, int line)
        {
            try
            {
                return reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                Problems.Error("surrogate", "a text holds half of a surrogate pair", "Write the whole character.", line);
                return "";
            }
        }

        private int Line(long position)
        {
            _line += bytes.Span[(int)_counted..(int)position].Count((byte)'\n');
            _counted = position;
            return _line;
        }
    }
}
