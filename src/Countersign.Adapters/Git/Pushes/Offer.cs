// The gate's word on who pushed an offered head: whoever did is one of its makers.
using System.Text.Json;
using Countersign.Adapters.Git.Gathering;
using Countersign.Attestations;
using Countersign.Changes;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>Written once for each kept head, signed with the gate's key. Source: specs/trust.md.</summary>
public sealed record Offer(RepositoryId Repository, ChangeId Change, int Number, ObjectId Head, IReadOnlyList<Pusher> Pushers, DateTimeOffset At)
{
    public const string PredicateType = $"https://{StatementForm.Prefix}/offered/v1";

    public static string FolderOf(ChangeId change) => $"o/{change.ToString()[..2]}/{change}";

    public string Path => $"{FolderOf(Change)}/{Number}.json";

    public byte[] Seal(EcdsaPrivateKey gate)
    {
        var payload = Payload();
        return new DsseEnvelope(
            StatementWriter.PayloadType,
            payload,
            [new DsseSignature(gate.PublicKey.Fingerprint.ToString(), gate.Sign(Dsse.Pae(StatementWriter.PayloadType, payload)))]
        ).ToJson();
    }

    /// <summary>Null where it is not the gate's, not for this repository, or not whole.</summary>
    public static Offer? Read(ReadOnlyMemory<byte> envelope, RepositoryId repository, IReadOnlyList<EcdsaPublicKey> gateKeys)
    {
        if (
            !DsseEnvelope.TryParse(envelope.Span, out var parsed, out _)
            || parsed.PayloadType != StatementWriter.PayloadType
            || parsed.Signatures is not [var signature]
        )
        {
            return null;
        }

        var signed = Dsse.Pae(parsed.PayloadType, parsed.Payload.Span);
        return
            gateKeys.Any(key => key.Verify(signed, signature.Sig.Span)) && FromPayload(parsed.Payload) is { } offer && offer.Repository == repository
            ? offer
            : null;
    }

    private byte[] Payload()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("_type", StatementWriter.StatementType);
            json.WriteStartArray("subject");
            json.WriteStartObject();
            json.WriteString("name", "head");
            json.WriteStartObject("digest");
            json.WriteString("gitCommit", Head.Hex);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("predicateType", PredicateType);
            json.WriteStartObject("predicate");
            json.WriteString("repository", Repository.ToString());
            json.WriteString("change", Change.ToString());
            json.WriteNumber("number", Number);
            json.WriteStartArray("pushers");
            foreach (var pusher in Pushers)
            {
                json.WriteStartObject();
                json.WriteString("kind", pusher.Kind);
                json.WriteString("name", pusher.Name);
                if (pusher.Key is { } key)
                {
                    json.WriteString("key", key.ToString());
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("at", At.ToUnixTimeSeconds());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static Offer? FromPayload(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            var (root, said) = (document.RootElement, document.RootElement.GetProperty("predicate"));
            return
                root.GetProperty("predicateType").GetString() == PredicateType
                && RepositoryId.TryParse(said.GetProperty("repository").GetString(), out var repository)
                && ChangeId.TryParse(said.GetProperty("change").GetString(), out var change)
                && ObjectId.TryParse(root.GetProperty("subject")[0].GetProperty("digest").GetProperty("gitCommit").GetString(), out var head)
                ? new Offer(
                    repository,
                    change,
                    said.GetProperty("number").GetInt32(),
                    head,
                    [.. said.GetProperty("pushers").EnumerateArray().Select(Pusher)],
                    DateTimeOffset.FromUnixTimeSeconds(said.GetProperty("at").GetInt64())
                )
                : null;
        }
        catch (Exception problem)
            when (problem
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or IndexOutOfRangeException
                        or ArgumentOutOfRangeException
            )
        {
            return null;
        }
    }

    private static Pusher Pusher(JsonElement item) =>
        new(item.GetProperty("kind").GetString() ?? "", item.GetProperty("name").GetString() ?? "")
        {
            Key = item.TryGetProperty("key", out var key) && SshPublicKey.TryParse(key.GetString() ?? "", out var read, out _) ? read : null,
        };
}
