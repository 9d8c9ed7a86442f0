// Reads Agent Trace 0.1.0: JSON records, one or one a line, as the reference hook and its followers really write them.
using System.Text.Json;

namespace Countersign.Provenance.LineRecords;

/// <summary>
/// Every record may be inferred: the format does not say whether its ranges are of this revision or of its parent, and a hook that
/// knows no range writes 1 to 1. Content hashes are not compared: their form is only shown by example. Source: agent-trace 0.1.0.
/// </summary>
public static class AgentTrace
{
    /// <summary>Shell history and sessions are no files of the change.</summary>
    private static readonly HashSet<string> s_noFiles = new(StringComparer.Ordinal) { ".shell-history", ".sessions", ".unknown" };

    /// <summary>Lines that are no record are left out and counted in the last record's oddities by the caller, who has the file's name.</summary>
    /// <param name="wanted">Asked for a record's revision; null for every record, whatever it is about. A record that claims nothing is passed over.</param>
    public static IReadOnlyList<LineRecord> Read(ReadOnlyMemory<byte> file, out int unreadable, Func<string, bool>? wanted = null)
    {
        unreadable = 0;
        var records = new List<LineRecord>();

        // One record may span the file; else every line is one.
        using (var whole = JsonText.Object(file))
        {
            if (whole is not null)
            {
                return One(whole.RootElement) is not { } only ? Unreadable(out unreadable)
                    : IsWanted(only) ? [only]
                    : [];
            }
        }

        var from = 0;
        while (from < file.Length)
        {
            var length = file.Span[from..].IndexOf((byte)'\n') is var end and >= 0 ? end : file.Length - from;
            var line = file.Slice(from, length);
            from += length + 1;
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            using var document = JsonText.Object(line);
            if (document is null || One(document.RootElement) is not { } record)
            {
                unreadable++;
            }
            else if (IsWanted(record))
            {
                records.Add(record);
            }
        }

        return records;

        bool IsWanted(LineRecord record) =>
            (record.Claims.Count > 0 || record.Oddities.Count > 0) && (wanted is null || (record.Commit is { } revision && wanted(revision)));
    }

    private static LineRecord[] Unreadable(out int unreadable)
    {
        unreadable = 1;
        return [];
    }

    /// <summary>Null where it has no files, which every record has.</summary>
    private static LineRecord? One(JsonElement root)
    {
        if (JsonText.Member(root, "files") is not { ValueKind: JsonValueKind.Array })
        {
            return null;
        }

        var odd = new List<string>();
        var version = JsonText.Text(root, "version");
        if (version is null || !version.StartsWith("0.", StringComparison.Ordinal))
        {
            odd.Add($"another version than 0.1: {version ?? "none"}");
        }

        var tool = JsonText.Member(root, "tool") is { } named ? named : default;
        var claims = new List<LineClaim>();
        foreach (var file in JsonText.Items(root, "files"))
        {
            if (JsonText.Text(file, "path") is { } path && !s_noFiles.Contains(path))
            {
                claims.AddRange(
                    JsonText.Items(file, "conversations").SelectMany(conversation => Of(path, conversation, JsonText.Text(tool, "name"), odd))
                );
            }
        }

        var revision = JsonText.Member(root, "vcs") is { } vcs && JsonText.Text(vcs, "type") is "git" or null ? JsonText.Text(vcs, "revision") : null;
        return new LineRecord($"agent-trace {version ?? "?"}", JsonText.Text(tool, "version"), revision, MayBeInferred: true, claims, odd)
        {
            Seal = RecordSeal.Of(root),
        };
    }

    private static IEnumerable<LineClaim> Of(string path, JsonElement conversation, string? tool, List<string> odd)
    {
        foreach (var range in JsonText.Items(conversation, "ranges"))
        {
            var contributor = JsonText.Member(range, "contributor") ?? JsonText.Member(conversation, "contributor") ?? default;
            var (first, last) = (JsonText.Number(range, "start_line"), JsonText.Number(range, "end_line"));
            if (first is not > 0 || last is null || last < first)
            {
                if (odd.Count < 20)
                {
                    odd.Add("a range that is no lines");
                }

                continue;
            }

            var writer = JsonText.Text(contributor, "type") switch
            {
                "ai" or "mixed" => LineWriter.Agent,
                "human" => LineWriter.ClaimedHuman,
                _ => LineWriter.Unknown,
            };
            yield return new LineClaim(path, writer, tool, JsonText.Text(contributor, "model_id"), [new LineRange(first.Value, last.Value)]);
        }
    }
}
