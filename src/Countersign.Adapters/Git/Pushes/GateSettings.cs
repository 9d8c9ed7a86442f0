// What hook install wrote beside the refs, where no push can reach: who is trusted, which refs are guarded, from where on.
using System.Text;
using System.Text.Json;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

public enum GateMode
{
    Enforce,
    Observe,
}

/// <summary>A guarded ref, or a pattern of refs; <paramref name="Baseline"/> is the tip at installation, null where the ref did not exist.</summary>
public sealed record GuardedRef(string Pattern, ObjectId? Baseline)
{
    public bool Covers(string reference) =>
        PathPattern.TryParse("/" + Pattern, out var pattern, out _) && pattern.Matches(RepoPath.Of(reference));
}

/// <summary>Source: specs/trust.md.</summary>
public sealed record GateSettings
{
    public required RepositoryId Repository { get; init; }
    public required EcdsaPublicKey GateKey { get; init; }
    public IReadOnlyList<SshPublicKey> RootKeys { get; init; } = [];
    public required IReadOnlyList<GuardedRef> Guarded { get; init; }
    public GateMode Mode { get; init; }

    /// <summary>File name of the organisation's policy on the gate's machine; not part of the public trust file.</summary>
    public string? Organisation { get; init; }

    public bool Guards(string reference) => Guarded.Any(guarded => guarded.Covers(reference));

    public ObjectId? BaselineOf(string reference) => Guarded.FirstOrDefault(guarded => guarded.Covers(reference))?.Baseline;

    /// <summary>The stored form; <paramref name="isPublic"/> leaves out what only the gate's machine needs.</summary>
    public byte[] ToJson(bool isPublic)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("repository", Repository.ToString());
            json.WriteString("gateKey", GateKey.ToPem());
            json.WriteStartArray("rootKeys");
            foreach (var key in RootKeys)
            {
                json.WriteStringValue(key.ToString());
            }

            json.WriteEndArray();
            json.WriteStartArray("guarded");
            foreach (var guarded in Guarded)
            {
                json.WriteStartObject();
                json.WriteString("ref", guarded.Pattern);
                if (guarded.Baseline is { } baseline)
                {
                    json.WriteString("baseline", baseline.Hex);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("mode", Mode == GateMode.Observe ? "observe" : "enforce");
            if (!isPublic && Organisation is not null)
            {
                json.WriteString("organisation", Organisation);
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Reads either form; a file that cannot be read whole is bad, never half believed.</summary>
    public static Parsed<GateSettings> Parse(ReadOnlyMemory<byte> bytes, string file) =>
        JsonDocumentReader.Read(bytes, file).Match((node, _) => FromNode(node, file), problems => new Parsed<GateSettings>.Bad(problems));

    private static Parsed<GateSettings> FromNode(Node node, string file)
    {
        var problems = new ProblemList("trust", file);
        if (Fields.Of(node, "the trust file", problems) is not { } fields)
        {
            return new Parsed<GateSettings>.Bad(problems.Items);
        }

        fields.AllowOnly(["version", "repository", "gateKey", "rootKeys", "guarded", "mode", "organisation"]);
        _ = fields.Integer("version", 1, 1);
        if (!RepositoryId.TryParse(fields.Text("repository"), out var repository))
        {
            problems.Error("bad-repository", "the repository id is unreadable", "Run countersign hook install again, or take the file from a backup.", fields.LineOf("repository"));
        }

        if (!EcdsaPublicKey.TryParse(fields.Text("gateKey") ?? "", out var gateKey, out var problem))
        {
            problems.Error("bad-gate-key", $"the gate's key is unreadable: {problem}", "Take the file from a backup.", fields.LineOf("gateKey"));
        }

        var roots = new List<SshPublicKey>();
        foreach (var text in fields.Texts("rootKeys"))
        {
            if (SshPublicKey.TryParse(text.Text, out var key, out var why))
            {
                roots.Add(key);
            }
            else
            {
                problems.Error("bad-root-key", $"a root key is unreadable: {why}", "Write the line of the .pub file.", text.Line);
            }
        }

        var guarded = new List<GuardedRef>();
        foreach (var entry in fields.Mappings("guarded", "guarded ref"))
        {
            entry.AllowOnly(["ref", "baseline"]);
            var pattern = entry.Text("ref") ?? "";
            var baseline = entry.OptionalText("baseline");
            if (baseline is not null && !ObjectId.TryParse(baseline, out _))
            {
                problems.Error("bad-baseline", $"the baseline of {pattern} is no commit id", "Write the full id.", entry.Line);
            }

            guarded.Add(new GuardedRef(pattern, ObjectId.TryParse(baseline, out var id) ? id : null));
        }

        var mode = fields.OneOf("mode", ["enforce", "observe"]) == "observe" ? GateMode.Observe : GateMode.Enforce;
        var organisation = fields.OptionalText("organisation");
        return Parsed<GateSettings>.From(
            () => new GateSettings { Repository = repository, GateKey = gateKey!, RootKeys = roots, Guarded = guarded, Mode = mode, Organisation = organisation },
            problems.Items
        );
    }
}
