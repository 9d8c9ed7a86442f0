// Documents for tests, written as JSON with single quotes allowed, and read into plain nodes.
using System.Text.Json;
using Countersign.Documents;

namespace Countersign.Tests.Given;

public static class Written
{
    public static Node Of(string json)
    {
        using var document = JsonDocument.Parse(json.Replace('\'', '"'));
        return Of(document.RootElement, 1);
    }

    private static Node Of(JsonElement element, int line) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => new Node.Mapping(
                [.. element.EnumerateObject().Select(it => new Node.Entry(it.Name, Of(it.Value, line), line))],
                line
            ),
            JsonValueKind.Array => new Node.Sequence([.. element.EnumerateArray().Select((it, i) => Of(it, line + i))], line),
            JsonValueKind.String => new Node.Scalar(element.GetString()!, false, line),
            _ => new Node.Scalar(element.GetRawText(), false, line),
        };
}
