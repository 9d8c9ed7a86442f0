// `countersign simulate`: figures of small real histories counted by hand, every form of output, and what bad input gets.
using System.Globalization;
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Reading;

public sealed class SimulateTests
{
    private const string Policy = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: shop code has a senior
            mode: { observe-until: 2099-01-01, then: enforce }
            when: { paths: { any: ["src/**"] } }
            require: { sign-offs: { count: 1, from: { at-least: senior } } }
          - name: pages have a reader
            when: { paths: { any: ["pages/**"] } }
            require: { peer-review: 1 }
          - name: nobody reads so much
            when: { review-minutes: { over: 60 } }
            refuse: too much

        """;

    [Theory]
    [InlineData("linear")]
    [InlineData("merge")]
    [InlineData("squash")]
    public void The_same_five_changes_give_the_figures_counted_by_hand_however_they_came_in(string style)
    {
        using var gate = Shop(style);

        using var json = Json(gate);

        var root = json.RootElement;
        (root.GetProperty("changes").GetInt32(), root.GetProperty("merges").GetInt32()).ShouldBe((5, style == "merge" ? 5 : 0));
        var yours = Of(root, "yours");
        Count(yours, "needsNobody").ShouldBe((1, 5));
        Count(yours, "held").ShouldBe((4, 5));
        yours.GetProperty("refused").GetInt32().ShouldBe(1);
        yours.GetProperty("signOffs").GetInt32().ShouldBe(2);

        // The middle of knowing the code and not; checkout is critical, so 200 lines an hour: one line, then one line for forty.
        const double One = (1.15 * (8 + (60 * 1.0 / 200))) + 1.5;
        const double Two = (1.15 * (8 + (60 * (1 + (0.3 * 40)) / 200))) + 1.5;
        yours.GetProperty("qualifiedHours").GetDouble().ShouldBe((One + Two) / 60, 0.001);
        var rules = yours.GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("rule").GetString()!);
        rules["shop code has a senior"].GetProperty("changes").GetInt32().ShouldBe(3);
        rules["pages have a reader"].GetProperty("askedPeople").GetInt32().ShouldBe(1);
        rules["nobody reads so much"].GetProperty("refused").GetInt32().ShouldBe(1);
        Count(Of(root, "none"), "held").ShouldBe((0, 5));
        Of(root, "none").TryGetProperty("digest", out _).ShouldBeFalse();

        // Jun is a junior, teo a senior, and of AI assistance nothing is known: as reported, each of jun's four changes takes a senior.
        Count(Of(root, "as-reported"), "held").ShouldBe((4, 5));
        root.GetProperty("policies")
            .EnumerateArray()
            .Select(policy => policy.GetProperty("policy").GetString())
            .ShouldBe(["none", "as-reported", "yours", "ownership"]);
    }

    [Fact]
    public void A_reverted_change_is_known_bad_once_it_is_old_enough_and_its_rule_held_it()
    {
        using var gate = Shop("linear");
        var bad = gate.Git(gate.Clone("jun"), "log", "-1", "--format=%H", "--", "src/checkout/Basket.cs");
        Land(gate, "kit", "mend", "docs/a.md", "mended\n", $"Revert it\n\nThis reverts commit {bad}.", "linear", day: 200);

        using var json = Json(gate);

        json.RootElement.GetProperty("knownBad").GetProperty("changes").GetInt32().ShouldBe(1);
        Count(Of(json.RootElement, "yours"), "knownBadHeld").ShouldBe((1, 1));
        Count(Of(json.RootElement, "none"), "knownBadHeld").ShouldBe((0, 1));
        Count(Of(json.RootElement, "yours"), "matureHeld").ShouldBe((4, 5));
    }

    [Fact]
    public void A_later_day_counts_fewer_changes_and_a_file_s_policy_stands_beside_the_others()
    {
        using var gate = Shop("linear");
        gate.Write(gate.Clone("jun"), "draft.yml", Policy.Replace("pages/**", "never/**", StringComparison.Ordinal));

        using var json = Json(gate, "--since", "2026-03-04", "--policy", "draft.yml", "--capacity", "2x30");

        json.RootElement.GetProperty("changes").GetInt32().ShouldBe(3);
        json.RootElement.GetProperty("capacity").GetProperty("hoursAWeek").GetDouble().ShouldBe(5);
        json.RootElement.GetProperty("capacity").GetProperty("assumed").GetBoolean().ShouldBeFalse();
        Of(json.RootElement, "yours").GetProperty("title").GetString().ShouldBe("draft.yml");
    }

    [Fact]
    public void No_report_names_anybody_and_the_page_needs_nothing_from_elsewhere()
    {
        using var gate = Shop("merge");
        var page = Path.Combine(gate.Clone("jun"), "report.html");

        var text = gate.Run("jun", "simulate", "--html", "report.html");
        var html = File.ReadAllText(page);
        var json = gate.Run("jun", "simulate", "--json").Output;

        text.Code.ShouldBe(0, text.All);
        foreach (var report in new[] { text.Output, html, json })
        {
            foreach (var person in new[] { "jun", "kit", "teo", "harbour.example" })
            {
                report.ShouldNotContain(person + "@", Case.Insensitive);
                report.ShouldNotContain($" {person} ", Case.Insensitive);
            }
        }

        html.ShouldStartWith("<!doctype html>");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("src=");
        html.ShouldNotContain("http:", Case.Insensitive);
        html.ShouldNotContain("https:", Case.Insensitive);
        html.Split("<svg ").Length.ShouldBe(html.Split("<desc id=").Length);
        html.ShouldContain("prefers-color-scheme: dark");
        text.Output.ShouldContain("5 merged changes on main");
        text.Output.ShouldContain("Held is not caught");
    }

    [Fact]
    public void A_login_in_the_subject_of_a_bad_merge_is_in_no_report()
    {
        using var gate = GivenGate.Open(Policy);
        Land(gate, "jun", "jun-the-login/basket", "src/checkout/Basket.cs", "// one\n", "one by @jun-the-login", "merge", 1);
        var merge = gate.Git(gate.Path_("history"), "rev-parse", "main");
        Land(gate, "kit", "mend", "docs/a.md", "mended\n", $"Revert it\n\nThis reverts commit {merge}.", "merge", day: 200);
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");

        var text = gate.Run("jun", "simulate", "--html", "report.html");

        text.Output.ShouldContain($"{merge[..12]}  2026-03-02");
        foreach (var report in new[] { text.Output, File.ReadAllText(Path.Combine(gate.Clone("jun"), "report.html")) })
        {
            report.ShouldContain("checkout");
            report.ShouldNotContain("jun-the-login");
        }
    }

    [Fact]
    public void Hostile_subjects_and_rule_names_do_no_harm_on_the_screen_or_the_page()
    {
        using var gate = GivenGate.Open(Policy.Replace("pages have a reader", "<script>alert(1)</script>", StringComparison.Ordinal));
        Land(gate, "kit", "odd", "src/checkout/Odd.cs", GivenGate.Lines(900), "\u001b[31m<img src=x onerror=alert(1)>\u202E", "linear", 1);

        var text = gate.Run("kit", "simulate", "--html", "page.html");
        var html = File.ReadAllText(Path.Combine(gate.Clone("kit"), "page.html"));

        text.Output.ShouldNotContain('\u001b');
        text.Output.ShouldNotContain('\u202E');
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldNotContain('\u202E');
    }

    [Fact]
    public void What_a_watching_gate_saw_feeds_the_same_report()
    {
        using var gate = GivenGate.Open(
            Policy.Replace("mode: { observe-until: 2099-01-01, then: enforce }", "mode: enforce", StringComparison.Ordinal),
            hookOptions: ["--observe"]
        );
        Pushed("a", "src/checkout/Basket.cs", "// one\n");
        Pushed("b", "src/checkout/Long.cs", GivenGate.Lines(900));
        Pushed("c", "docs/a.md", "a word\n");
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");

        using var json = JsonDocument.Parse(gate.RunIn(gate.Bare, ["simulate", "--observed", "--json"]).Output);
        var text = gate.RunIn(gate.Bare, ["simulate", "--observed"]);

        var all = json.RootElement.GetProperty("observed").EnumerateArray().First();
        (all.GetProperty("landings").GetInt32(), all.GetProperty("held").GetInt32(), all.GetProperty("refused").GetInt32()).ShouldBe((3, 1, 1));
        all.GetProperty("hours").GetDouble().ShouldBeInRange(0.1, 1);
        json.RootElement.GetProperty("changes").GetInt32().ShouldBe(3);
        text.Output.ShouldContain("the gate would have held 1 of 3 landings, refused 1, and asked");

        void Pushed(string branch, string path, string content)
        {
            gate.Commit("jun", branch, path, content);
            gate.Push("jun", $"{branch}:main").Code.ShouldBe(0);
        }
    }

    [Fact]
    public void Whoever_asks_for_what_nobody_watched_is_told_how_to_begin()
    {
        using var gate = GivenGate.Open();

        var ran = gate.RunIn(gate.Bare, ["simulate", "--observed"]);

        ran.Code.ShouldBe(2, ran.All);
        ran.Errors.ShouldContain("countersign hook install --observe");
    }

    [Fact]
    public void An_empty_repository_and_one_without_a_change_are_answered_in_words()
    {
        using var gate = GivenGate.Open();
        var folder = gate.Path_("empty");
        gate.Git(gate.Bare, "init", "-q", "-b", "main", folder);

        gate.RunIn(folder, ["simulate"]).Errors.ShouldContain("there is no branch yet");
        gate.GitAs("kit", folder, "commit", "-q", "--allow-empty", "-m", "first");
        var first = gate.RunIn(folder, ["simulate", "--html", "page.html"]);

        first.Code.ShouldBe(0, first.All);
        first.Output.ShouldContain("There is no change yet on main");
        File.ReadAllText(Path.Combine(folder, "page.html")).ShouldContain("no change yet");
    }

    [Fact]
    public void A_shallow_clone_is_refused_with_the_command_that_helps()
    {
        using var gate = Shop("linear");
        var folder = gate.Path_("shallow");
        gate.Git(gate.Bare, "clone", "-q", "--depth=2", "file://" + gate.Bare, folder);

        var ran = gate.RunIn(folder, ["simulate"]);

        ran.Code.ShouldBe(1, ran.All);
        ran.Errors.ShouldContain("git fetch --unshallow origin");
        ran.Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_roster_is_no_absent_one_whichever_policy_is_replayed()
    {
        using var gate = Shop("linear");
        Land(gate, "kit", "break", ".countersign/roster.yml", "version: 1\npersons: [", "oops", "linear", 6);
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.Write(gate.Clone("jun"), "draft.yml", Policy);

        foreach (var more in new string[][] { [], ["--policy", "draft.yml"] })
        {
            var ran = gate.Run("jun", ["simulate", .. more]);

            ran.Code.ShouldBe(2, ran.All);
            ran.Errors.ShouldContain("cannot be read whole");
            ran.Errors.ShouldContain(".countersign/roster.yml");
        }
    }

    [Fact]
    public void Only_the_policy_may_be_broken_where_another_is_replayed()
    {
        using var gate = Shop("linear");
        Land(gate, "kit", "break", ".countersign/policy.yml", "version: 1\nrules: [", "oops", "linear", 6);
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.Write(gate.Clone("jun"), "draft.yml", Policy);

        gate.Run("jun", "simulate").Errors.ShouldContain("or name others with --policy");
        gate.Run("jun", "simulate", "--policy", "draft.yml").Code.ShouldBe(0);
    }

    [Fact]
    public void Files_of_one_name_are_told_apart_and_every_row_is_counted()
    {
        using var gate = Shop("linear");
        foreach (var file in new[] { "a/yours.yml", "b/yours.yml", "none.yml" })
        {
            gate.Write(gate.Clone("jun"), file, Policy);
        }

        var ran = gate.Run("jun", "simulate", "--policy", "a/yours.yml", "--policy", "b/yours.yml", "--policy", "none.yml", "--html", "page.html");

        ran.Code.ShouldBe(0, ran.All);
        ran.Output.ShouldContain("yours 2 is b/yours.yml");
        ran.Output.ShouldContain("none 2 is none.yml");
        File.ReadAllText(Path.Combine(gate.Clone("jun"), "page.html")).ShouldContain("Six policies on the same changes");
    }

    [Fact]
    public void A_policy_from_elsewhere_is_called_by_its_file_s_name_and_no_folder_of_anybody_s_is_told()
    {
        using var gate = Shop("linear");
        var file = Path.Combine(gate.Path_("jane.doe"), "draft.yml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Policy);
        gate.Write(gate.Clone("jun"), "rules/own.yml", Policy);

        var text = gate.Run("jun", "simulate", "--policy", file, "--policy", "rules/own.yml", "--html", "page.html");
        var json = gate.Run("jun", "simulate", "--policy", file, "--json");

        text.Code.ShouldBe(0, text.All);
        text.Output.ShouldContain("yours is draft.yml");
        text.Output.ShouldContain("own is rules/own.yml");
        foreach (var report in new[] { text.Output, json.Output, File.ReadAllText(Path.Combine(gate.Clone("jun"), "page.html")) })
        {
            report.ShouldNotContain("jane.doe");
        }
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_told_before_the_replay_and_one_that_comes_to_nothing_leaves_no_file()
    {
        using var gate = Shop("linear");
        var folder = gate.Clone("jun");

        var ran = gate.Run("jun", "simulate", "--html", "nowhere/page.html");
        gate.Run("jun", "simulate", "--html", "page.html", "--policy", "absent.yml").Code.ShouldBe(2);

        ran.Code.ShouldBe(2, ran.All);
        ran.Errors.ShouldContain("the page cannot be written to nowhere/page.html");
        File.Exists(Path.Combine(folder, "page.html")).ShouldBeFalse();
    }

    [Fact]
    public void A_pipe_and_a_full_disk_get_words_and_the_first_before_the_replay()
    {
        using var gate = Shop("linear");
        var folder = gate.Clone("jun");
        gate.Try(folder, "mkfifo", "pipe").Code.ShouldBe(0);
        using var reader = new FileStream(Path.Combine(folder, "pipe"), FileMode.Open, FileAccess.ReadWrite);

        var pipe = gate.Run("jun", "simulate", "--html", "pipe");
        var full = gate.Run("jun", "simulate", "--html", "/dev/full");

        (pipe.Code, pipe.Output).ShouldBe((2, ""), pipe.All);
        pipe.Errors.ShouldContain("the page cannot be written to pipe: it is a pipe or a device");
        full.Code.ShouldBe(2, full.All);
        full.Errors.ShouldContain("the page cannot be written to /dev/full");
    }

    [Fact]
    public void An_example_of_a_known_bad_change_is_one_that_the_figures_count()
    {
        using var gate = Shop("linear");
        gate.Now = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        var old = Bad("src/checkout/Basket.cs", "old", 150);
        Land(gate, "jun", "young", "src/checkout/Young.cs", "// young\n", "young", "linear", 190);
        var young = Bad("src/checkout/Young.cs", "mended", 200);

        var output = gate.Run("jun", "simulate").Output;

        var held = output[output.IndexOf("Known-bad changes it would have held, newest first", StringComparison.Ordinal)..];
        held.ShouldContain(old[..12]);
        output.ShouldNotContain(young[..12]);
        output.ShouldContain("2 changes known to have been bad");

        string Bad(string path, string branch, int day)
        {
            gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
            var bad = gate.Git(gate.Clone("jun"), "log", "-1", "--format=%H", "origin/main", "--", path);
            Land(gate, "kit", branch, "docs/a.md", branch, $"Revert it\n\nThis reverts commit {bad}.", "linear", day);
            gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
            return bad;
        }
    }

    [Fact]
    public void A_report_says_what_it_assumed_of_AI_s_part_of_the_rules_of_hours_and_of_likelihood()
    {
        using var gate = Shop("linear");
        Land(gate, "kit", "rules", ".countersign/notes.txt", "x\n", "rules", "linear", 6);
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");

        var text = gate.Run("jun", "simulate").Output.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal);

        text.ShouldContain("6 of 6 changes carry no tool's mark");
        text.ShouldContain("unknown counts as AI-assisted");
        text.ShouldContain("What changes of the rules themselves do (1) is not read");
        text.ShouldContain("a fitted model is not used");
        text.ShouldContain("A usual week is told from few changes: 6 in 1 week.");
    }

    [Fact]
    public void A_day_after_the_last_change_is_answered_with_that_day_and_a_date_in_the_future_with_the_step_before()
    {
        using var gate = Shop("linear");
        Land(gate, "kit", "ahead", "docs/b.md", "b\n", "from 2097", "linear", 26_000);
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");

        gate.Run("jun", "simulate", "--since", "2026-05-01").Output.ShouldContain("There is no change since 2026-05-01 on main");
        gate.Run("jun", "simulate").Output.ShouldContain("6 merged changes on main of clone-jun, 2026-03-02 to 2026-03-06");
    }

    [Fact]
    public void A_missing_object_a_broken_policy_and_a_wrong_option_each_get_a_message_and_a_code()
    {
        using var gate = Shop("linear");
        var folder = gate.Clone("jun");
        gate.Write(folder, "broken.yml", "version: 1\nrules: [{ name: 1, whn: {} }]\n");

        Failed(2, "there is no policy file", "simulate", "--policy", "absent.yml");
        Failed(2, "broken.yml is no policy that can be replayed", "simulate", "--policy", "broken.yml");
        Failed(2, "is not a day", "simulate", "--since", "yesterday");
        Failed(2, "is not PEOPLE or PEOPLExMINUTES", "simulate", "--capacity", "0");
        Failed(2, "is not PEOPLE or PEOPLExMINUTES", "simulate", "--capacity", "3x-5");
        Failed(1, "there is no folder", "simulate", "nowhere");
        Failed(2, "there is no branch 'absent'", "simulate", "--to", "absent");

        folder = gate.Path_("history");
        var tree = gate.Git(folder, "rev-parse", "main~1^{tree}");
        File.Delete(Path.Combine(folder, ".git", "objects", tree[..2], tree[2..]));
        gate.Git(folder, "remote", "remove", "origin");
        Failed(1, tree, "simulate", "--no-cache");

        void Failed(int code, string words, params string[] arguments)
        {
            var ran = gate.RunIn(folder, arguments);
            ran.Code.ShouldBe(code, ran.All);
            ran.Errors.ShouldContain(words);
        }
    }

    [Fact]
    public void Grafts_and_replacements_change_nothing_and_are_said()
    {
        using var gate = Shop("linear");
        var folder = gate.Clone("jun");
        var before = gate.Run("jun", "simulate", "--no-cache").Output;
        gate.Git(folder, "replace", "--graft", gate.Git(folder, "rev-parse", "origin/main"));

        var after = gate.Run("jun", "simulate", "--no-cache").Output;

        after.ShouldContain("5 merged changes");
        after.ReplaceLineEndings(" ").ShouldContain("grafts or replacements; they are ignored");
        before.ShouldNotContain("grafts");
    }

    [Fact]
    public void The_second_run_says_the_same_from_the_cache_which_lies_outside_the_repository()
    {
        using var gate = Shop("merge");
        var before = Everything(gate.Clone("jun"));
        var first = gate.Run("jun", "simulate").Output;

        gate.Run("jun", "simulate").Output.ShouldBe(first);
        gate.Run("jun", "simulate", "--no-cache").Output.ShouldBe(first);
        Everything(gate.Clone("jun")).ShouldBe(before);

        static IReadOnlyList<string> Everything(string folder) =>
            [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    /// <summary>Jun changes src twice by a line, src once by 900 lines and pages once; teo, a senior, writes docs. A day passes between them.</summary>
    private static GivenGate Shop(string style)
    {
        var gate = GivenGate.Open(Policy);
        Land(gate, "jun", "a", "src/checkout/One.cs", "// one\n", "one", style, 1);
        Land(gate, "jun", "b", "src/invoices/Long.cs", GivenGate.Lines(900), "long", style, 2);
        Land(gate, "jun", "c", "pages/help/new.md", "a page\n", "page", style, 3);
        Land(gate, "teo", "d", "docs/a.md", "a word\n", "word", style, 4);
        Land(gate, "jun", "e", "src/checkout/Basket.cs", "// two\n", "two", style, 5);
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        return gate;
    }

    /// <summary>Past the gate: this is history from before it stood there.</summary>
    private static void Land(GivenGate gate, string person, string branch, string path, string content, string message, string style, int day)
    {
        var folder = gate.Path_("history");
        if (!Directory.Exists(folder))
        {
            gate.Git(gate.Bare, "clone", "-q", gate.Bare, folder);
        }

        var when = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc).AddDays(day).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        gate.Git(folder, "checkout", "-q", "-b", branch, "main");
        gate.Write(folder, path, content);
        gate.Git(folder, "add", "-A");
        string[] dated = ["-c", $"user.name={GivenGate.Named(person)}", "-c", $"user.email={GivenGate.Email(person)}"];
        Dated("commit", "-q", "-m", message);
        gate.Git(folder, "checkout", "-q", "main");
        switch (style)
        {
            case "linear":
                gate.Git(folder, "merge", "-q", "--ff-only", branch);
                break;
            case "merge":
                Dated("merge", "-q", "--no-ff", "-m", $"Merge {branch}", branch);
                break;
            default:
                gate.Git(folder, "merge", "-q", "--squash", branch);
                Dated("commit", "-q", "-m", message + " (#1)");
                break;
        }

        gate.Git(gate.Bare, "fetch", "-q", folder, "+main:main");

        void Dated(params string[] arguments)
        {
            var ran = gate.Try(folder, "env", [$"GIT_AUTHOR_DATE={when}", $"GIT_COMMITTER_DATE={when}", "git", .. dated, .. arguments]);
            ran.Code.ShouldBe(0, ran.All);
        }
    }

    private static JsonDocument Json(GivenGate gate, params string[] options)
    {
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        var ran = gate.Run("jun", ["simulate", "--json", .. options]);
        ran.Code.ShouldBe(0, ran.All);
        return JsonDocument.Parse(ran.Output);
    }

    private static JsonElement Of(JsonElement root, string policy) =>
        root.GetProperty("policies").EnumerateArray().Single(one => one.GetProperty("policy").GetString() == policy);

    private static (int Hits, int Of) Count(JsonElement policy, string name) =>
        (policy.GetProperty(name).GetProperty("count").GetInt32(), policy.GetProperty(name).GetProperty("of").GetInt32());
}
