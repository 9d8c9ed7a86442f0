// `countersign provenance` on a real history: classes with n, tools, recorded lines, the raw line of each commit.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Reading;

public sealed class ProvenanceHistoryTests
{
    [Fact]
    public void A_history_is_counted_by_class_tool_and_model_with_its_recorded_lines_and_settings()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        gate.Commit("jun", "one", "src/one.cs", "a\nb\n", "one\n\nCo-Authored-By: Claude Opus 4.7 (1M context) <noreply@anthropic.com>");
        gate.Git(clone, "checkout", "-q", "one");
        gate.Write(clone, ".claude/settings.json", "{\"includeCoAuthoredBy\": false}");
        gate.Git(clone, "add", ".claude/settings.json");
        gate.GitAs("jun", clone, "commit", "-q", "-m", "no lines in our messages");
        gate.GitAs(
            "jun",
            clone,
            "notes",
            "--ref=ai",
            "add",
            "-m",
            "src/one.cs\n  s_1::t_1 1\n---\n{\"schema_version\":\"authorship/3.0.0\",\"git_ai_version\":\"1.5.0\",\"sessions\":{\"s_1\":{\"agent_id\":{\"tool\":\"claude\",\"model\":\"opus\"}}}}",
            "HEAD~1"
        );

        var said = gate.Run("jun", "provenance", "origin/main..HEAD");
        var json = gate.Run("jun", "provenance", "origin/main..HEAD", "--json");
        var commits = gate.Run("jun", "provenance", "origin/main..HEAD", "--commits", "--json");
        var lines = gate.Run("jun", "provenance", "origin/main..HEAD", "--lines");
        var check = gate.Run("jun", "check");
        var nothing = gate.Run("jun", "provenance", "HEAD..HEAD");

        said.Code.ShouldBe(0, said.All);
        said.Output.ShouldContain("2 commits in origin/main..HEAD");
        said.Output.ShouldContain("that is not \"human\"");
        said.Flat()
            .ShouldContain(
                "of those that 1 commit with a record added agent 1 50.0 % recorded line by line assisted 1 50.0 % declared in the commit"
            );
        lines
            .Flat()
            .ShouldContain(
                "of those that 2 commits added agent 1 33.3 % recorded line by line assisted 1 33.3 % declared in the commit unknown 1 33.3 % no data"
            );
        said.Output.ShouldContain(".claude/settings.json: includeCoAuthoredBy: false");
        said.Output.ShouldNotContain("detected of", Case.Insensitive);
        using var document = JsonDocument.Parse(json.Output);
        var root = document.RootElement;
        root.GetProperty("commits").GetInt32().ShouldBe(2);
        root.GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("class").GetString()).ShouldBe(["assisted", "unknown"]);
        root.GetProperty("tools")
            .EnumerateArray()
            .Select(item => $"{item.GetProperty("tool")} {item.GetProperty("model")} {item.GetProperty("mostCertain")}")
            .ShouldBe(["Claude Code Claude Opus 4.7 1", "claude opus 3"], ignoreOrder: true);
        root.GetProperty("lines").GetProperty("shares")[0].ToString().ShouldContain("\"class\": \"agent\"");
        check.Flat().ShouldContain("added lines: 1 of 3 agent (recorded line by line), 1 assisted (declared in the commit), 1 unknown (no data)");
        using var checkedJson = JsonDocument.Parse(gate.Run("jun", "check", "--json").Output);
        checkedJson.RootElement.GetProperty("assistance").GetProperty("lines")[1].GetProperty("basis").GetString().ShouldBe("declared-in-commit");
        using var one = JsonDocument.Parse(commits.Output.Trim());
        one.RootElement.GetProperty("findings").GetArrayLength().ShouldBe(2);
        nothing.Output.ShouldContain("There are no commits in HEAD..HEAD.");
    }

    [Fact]
    public void A_forges_test_merge_is_nobodys_commit()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        var tip = gate.Git(clone, "rev-parse", "origin/main").Trim();
        gate.Commit("jun", "side", "src/side.cs", "a\n", "side");
        var side = gate.Git(clone, "rev-parse", "side").Trim();
        var merge = gate.GitAs("jun", clone, "commit-tree", "side^{tree}", "-p", tip, "-p", side, "-m", $"Merge {side} into {tip}").Trim();

        gate.Run("jun", "provenance", $"{tip}..{merge}").Output.ShouldContain("1 commit in");
    }
}
