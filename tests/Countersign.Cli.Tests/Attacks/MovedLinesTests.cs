// What only moved costs a tenth where a limit hangs on it: proven, shown, and no way to slip an edit in.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class MovedLinesTests : IDisposable
{
    private static readonly string s_long = Lines("item");

    private readonly GivenGate _gate = GivenGate.Open(
        GivenGate.PracticePolicy.Replace("over: 90", "over: 60", StringComparison.Ordinal),
        started: new Dictionary<string, string>
        {
            ["config/old.yml"] = "head: 1\n" + s_long,
            ["config/list.yml"] = s_long,
            ["pages/help/plan.md"] = s_long,
            ["pages/help/run.js"] = s_long,
            ["src/invoices/run.js"] = s_long.Replace("item", "bill", StringComparison.Ordinal),
            ["src/invoices/lines.js"] = "head: 1\n" + s_long.Replace("item", "line", StringComparison.Ordinal),
        }
    );

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void A_block_moved_to_another_file_keeps_a_change_under_the_limit_and_is_told()
    {
        var facts = Move(s_long);

        facts.GetProperty("moved").GetInt32().ShouldBe(300);
        facts.GetProperty("expected").GetDouble().ShouldBeLessThan(30);
        _gate.Run("jun", "check", "--head", "moved").Output.ShouldContain("300 lines proven to have only moved");
        _gate.Check("jun", "moved").GetProperty("minutes").GetProperty("linesOnlyMoved").GetInt32().ShouldBe(300);
        _gate.Check("jun", "moved").GetProperty("verdict").GetString().ShouldBe("Held");
        _gate.Offer("jun", "moved", "teo");
        _gate.Push("jun", "moved:main").ShouldEnter();
    }

    [Fact]
    public void The_one_line_that_was_edited_on_the_way_counts_in_full()
    {
        var facts = Move(s_long.Replace("item7: value of 7\n", "item7: value of 8\n", StringComparison.Ordinal));

        facts.GetProperty("moved").GetInt32().ShouldBe(299);
        var whole = (300 * 0.1) - 0.1 + 1 + 0.3 + 1;
        facts.GetProperty("effectiveLines").GetDouble().ShouldBe(whole, 0.001);
    }

    [Fact]
    public void Lines_indented_anew_or_copied_and_text_that_becomes_configuration_are_refused_as_before()
    {
        var facts = Move(s_long.Replace("item", "  item", StringComparison.Ordinal));
        facts.GetProperty("moved").GetInt32().ShouldBe(0);
        _gate.Check("jun", "moved").GetProperty("verdict").GetString().ShouldBe("Refused");

        var folder = _gate.Clone("kit");
        _gate.Git(folder, "checkout", "-q", "-b", "text", "origin/main");
        _gate.Git(folder, "mv", "pages/help/plan.md", "config/plan.yml");
        _gate.Git(folder, "commit", "-q", "-m", "text to configuration");
        Minutes("kit", "text").GetProperty("moved").GetInt32().ShouldBe(0);
        _gate.Check("kit", "text").GetProperty("verdict").GetString().ShouldBe("Refused");
    }

    [Theory]
    [InlineData("pages/help/run.js", "src/invoices/new.js", 0, "Refused")]
    [InlineData("src/invoices/run.js", "src/invoices/new.js", 300, "Held")]
    [InlineData("src/invoices/run.js", "pages/help/new.js", 300, "Allowed")]
    public void Code_is_moved_at_a_tenth_only_to_where_it_would_be_read_no_closer(string from, string to, int moved, string verdict)
    {
        var folder = _gate.Clone("kit");
        _gate.Git(folder, "checkout", "-q", "-b", "code", "origin/main");
        _gate.Git(folder, "mv", from, to);
        _gate.Git(folder, "commit", "-q", "-m", "elsewhere");

        Minutes("kit", "code").GetProperty("moved").GetInt32().ShouldBe(moved);
        _gate.Check("kit", "code").GetProperty("verdict").GetString().ShouldBeOneOf(verdict, verdict == "Allowed" ? "Held" : verdict);
    }

    [Fact]
    public void A_block_from_a_place_that_is_read_less_closely_counts_in_full_and_so_it_does_in_one_that_grows()
    {
        _gate.Commit("jun", "up", new Dictionary<string, string> { ["pages/help/run.js"] = "", ["src/invoices/new.js"] = "new: 1\n" + s_long });
        Minutes("jun", "up").GetProperty("moved").GetInt32().ShouldBe(0);
        _gate.Check("jun", "up").GetProperty("verdict").GetString().ShouldBe("Refused");
    }

    [Fact]
    public void A_link_that_went_with_the_same_words_proves_no_second_copy()
    {
        var gate = _gate;
        var folder = gate.Clone("kit");
        var blob = gate.Blob(folder, System.Text.Encoding.UTF8.GetBytes(s_long));
        var linked = gate.Tree(folder, "origin/main", [("120000", blob, "config/link")]);
        gate.Git(gate.Bare, "fetch", "-q", folder, gate.CommitTree("kit", "linked", linked));
        gate.Git(gate.Bare, "update-ref", "refs/heads/main", "FETCH_HEAD");
        gate.Git(folder, "fetch", "-q", "origin");
        (string, string, string) Copy(string head, string path) =>
            ("100644", gate.Blob(folder, System.Text.Encoding.UTF8.GetBytes(head + "\n" + s_long)), path);
        gate.CommitTree(
            "kit",
            "twice",
            gate.Tree(folder, "origin/main", [Copy("a", "config/a.yml"), Copy("b", "config/b.yml")], ["config/list.yml", "config/link"])
        );
        gate.CommitTree("kit", "once", gate.Tree(folder, "origin/main", [Copy("a", "config/a.yml")], ["config/list.yml"]));

        Minutes("kit", "twice").GetProperty("moved").GetInt32().ShouldBeLessThanOrEqualTo(300);
        Minutes("kit", "once").GetProperty("moved").GetInt32().ShouldBe(300);
    }

    [Fact]
    public void A_file_that_was_renamed_proves_its_lines_once()
    {
        _gate.Commit("kit", "copied", new Dictionary<string, string> { ["config/copy.yml"] = s_long });
        _gate.Git(_gate.Bare, "fetch", "-q", _gate.Clone("kit"), "copied");
        _gate.Git(_gate.Bare, "update-ref", "refs/heads/main", "FETCH_HEAD");
        var folder = _gate.Clone("jun");
        _gate.Git(folder, "checkout", "-q", "-b", "thrice", "origin/main");
        _gate.Git(folder, "rm", "-q", "config/copy.yml");
        _gate.Git(folder, "mv", "config/list.yml", "config/renamed.yml");
        var half = s_long[..s_long.IndexOf("item150:", StringComparison.Ordinal)];
        _gate.Commit("jun", "thrice", new Dictionary<string, string> { ["config/a.yml"] = "a: 1\n" + s_long, ["config/b.yml"] = "b: 1\n" + half });

        Minutes("jun", "thrice").GetProperty("moved").GetInt32().ShouldBeLessThanOrEqualTo(600);
    }

    [Fact]
    public void A_renamed_file_is_not_opened_and_one_changed_byte_makes_it_a_file_like_any_other()
    {
        var folder = _gate.Clone("jun");
        _gate.Git(folder, "checkout", "-q", "-b", "renamed", "origin/main");
        _gate.Git(folder, "mv", "config/list.yml", "config/names.yml");
        _gate.Git(folder, "commit", "-q", "-m", "a better name");

        var facts = Minutes("jun", "renamed");

        (facts.GetProperty("moved").GetInt32(), facts.GetProperty("files").GetInt32()).ShouldBe((300, 0));
        _gate.Check("jun", "renamed").GetProperty("verdict").GetString().ShouldBe("Held");
        _gate.Commit("jun", "renamed", "config/names.yml", s_long.Replace("item9: ", "item9:  ", StringComparison.Ordinal));
        facts = Minutes("jun", "renamed");
        (facts.GetProperty("moved").GetInt32(), facts.GetProperty("files").GetInt32()).ShouldBe((299, 2));
    }

    [Fact]
    public void A_line_that_looks_like_a_head_of_the_diff_is_content()
    {
        var odd = string.Concat(Enumerable.Range(0, 20).Select(i => $"++ b/config/number{i}\n@@ -1,{i} +1 @@\n"));
        var facts = Move(odd + s_long);
        facts.GetProperty("moved").GetInt32().ShouldBe(300);
    }

    /// <summary>What stands in config/old.yml but for its head goes to config/new.yml, as given.</summary>
    private JsonElement Move(string arrived)
    {
        _gate.Commit("jun", "moved", new Dictionary<string, string> { ["config/old.yml"] = "head: 1\n", ["config/new.yml"] = "new: 1\n" + arrived });
        return Minutes("jun", "moved");
    }

    private JsonElement Minutes(string person, string branch) => _gate.FactsOf(person, branch).GetProperty("reviewMinutes");

    private static string Lines(string what) => string.Concat(Enumerable.Range(0, 300).Select(i => $"{what}{i}: value of {i}\n"));
}
