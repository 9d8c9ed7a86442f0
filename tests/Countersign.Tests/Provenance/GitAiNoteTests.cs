// Claims about git-ai notes: who is said to have written which lines, what is only claimed, and what is odd.
using System.Text;
using System.Text.Json;
using Countersign.Provenance.LineRecords;
using Countersign.Tests.Documents;

namespace Countersign.Tests.Provenance;

public sealed class GitAiNoteTests
{
    private const string Note = """
        src/Rules/Gate.cs
          s_0a1b2c3d4e5f60::t_11223344556677 12-40,55
          h_99aabbccddeeff 41-44
        "docs/read me.md"
          0123456789abcdef 1-3
        ---
        {"schema_version":"authorship/3.0.0","git_ai_version":"1.5.9","base_commit_sha":"00ff","prompts":{"0123456789abcdef":
         {"agent_id":{"tool":"cursor","id":"c1","model":"gpt-5.5"},"messages":[{"text":"a secret"}]}},
         "sessions":{"s_0a1b2c3d4e5f60":{"agent_id":{"tool":"claude","id":"u","model":"opus"},"human_author":"Ann <a@example.org>"}},
         "humans":{"h_99aabbccddeeff":{"author":"Ann <a@example.org>"}}}
        """;

    [Fact]
    public void Sessions_and_prompts_are_agents_and_a_human_is_only_claimed()
    {
        var record = Read(Note);

        record
            .Claims.Select(Say)
            .ShouldBe([
                "src/Rules/Gate.cs Agent claude/opus 12-40 55-55",
                "src/Rules/Gate.cs ClaimedHuman / 41-44",
                "docs/read me.md Agent cursor/gpt-5.5 1-3",
            ]);
        record.Format.ShouldBe("git-ai authorship/3.0.0");
        record.Commit.ShouldBe("00ff");
        record.Oddities.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.5.9", false)]
    [InlineData("development:1.4.0", false)]
    [InlineData("1.6.0", true)]
    [InlineData("development:1.6.22", true)]
    [InlineData("next", true)]
    public void From_1_6_on_lines_may_be_inferred_and_an_unreadable_version_may_be_as_well(string version, bool may) =>
        Read(Note.Replace("1.5.9", version, StringComparison.Ordinal)).MayBeInferred.ShouldBe(may);

    [Theory]
    [InlineData("ai_agent 3", "Agent / 3-3", "a key that nothing explains: ai_agent")]
    [InlineData("0c82420 3-4", "Agent / 3-4", "a key that nothing explains: 0c82420")]
    [InlineData("human 3", "ClaimedHuman / 3-3", null)]
    [InlineData("s_0a1b2c3d4e5f60 3", "Agent claude/opus 3-3", null)]
    public void Keys_off_the_specification_are_read_and_an_unexplained_one_is_an_agent_without_a_name(string entry, string says, string? odd)
    {
        var record = Read(Note.Replace("0123456789abcdef 1-3", entry, StringComparison.Ordinal));

        Say(record.Claims[^1]).ShouldBe("docs/read me.md " + says);
        record.Oddities.ShouldBe(odd is null ? [] : [odd]);
    }

    [Theory]
    [InlineData("3-1")]
    [InlineData("0")]
    [InlineData("5,4")]
    [InlineData("1-2,2-3")]
    [InlineData("1,,2")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("1-2 and more")]
    public void Ranges_that_are_no_ascending_lines_count_as_nothing_and_are_named(string ranges)
    {
        var record = Read(Note.Replace(" 1-3", " " + ranges, StringComparison.Ordinal));

        record.Claims.Count.ShouldBe(2);
        record.Oddities.ShouldHaveSingleItem().ShouldContain("no ascending lines");
    }

    [Fact]
    public void Test_data_is_nobodys_work() =>
        Read(Note.Replace("\"cursor\"", "\"mock_ai\"", StringComparison.Ordinal)).Claims[^1].Writer.ShouldBe(LineWriter.Unknown);

    [Theory]
    [InlineData("", "no line ---")]
    [InlineData("a.cs\n  h_1 1\n", "no line ---")]
    [InlineData("---\n[]", "no JSON object")]
    [InlineData("---\n{\"schema_version\":", "no JSON object")]
    [InlineData("  h_1 1\n---\n{\"schema_version\":\"authorship/3.0.0\"}", "without a path")]
    [InlineData("---\n{\"schema_version\":\"authorship/4.0.0\"}", "another version than authorship/3.0.0")]
    public void A_broken_note_says_what_is_wrong_and_claims_nothing(string text, string odd) =>
        Read(text).Oddities.ShouldContain(said => said.Contains(odd));

    [Fact]
    public void Every_real_note_is_read_and_its_dangling_keys_are_named()
    {
        var folder = SharedData.Folder("provenance/git-ai-notes-fixtures");
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "index.json")));
        var read = 0;
        foreach (var entry in index.RootElement.EnumerateArray())
        {
            var record = GitAiNote.Read(File.ReadAllBytes(Path.Combine(folder, entry.GetProperty("file").GetString()!)));
            var unexplained = record.Oddities.Count(said => said.StartsWith("a key that nothing explains", StringComparison.Ordinal));

            var kinds = entry.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()).ToList();
            record.ToolVersion.ShouldBe(entry.GetProperty("git_ai_version").GetString());
            (record.Claims.Count == 0).ShouldBe(kinds.Count == 0, entry.ToString());
            // The index counts people without an entry as dangling too; to us they are claimed humans all the same.
            var people = kinds.Contains("human") || kinds.Contains("h");
            (unexplained > 0).ShouldBe(entry.GetProperty("dangling_keys").GetInt32() > 0 && !(people && unexplained == 0), entry.ToString());
            read++;
        }

        read.ShouldBe(50);
    }

    [Fact]
    public void No_hostile_note_breaks_the_reader()
    {
        var random = new Random(20261121);
        for (var round = 0; round < Hostile.Count(20_000); round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Note);
            for (var damage = random.Next(1, 8); damage > 0; damage--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var record = GitAiNote.Read(bytes.AsSpan(0, random.Next(bytes.Length + 1)));
            record.Claims.ShouldAllBe(claim => claim.Lines.All(range => range.First > 0 && range.Last >= range.First));
        }
    }

    private static LineRecord Read(string note) => GitAiNote.Read(Encoding.UTF8.GetBytes(note.ReplaceLineEndings("\n")));

    private static string Say(LineClaim claim) =>
        $"{claim.Path} {claim.Writer} {claim.Tool}/{claim.Model} {string.Join(' ', claim.Lines.Select(range => $"{range.First}-{range.Last}"))}";
}
