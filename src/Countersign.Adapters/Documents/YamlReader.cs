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

    public static Parsed<Node> Read(ReadOnlyMemory<byte> bytes, string file) => Read(bytes, file, MostBytes);

    public static Parsed<Node> Read(ReadOnlyMemory<byte> bytes, string file, int mostBytes)
    {
        var problems = new ProblemList("yaml", file);
        var root = Walk(bytes, problems, mostBytes, walk => walk.Document());
        if (root is null && !problems.HasErrors)
        {
            problems.Error("empty", "the document is empty", "Write at least one 'key: value'.", 1);
        }

        return Parsed<Node>.From(() => root!, problems.Items);
    }

    /// <summary>A file of any number of documents, one after the other, as a list; an empty one is left out.</summary>
    public static Parsed<Node> ReadAll(ReadOnlyMemory<byte> bytes, string file)
    {
        var problems = new ProblemList("yaml", file);
        var all = Walk(bytes, problems, MostBytes, walk => walk.Documents());
        return Parsed<Node>.From(() => all!, problems.Items);
    }

    private static Node? Walk(ReadOnlyMemory<byte> bytes, ProblemList problems, int mostBytes, Func<YamlWalk, Node?> walk)
    {
        var text = YamlText.Decode(bytes.Span, problems, mostBytes);
        if (text is null || problems.HasErrors)
        {
            return null;
        }

        try
        {
            return walk(new YamlWalk(new Parser(new StringReader(text)), problems));
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

        return null;
    }

    /// <summary>The library's own words, without its place, as they have one of ours.</summary>
    private static string Sentence(string message)
    {
        var words = Fields.Cut(message).TrimEnd('.');
        return words.Length == 0 ? "the document cannot be read as YAML" : char.ToLowerInvariant(words[0]) + words[1..];
    }
}
