// gate.json and trust.json: one form, written in a fixed order and read strictly.
using System.Globalization;
using System.Text.Json;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>Source: specs/trust.md.</summary>
internal static class GateSettingsJson
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static byte[] Write(GateSettings settings, bool isPublic)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("repository", settings.Repository.ToString());
            json.WriteString("gateKey", settings.GateKey?.ToPem());
            Each(
                json,
                "formerGateKeys",
                settings.FormerKeys,
                former =>
                {
                    json.WriteString("key", former.Key.ToPem());
                    json.WriteString("until", Text(former.Until));
                }
            );
            json.WriteStartArray("rootKeys");
            foreach (var key in settings.RootKeys)
            {
                json.WriteStringValue(key.ToString());
            }

            json.WriteEndArray();
            Each(json, "guarded", settings.Guarded, guarded => Guarded(json, guarded));
            json.WriteString("mode", settings.Mode == GateMode.Observe ? "observe" : "enforce");
            Each(
                json,
                "acts",
                settings.Acts,
                act =>
                {
                    json.WriteString("at", Text(act.At));
                    json.WriteString("act", act.Act);
                    if (act.By is not null)
                    {
                        json.WriteString("by", act.By);
                    }
                }
            );
            if (!isPublic && settings.Organisation is not null)
            {
                json.WriteString("organisation", settings.Organisation);
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public static Parsed<GateSettings> Read(ReadOnlyMemory<byte> bytes, string file) =>
        JsonDocumentReader.Read(bytes, file).Match((node, _) => FromNode(node, file), problems => new Parsed<GateSettings>.Bad(problems));

    private static void Guarded(Utf8JsonWriter json, GuardedRef guarded)
    {
        json.WriteString("ref", guarded.Pattern);
        if (guarded.Baseline is { } baseline)
        {
            json.WriteString("baseline", baseline.Hex);
        }

        Each(
            json,
            "baselines",
            [.. guarded.Baselines.OrderBy(pair => pair.Key, StringComparer.Ordinal)],
            pair =>
            {
                json.WriteString("ref", pair.Key);
                json.WriteString("tip", pair.Value.Hex);
            }
        );
    }

    private static Parsed<GateSettings> FromNode(Node node, string file)
    {
        var problems = new ProblemList("trust", file);
        if (Fields.Of(node, "the trust file", problems) is not { } fields)
        {
            return new Parsed<GateSettings>.Bad(problems.Items);
        }

        fields.AllowOnly(["version", "repository", "gateKey", "formerGateKeys", "rootKeys", "guarded", "mode", "acts", "organisation"]);
        _ = fields.Integer("version", 1, 1);
        if (!RepositoryId.TryParse(fields.Text("repository"), out var repository))
        {
            problems.Error(
                "bad-repository",
                "the repository id is unreadable",
                "Run countersign hook install again, or take the file from a backup.",
                fields.LineOf("repository")
            );
        }

        var gateKey = GateKey(fields, "gateKey", problems);
        var former = fields
            .Mappings("formerGateKeys", "former gate key")
            .Select(entry => (Key: GateKey(entry, "key", problems), Until: Instant(entry, "until", problems)))
            .ToList();
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

        var guarded = fields.Mappings("guarded", "guarded ref").Select(entry => Guarded(entry, problems)).ToList();
        var mode = fields.OneOf("mode", ["enforce", "observe"]) == "observe" ? GateMode.Observe : GateMode.Enforce;
        var acts = fields
            .Mappings("acts", "act")
            .Select(entry => new GateAct(Instant(entry, "at", problems), entry.Text("act") ?? "", entry.OptionalText("by")))
            .ToList();
        var organisation = fields.OptionalText("organisation");
        return Parsed<GateSettings>.From(
            () =>
                new GateSettings
                {
                    Repository = repository,
                    GateKey = gateKey!,
                    FormerKeys = [.. former.Select(one => new FormerGateKey(one.Key!, one.Until))],
                    RootKeys = roots,
                    Guarded = guarded,
                    Mode = mode,
                    Acts = acts,
                    Organisation = organisation,
                },
            problems.Items
        );
    }

    private static GuardedRef Guarded(Fields entry, ProblemList problems)
    {
        entry.AllowOnly(["ref", "baseline", "baselines"]);
        var pattern = entry.Text("ref") ?? "";
        var tips = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        foreach (var one in entry.Mappings("baselines", "baseline"))
        {
            one.AllowOnly(["ref", "tip"]);
            if (one.Text("ref") is { } name && Commit(one.Text("tip"), pattern, one, problems) is { } tip)
            {
                tips[name] = tip;
            }
        }

        return new GuardedRef(pattern, Commit(entry.OptionalText("baseline"), pattern, entry, problems)) { Baselines = tips };
    }

    private static ObjectId? Commit(string? text, string pattern, Fields entry, ProblemList problems)
    {
        if (ObjectId.TryParse(text, out var id))
        {
            return id;
        }

        if (text is not null)
        {
            problems.Error("bad-baseline", $"the baseline of {pattern} is no commit id", "Write the full id.", entry.Line);
        }

        return null;
    }

    private static EcdsaPublicKey? GateKey(Fields fields, string name, ProblemList problems)
    {
        if (EcdsaPublicKey.TryParse(fields.Text(name) ?? "", out var key, out var problem))
        {
            return key;
        }

        problems.Error("bad-gate-key", $"the gate's key is unreadable: {problem}", "Take the file from a backup.", fields.LineOf(name));
        return null;
    }

    private static DateTimeOffset Instant(Fields fields, string name, ProblemList problems)
    {
        if (DateTimeOffset.TryParseExact(fields.Text(name), Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        problems.Error("bad-time", $"{name} is no time", "Write it as 2026-01-31T12:00:00Z.", fields.LineOf(name));
        return default;
    }

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString(Time, CultureInfo.InvariantCulture);

    /// <summary>Absent where there is none, but for the guarded refs, which are the point.</summary>
    private static void Each<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0 && name != "guarded")
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
