// Reads whogitit's notes, versions 2 and 3: one entry a line of the file, of which the text is skipped and never kept.
using System.Text.Json;

namespace Countersign.Provenance.LineRecords;

/// <summary>Original and unknown lines are nobody's claim and left out. Source: whogitit 1.0.0, git notes reference.</summary>
public static class WhogititNote
{
    /// <summary>Null where it is no such note.</summary>
    public static LineRecord? Read(ReadOnlyMemory<byte> note)
    {
        using var document = JsonText.Object(note);
        if (document?.RootElement is not { } root || JsonText.Member(root, "files") is not { ValueKind: JsonValueKind.Array })
        {
            return null;
        }

        var version = JsonText.Number(root, "version");
        var model = JsonText.Member(root, "session") is { } session && JsonText.Member(session, "model") is { } named ? named : default;
        var claims = new List<LineClaim>();
        foreach (var file in JsonText.Items(root, "files"))
        {
            if (JsonText.Text(file, "path") is { } path)
            {
                claims.AddRange(Of(path, file, JsonText.Text(model, "provider"), JsonText.Text(model, "id")));
            }
        }

        IReadOnlyList<string> odd = version is 2 or 3 ? [] : [$"another version than 2 or 3: {version?.ToString() ?? "none"}"];
        return new LineRecord($"whogitit {version}", null, null, MayBeInferred: true, claims, odd);
    }

    private static IEnumerable<LineClaim> Of(string path, JsonElement file, string? tool, string? model)
    {
        var agent = new List<LineRange>();
        var human = new List<LineRange>();
        foreach (var line in JsonText.Items(file, "lines"))
        {
            var type = JsonText.Member(line, "source") is { } source ? JsonText.Text(source, "type") : null;
            var lines = type switch
            {
                "AI" or "AIModified" => agent,
                "Human" => human,
                _ => null,
            };
            if (lines is not null && JsonText.Number(line, "line_number") is { } number and > 0)
            {
                lines.Add(new LineRange(number, number));
            }
        }

        if (agent.Count > 0)
        {
            yield return new LineClaim(path, LineWriter.Agent, tool, model, LineRange.Normal(agent));
        }

        if (human.Count > 0)
        {
            yield return new LineClaim(path, LineWriter.ClaimedHuman, null, null, LineRange.Normal(human));
        }
    }
}
