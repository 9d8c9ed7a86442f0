// The JSON Schema for editors, put together from the forms that stand beside each parser, so that the two cannot part.
using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Countersign.Policies.Predicates;
using Countersign.Policies.Requirements;

namespace Countersign.Policies;

public static class PolicySchema
{
    private const string Root = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "https://countersign.dev/schemas/policy/v1",
          "title": "Countersign policy",
          "type": "object",
          "additionalProperties": false,
          "required": ["version", "owner", "review-by", "otherwise", "rules"],
          "properties": {
            "version": { "const": 1 },
            "owner": { "type": "string" },
            "review-by": { "$ref": "#/$defs/date" },
            "levels": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string" } },
            "may-override": { "$ref": "#/$defs/names" },
            "otherwise": { "$ref": "#/$defs/demands" },
            "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } }
          }
        }
        """;

    public static string Write()
    {
        var root = JsonNode.Parse(Root)!.AsObject();
        var defs = JsonNode.Parse(PolicySchemaForms.Shared)!.AsObject();
        defs["when"] = Forms(PredicateKinds.All.Select(kind => (kind.Name, kind.Says, kind.Schema)));
        defs["require"] = Forms(RequirementKinds.All.Select(kind => (kind.Name, kind.Says, kind.Schema)));
        root["$defs"] = defs;
        var bytes = new ArrayBufferWriter<byte>();
        using (
            var json = new Utf8JsonWriter(
                bytes,
                new JsonWriterOptions
                {
                    Indented = true,
                    NewLine = "\n",
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        )
        {
            root.WriteTo(json);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static JsonObject Forms(IEnumerable<(string Name, string Says, string Schema)> kinds)
    {
        var properties = new JsonObject();
        foreach (var (name, says, schema) in kinds)
        {
            var form = JsonNode.Parse(schema)!.AsObject();
            form["description"] = says;
            properties[name] = form;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
            ["properties"] = properties,
        };
    }
}
