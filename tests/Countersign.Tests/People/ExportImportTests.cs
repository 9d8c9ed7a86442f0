// Claims about what leaves the roster for OpenSSH, and what enters it from GitHub.
using System.Text;
using Countersign.Documents;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Tests.People;

public sealed class ExportImportTests
{
    [Fact]
    public void The_roster_is_exported_as_allowed_signers_with_times_in_UTC()
    {
        var lines = AllowedSigners.Export(RosterText.Good(RosterText.Whole)).TrimEnd('\n').Split('\n');

        lines[1..]
            .ShouldBe([
                $"build namespaces=\"{Namespaces.Record}\" {RosterText.BotKey}",
                $"jonas namespaces=\"{Namespaces.SignOff},{Namespaces.Record}\" {RosterText.JonasKey}",
                $"mara namespaces=\"{Namespaces.SignOff},{Namespaces.Record}\",valid-after=\"20250101000000Z\",valid-before=\"20270101000000Z\" {RosterText.MaraKey}",
                $"mara namespaces=\"{Namespaces.SignOff},{Namespaces.Record}\",valid-before=\"20260301120000Z\" {RosterText.PasskeyKey}",
            ]);
    }

    [Fact]
    public void A_key_that_was_never_valid_is_left_out_because_it_would_break_the_file()
    {
        var roster = RosterText.Good(
            RosterText.Whole.Replace(
                "\"valid-before\":\"2027-01-01T00:00:00Z\"",
                "\"compromised-since\":\"2024-01-01T00:00:00Z\"",
                StringComparison.Ordinal
            )
        );

        AllowedSigners.Export(roster).ShouldNotContain(RosterText.MaraKey);
    }

    [Fact]
    public void GitHub_gives_accounts_teams_and_keys_and_never_a_level()
    {
        var json =
            "{\"organization\":\"example\",\"fetched_at\":\"2026-01-05T09:00:00Z\",\"members\":[{\"login\":\"MaraL\",\"id\":7,\"type\":\"User\",\"name\":\"Mara O'Lind\"},{\"login\":\"ci\",\"type\":\"Bot\"}],"
            + "\"teams\":[{\"slug\":\"payments\",\"id\":1,\"members\":[{\"login\":\"maral\"}]}],\"keys\":{\"MaraL\":[{\"id\":1,\"key\":\""
            + RosterText.MaraKey
            + "\"},{\"id\":2,\"key\":\""
            + RosterText.ShortRsaKey
            + "\"}]}}";

        var read = GitHubImport
            .Read(JsonDocumentReader.Read(Encoding.UTF8.GetBytes(json), "i.json").ShouldBeOfType<Parsed<Node>.Good>().Value, "i.json")
            .ShouldBeOfType<Parsed<string>.Good>();

        read.Value.ShouldBe(
            "# From github example, 2026-01-05T09:00:00Z.\n"
                + "# Levels are never guessed: add 'levels:' with who said so, and check the kind of each key.\nversion: 1\npersons:\n"
                + "  - id: 'maral'\n    name: 'Mara O''Lind'\n    accounts: { github: 'MaraL' }\n    teams: ['payments']\n    keys:\n"
                + $"      - {{ key: '{RosterText.MaraKey}', kind: file }}\n"
        );
        read.Warnings.Select(problem => problem.Code).ShouldBe(["import.not-a-person", "import.key"]);
    }

    [Theory]
    [InlineData("[]", "import.wrong-kind")]
    [InlineData("{\"organization\":\"x\"}", "import.missing-key")]
    [InlineData("{\"organization\":\"x\",\"fetched_at\":\"yesterday\"}", "import.not-a-time")]
    [InlineData("{\"organization\":\"x\",\"fetched_at\":\"2026-01-05T09:00:00Z\",\"members\":[{\"login\":\"a b\"}]}", "import.login")]
    public void A_file_of_another_shape_is_refused(string json, string code) =>
        GitHubImport
            .Read(JsonDocumentReader.Read(Encoding.UTF8.GetBytes(json), "i.json").ShouldBeOfType<Parsed<Node>.Good>().Value, "i.json")
            .ShouldBeOfType<Parsed<string>.Bad>()
            .Problems.Select(problem => problem.Code)
            .ShouldContain(code);
}
