// Walks the parser's events and builds nodes, noting every construct that is refused.
using Countersign.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Countersign.Adapters.Documents;

internal sealed class YamlWalk(IParser parser, ProblemList problems)
{
    private bool _stopped;

    /// <summary>Null where there is no document, or where reading had to stop.</summary>
    public Node? Document()
    {
        parser.MoveNext();
        parser.MoveNext();
        if (parser.Current is not DocumentStart start)
        {
            return null;
        }

        Refuse(start);
        parser.MoveNext();
        var root = Value(1);
        if (_stopped)
        {
            return null;
        }

        parser.MoveNext();
        if (parser.MoveNext() && parser.Current is DocumentStart second)
        {
            problems.Error(
                "documents",
                "the file holds more than one document",
                "Keep one; delete the line '---' and what follows.",
                (int)second.Start.Line
            );
        }

        return root is Node.Scalar { IsNull: true } ? null : root;
    }

    /// <summary>Every document in the order written.</summary>
    public Node.Sequence? Documents()
    {
        var all = new List<Node>();
        parser.MoveNext();
        while (!_stopped && parser.MoveNext() && parser.Current is DocumentStart start)
        {
            Refuse(start);
            parser.MoveNext();
            var root = Value(1);
            if (root is not Node.Scalar { IsNull: true })
            {
                all.Add(root);
            }

            parser.MoveNext();
        }

        return _stopped ? null : new Node.Sequence(all, 1);
    }

    private void Refuse(DocumentStart start)
    {
        if (start.Version is not null || start.Tags?.Any(tag => !IsDefault(tag)) == true)
        {
            problems.Error("directive", "the document has a % directive", "Delete the directive.", (int)start.Start.Line);
        }
    }

    private static bool IsDefault(YamlDotNet.Core.Tokens.TagDirective tag) => tag.Handle is "!" or "!!";

    private Node Value(int depth)
    {
        var here = parser.Current!;
        var line = (int)here.Start.Line;
        if (depth > YamlReader.Deepest)
        {
            problems.Error("depth", $"nested more than {YamlReader.Deepest} deep", "Flatten it.", line);
            _stopped = true;
        }

        if (_stopped)
        {
            return Nothing(line);
        }

        Refuse(here, line);
        return here switch
        {
            MappingStart => Mapping(depth, line),
            SequenceStart => Sequence(depth, line),
            Scalar scalar => new Node.Scalar(Checked(scalar.Value, line), scalar.Style != ScalarStyle.Plain, line),
            _ => Nothing(line),
        };
    }

    private Node.Mapping Mapping(int depth, int line)
    {
        var entries = new List<Node.Entry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!_stopped && parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Value(depth + 1);
            if (_stopped || !parser.MoveNext())
            {
                break;
            }

            var value = Value(depth + 1);
            if (Key(key) is not { } name)
            {
                continue;
            }

            if (seen.Add(name))
            {
                entries.Add(new Node.Entry(name, value, key.Line));
            }
            else
            {
                problems.Error("duplicate-key", $"the key '{Fields.Cut(name)}' stands twice in one mapping", "Keep one of them.", key.Line);
            }
        }

        return new Node.Mapping(entries, line);
    }

    private Node.Sequence Sequence(int depth, int line)
    {
        var items = new List<Node>();
        while (!_stopped && parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            items.Add(Value(depth + 1));
        }

        return new Node.Sequence(items, line);
    }

    private string? Key(Node key)
    {
        switch (key)
        {
            case Node.Scalar { IsText: false, Text: "<<" }:
                problems.Error("merge-key", "the mapping merges another one with '<<'", "Write the fields out.", key.Line);
                return null;
            case Node.Scalar { IsNull: false } scalar:
                return scalar.Text;
            default:
                problems.Error("key", $"a key is {key.Kind}", "A key is a plain word.", key.Line);
                return null;
        }
    }

    private void Refuse(ParsingEvent here, int line)
    {
        if (here is AnchorAlias alias)
        {
            problems.Error(
                "alias",
                $"the value is an alias, *{Fields.Cut(alias.Value.Value)}",
                "Write the value out; a text that begins with * needs quotes.",
                line
            );
        }
        else if (here is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty)
            {
                problems.Error(
                    "anchor",
                    $"the value has an anchor, &{Fields.Cut(node.Anchor.Value)}",
                    "Delete the anchor; a text that begins with & needs quotes.",
                    line
                );
            }

            if (!node.Tag.IsEmpty)
            {
                problems.Error("tag", "the value has a tag", "Delete the tag; a text that begins with ! needs quotes.", line);
            }
        }
    }

    private string Checked(string text, int line)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))))
            {
                problems.Error("character", "a text holds a NUL or half of a surrogate pair", "Delete it.", line);
                return "";
            }

            i += char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return text;
    }

    private static Node.Scalar Nothing(int line) => new("null", IsText: false, line);
}
