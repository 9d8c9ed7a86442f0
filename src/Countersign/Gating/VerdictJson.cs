// A verdict as JSON, with the same bytes for the same verdict; their SHA-256 is the verdict digest. Source: specs/verdict.md.
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Signatures;

namespace Countersign.Gating;

public static class VerdictJson
{
    private static readonly JsonWriterOptions Form = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Digest DigestOf(Verdict verdict, Facts facts, Policy policy) => Digest.Of(Write(verdict, facts, policy));

    /// <summary>What the digest is of.</summary>
    public static byte[] Write(Verdict verdict, Facts facts, Policy policy) => Write(verdict, facts, policy, hasMore: false, null);

    /// <summary>With what stands beside the verdict and is not part of its digest: what is known of AI assistance, and advice.</summary>
    /// <param name="cut">Where a change that is too large could be cut; null where it is not.</param>
    public static byte[] WriteMore(Verdict verdict, Facts facts, Policy policy, IReadOnlyList<Part>? cut) =>
        Write(verdict, facts, policy, hasMore: true, cut);

    private static byte[] Write(Verdict verdict, Facts facts, Policy policy, bool hasMore, IReadOnlyList<Part>? cut)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Form))
        {
            json.WriteStartObject();
            json.WriteString("verdict", verdict.Kind.ToString());
            Change(json, facts);
            PolicyOf(json, verdict, policy);
            Texts(json, "reasons", verdict.Reasons);
            json.WriteStartArray("rules");
            foreach (var node in verdict.Rules)
            {
                Write(json, node);
            }

            json.WriteEndArray();
            Missing(json, verdict.Missing);
            if (hasMore)
            {
                AssistanceJson.Write(json, facts.Provenance);
                MinutesJson.Write(json, facts.ReviewMinutes);
            }

            if (cut is not null)
            {
                Cut(json, cut);
            }

            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Cut(Utf8JsonWriter json, IReadOnlyList<Part> parts)
    {
        json.WriteStartArray("cut");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("part", part.Name);
            json.WriteNumber("minutes", Math.Round(part.Minutes.Expected));
            json.WriteBoolean("tooLarge", part.IsTooLarge);
            Texts(json, "files", [.. part.Files.Select(file => file.Text)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Change(Utf8JsonWriter json, Facts facts)
    {
        json.WriteStartObject("change");
        Text(json, "repository", facts.Repository.Id.Length == 0 ? null : facts.Repository.Id);
        Text(json, "change", facts.Subject.ChangeId);
        if (facts.Subject.PatchSet is { } number)
        {
            json.WriteNumber("patchSet", number);
        }

        json.WriteString("target", facts.Subject.TargetRef);
        json.WriteString("base", facts.Subject.Base.ToString());
        json.WriteString("head", facts.Subject.Head.ToString());
        Text(json, "result", facts.Subject.ResultTree?.ToString());
        Text(json, "digest", facts.Subject.ChangeDigest?.ToString());
        json.WriteString("title", facts.Subject.Title);
        if (facts.Description is { } description)
        {
            json.WriteStartObject("description");
            json.WriteString("digest", description.Digest.ToString());
            Text(json, "account", description.Account);
            Texts(json, "answered", description.Answered);
            Text(json, "notCounted", description.WhyNot);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void PolicyOf(Utf8JsonWriter json, Verdict verdict, Policy policy)
    {
        json.WriteStartObject("policy");
        json.WriteString("digest", verdict.Policy.ToString());
        foreach (var part in policy.Parts)
        {
            json.WriteString(part.Source.ToString().ToLowerInvariant(), part.Digest.ToString());
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VerdictNode node)
    {
        json.WriteStartObject();
        json.WriteString("id", node.Id);
        json.WriteString("type", node.Type);
        json.WriteString("name", node.Name);
        json.WriteString("outcome", node.Outcome.ToString());
        Text(json, "note", node.Note);
        Texts(json, "evidence", node.Evidence);
        if (node.Children.Count > 0)
        {
            json.WriteStartArray("children");
            foreach (var child in node.Children)
            {
                Write(json, child);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The member `missing` of the object that is open.</summary>
    public static void Missing(Utf8JsonWriter json, IReadOnlyList<MissingItem> missing)
    {
        json.WriteStartArray("missing");
        foreach (var item in missing)
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteString("rule", item.Rule);
            json.WriteString("requirement", item.Requirement);
            json.WriteStartArray("who");
            foreach (var person in item.Who)
            {
                json.WriteStringValue(person.Value);
            }

            json.WriteEndArray();
            json.WriteString("how", item.How);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>Absent where there is nothing to say.</summary>
    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
