// An XML element inside the nodes that the reader of XML makes.
using Countersign.Documents;

namespace Countersign.Impact.Sources;

internal readonly record struct XmlElement(Node Node)
{
    public int Line => Node.Line;

    public string Name => TextOf("name");

    public string Text => TextOf("text");

    /// <summary>An attribute, by any spelling of its case; null where it is absent.</summary>
    public string? this[string attribute] =>
        ((Node as Node.Mapping)?["attributes"] as Node.Mapping)
            ?.Entries.FirstOrDefault(entry => entry.Key.Equals(attribute, StringComparison.OrdinalIgnoreCase))
            ?.Value
            is Node.Scalar scalar
            ? scalar.Text
            : null;

    public IEnumerable<XmlElement> Children =>
        (Node as Node.Mapping)?["children"] is Node.Sequence list ? list.Items.Select(item => new XmlElement(item)) : [];

    /// <summary>MSBuild tells names of items apart by no case.</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every element of this name beneath, in order, in any spelling of its case.</summary>
    public IEnumerable<XmlElement> All(string name)
    {
        foreach (var child in Children)
        {
            if (child.Is(name))
            {
                yield return child;
            }

            foreach (var inner in child.All(name))
            {
                yield return inner;
            }
        }
    }

    private string TextOf(string key) => (Node as Node.Mapping)?[key] is Node.Scalar scalar ? scalar.Text : "";
}
