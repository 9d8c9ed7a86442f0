// What is declared, recorded and hinted of AI assistance, as JSON beside a verdict.
using System.Text.Json;
using Countersign.Inputs;
using Countersign.Provenance;

namespace Countersign.Gating;

internal static class AssistanceJson
{
    /// <summary>The member `assistance` of the object that is open. Source: specs/verdict.md.</summary>
    public static void Write(Utf8JsonWriter json, ProvenanceFacts facts)
    {
        json.WriteStartObject("assistance");
        json.WriteString("class", Word(facts.Class));
        json.WriteString("basis", facts.Basis);
        var counts = facts.Findings.ToLookup(finding => finding.Certainty >= ProvenanceGrade.LeastCertainty);
        Findings(json, "findings", counts[true]);
        Findings(json, "hints", counts[false]);
        json.WriteStartArray("lines");
        foreach (var share in facts.Lines)
        {
            json.WriteStartObject();
            json.WriteString("class", Word(share.Class));
            json.WriteString("basis", JsonNamingPolicy.KebabCaseLower.ConvertName(share.Basis.ToString()));
            json.WriteNumber("lines", share.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Texts(json, "contradictions", facts.Contradictions);
        Texts(json, "silence", facts.Silence);
        Texts(json, "not-read", facts.Unreadable);
        json.WriteEndObject();
    }

    private static void Findings(Utf8JsonWriter json, string name, IEnumerable<AssistanceFinding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("tool", finding.Tool);
            if (finding.Model is { } model)
            {
                json.WriteString("model", model);
            }

            json.WriteString("class", Word(finding.Class));
            json.WriteNumber("certainty", finding.Certainty);
            json.WriteString("raw", finding.Raw);
            json.WriteString("source", finding.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Word(AssistanceClass value) => value.ToString().ToLowerInvariant();
}
