// A document as plain nodes, wherever it came from (YAML or JSON): what the core reads instead of text.
namespace Countersign.Documents;

/// <summary>One node of a document; <paramref name="Line"/> is 1-based, 0 where the source has none.</summary>
public abstract record Node(int Line)
{
    /// <summary>A scalar as written; <paramref name="IsText"/> is true for a quoted or string scalar, so that "12" and 12 differ.</summary>
    public sealed record Scalar(string Text, bool IsText, int Line) : Node(Line)
    {
        public bool IsNull => !IsText && Text is "" or "null" or "~";
    }

    public sealed record Sequence(IReadOnlyList<Node> Items, int Line) : Node(Line);

    /// <summary>Entries in the order written; keys are unique, which the reader has checked.</summary>
    public sealed record Mapping(IReadOnlyList<Entry> Entries, int Line) : Node(Line)
    {
        public Node? this[string key]
        {
            get
            {
                foreach (var entry in Entries)
                {
                    if (entry.Key == key)
                    {
                        return entry.Value;
                    }
                }

                return null;
            }
        }
    }

    public sealed record Entry(string Key, Node Value, int Line);

    public string Kind =>
        this switch
        {
            Scalar { IsNull: true } => "nothing",
            Scalar => "a value",
            Sequence => "a list",
            _ => "a mapping",
        };
}
