// Reads a note of git-ai's authorship log 3.0.0 as it is found: empty, off its specification, or hostile.
using System.Text;
using System.Text.Json;

namespace Countersign.Provenance.LineRecords;

/// <summary>
/// Paths with their keys and line ranges, a line `---`, then JSON that says who the keys are. Old notes hold whole conversations in
/// that JSON: they are skipped and never kept. Source: git_ai_standard_v3.0.0, and what 10,685 real notes look like.
/// </summary>
public static class GitAiNote
{
    private const int MostOddities = 20;
    private const int MostRanges = 500_000;
    private static readonly Version s_infersFrom = new(1, 6, 0);
    private static readonly HashSet<string> s_testTools = new(StringComparer.OrdinalIgnoreCase) { "mock_ai", "test-agent" };

    /// <summary>Never fails: what cannot be read is named among the oddities and counts as nothing.</summary>
    public static LineRecord Read(ReadOnlySpan<byte> note)
    {
        var odd = new List<string>();
        var (attestation, json) = Split(note, odd);
        var about = About.Read(json, odd);
        var claims = new List<LineClaim>();
        string? path = null;
        var ranges = 0;
        foreach (var line in Encoding.UTF8.GetString(attestation).EnumerateLines())
        {
            if (line.IsEmpty)
            {
                continue;
            }

            if (line is not [' ', ' ', .. var entry])
            {
                path = PathOf(line);
                continue;
            }

            if (path is null || entry.IndexOf(' ') is not (var space and > 0))
            {
                Add(odd, $"a line without a path or without ranges: {Cut(line)}");
            }
            else if (Ranges(entry[(space + 1)..]) is { } lines && (ranges += lines.Count) <= MostRanges)
            {
                claims.Add(about.Claim(path, entry[..space].ToString(), lines, odd));
            }
            else
            {
                Add(odd, $"ranges that are no ascending lines: {Cut(line)}");
            }
        }

        return new LineRecord(about.Format, about.ToolVersion, about.Commit, MayInfer(about.ToolVersion), claims, odd);
    }

    /// <summary>A version that cannot be read may infer as well.</summary>
    private static bool MayInfer(string? version)
    {
        var number = version?[(version.LastIndexOf(':') + 1)..];
        return !Version.TryParse(number, out var parsed) || parsed >= s_infersFrom;
    }

    private static (byte[] Attestation, byte[] Json) Split(ReadOnlySpan<byte> note, List<string> odd)
    {
        var at = note.StartsWith("---\n"u8) ? 0 : note.IndexOf("\n---\n"u8) + 1;
        if (at == 0 && !note.StartsWith("---\n"u8))
        {
            Add(odd, "no line --- between the lines and what the keys mean");
            return (note.ToArray(), []);
        }

        return (note[..at].ToArray(), note[(at + 4)..].ToArray());
    }

    private static string PathOf(ReadOnlySpan<char> line) => line is ['"', .. var inner, '"'] ? inner.ToString() : line.ToString();

    /// <summary>Null where an item is no line number, runs backwards or does not ascend.</summary>
    private static List<LineRange>? Ranges(ReadOnlySpan<char> text)
    {
        var ranges = new List<LineRange>();
        foreach (var item in text.Split(','))
        {
            var words = text[item];
            var dash = words.IndexOf('-');
            if (!Line(dash < 0 ? words : words[..dash], out var first) || !Line(dash < 0 ? words : words[(dash + 1)..], out var last))
            {
                return null;
            }

            if (last < first || (ranges.Count > 0 && first <= ranges[^1].Last))
            {
                return null;
            }

            ranges.Add(new LineRange(first, last));
        }

        return ranges;
    }

    private static bool Line(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and <= 9 && !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, out number) && number > 0;
    }

    private static void Add(List<string> odd, string what)
    {
        if (odd.Count < MostOddities)
        {
            odd.Add(what);
        }
    }

    private static string Cut(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : $"{text[..60]}…";

    /// <summary>What the JSON part says: whose key is whose.</summary>
    private sealed class About
    {
        private readonly Dictionary<string, (string? Tool, string? Model)> _agents = new(StringComparer.Ordinal);
        private readonly HashSet<string> _humans = new(StringComparer.Ordinal);

        public string Format { get; private set; } = "git-ai";

        public string? ToolVersion { get; private set; }

        public string? Commit { get; private set; }

        public static About Read(ReadOnlyMemory<byte> json, List<string> odd)
        {
            var about = new About();
            if (json.IsEmpty)
            {
                return about;
            }

            using var document = JsonText.Object(json);
            if (document is not null)
            {
                about.Take(document.RootElement, odd);
            }
            else
            {
                Add(odd, "what the keys mean is no JSON object");
            }

            return about;
        }

        public LineClaim Claim(string path, string key, IReadOnlyList<LineRange> lines, List<string> odd)
        {
            if (key == "human" || key.StartsWith("h_", StringComparison.Ordinal))
            {
                return new LineClaim(path, LineWriter.ClaimedHuman, null, null, lines);
            }

            var name = key.IndexOf("::", StringComparison.Ordinal) is var colons and > 0 ? key[..colons] : key;
            if (_agents.TryGetValue(name, out var agent))
            {
                var isTest = agent.Tool is { } tool && s_testTools.Contains(tool);
                return new LineClaim(path, isTest ? LineWriter.Unknown : LineWriter.Agent, agent.Tool, agent.Model, lines);
            }

            if (_humans.Contains(name))
            {
                return new LineClaim(path, LineWriter.ClaimedHuman, null, null, lines);
            }

            Add(odd, $"a key that nothing explains: {Cut(key)}");
            return new LineClaim(path, LineWriter.Agent, null, null, lines);
        }

        private void Take(JsonElement root, List<string> odd)
        {
            var schema = JsonText.Text(root, "schema_version");
            Format = schema is null ? "git-ai" : $"git-ai {Cut(schema)}";
            if (schema != "authorship/3.0.0")
            {
                Add(odd, $"another version than authorship/3.0.0: {Cut(schema ?? "none")}");
            }

            ToolVersion = JsonText.Text(root, "git_ai_version");
            Commit = JsonText.Text(root, "base_commit_sha");
            foreach (var part in (string[])["prompts", "sessions"])
            {
                foreach (var (key, value) in JsonText.Entries(root, part))
                {
                    var agent = JsonText.Member(value, "agent_id") ?? default;
                    _agents[key] = (JsonText.Text(agent, "tool"), JsonText.Text(agent, "model"));
                }
            }

            foreach (var (key, _) in JsonText.Entries(root, "humans"))
            {
                _humans.Add(key);
            }
        }
    }
}
