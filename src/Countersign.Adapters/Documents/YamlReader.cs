// Reads a YAML document as plain nodes: the plain part of YAML that everybody reads alike, and a clear problem for the rest.
using Countersign.Documents;
using YamlDotNet.Core;

namespace Countersign.Adapters.Documents;

/// <summary>
/// One document of mappings, lists and scalars. Anchors, aliases, merge keys, tags, directives and keys that are no scalar
/// are refused; a scalar keeps its spelling, and no word is read as a truth value or a number. Never throws.
/// </summary>
public static class YamlReader
{
    public const int MostBytes = 1 << 20;
    public const int Deepest = 32;

    public static Parsed<Node> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var problems = new ProblemList("yaml", file);
        var text = YamlText.Decode(bytes.Span, problems);
        if (text is null || problems.HasErrors)
        {
            return new Parsed<Node>.Bad(problems.Items);
        }

        Node? root = null;
        try
        {
            root = new YamlWalk(new Parser(new StringReader(text)), problems).Document();
        }
        catch (YamlException broken)
        {
            problems.Error(
                "syntax",
                Sentence(broken.Message),
                "See the line and the one above it: indentation, a missing quote, ': ' inside a text.",
                (int)Math.Min(broken.Start.Line, text.AsSpan().Count('\n') + 1)
            );
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            problems.Error("syntax", "the document cannot be read as YAML", "Look for an unfinished quote, bracket or directive.", 0);
        }

        if (root is null && !problems.HasErrors)
        {
            problems.Error("empty", "the document is empty", "Write at least one 'key: value'.", 1);
        }

        return Parsed<Node>.From(() => root!, problems.Items);
    }

    /// <summary>The library's own words, without its place, as they have one of ours.</summary>
    private static string Sentence(string message)
    {
        var words = Fields.Cut(message).TrimEnd('.');
        return words.Length == 0 ? "the document cannot be read as YAML" : char.ToLowerInvariant(words[0]) + words[1..];
    }
}
