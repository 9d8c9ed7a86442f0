// A refusal for size counts with the best-placed reader: who is that, who is not, and who cannot make themselves one.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class BestPlacedReaderTests
{
    private const string Path = "config/checkout.yml";

    /// <summary>A hundred lines in one file: 24.5 minutes for who knows it, 31.4 at first contact.</summary>
    private static string Long(string what = "a") => string.Concat(Enumerable.Range(0, 100).Select(i => $"{what}{i}: {i}\n"));

    private static string Policy(string from) =>
        GivenGate
            .PracticePolicy.Replace("above: author, at-least: senior", from, StringComparison.Ordinal)
            .Replace("over: 90", "over: 27", StringComparison.Ordinal);

    [Fact]
    public void Whoever_could_sign_and_wrote_the_file_before_keeps_a_change_from_being_refused()
    {
        using var gate = GivenGate.Open(Policy("team: platform"));
        gate.Commit("jun", "long", "config/new.yml", Long());

        var facts = gate.FactsOf("jun", "long").GetProperty("reviewMinutes");

        Readers(facts).ShouldBe((2, 1), "mara and teo could sign, and mara wrote the file beside it");
        facts.GetProperty("expected").GetDouble().ShouldBe(facts.GetProperty("low").GetDouble());
        var check = gate.Check("jun", "long");
        check.GetProperty("verdict").GetString().ShouldBe("Held");
        check.ToString().ShouldContain("1 of 2 who could sign knows these files");
        gate.Offer("jun", "long", "teo");
        gate.Push("jun", "long:main").Code.ShouldBe(0);
    }

    [Fact]
    public void Where_nobody_who_could_sign_has_met_the_files_first_contact_counts_and_the_maker_himself_never_does()
    {
        using var gate = GivenGate.Open(Policy("team: payments, at-least: senior"));
        gate.Commit("mara", "long", Path, Long());
        gate.Commit("jun", "own", Path, Long());

        foreach (var branch in new[] { "long", "own" })
        {
            var who = branch == "long" ? "mara" : "jun";
            Readers(gate.FactsOf(who, branch).GetProperty("reviewMinutes")).ShouldBe((2, 0));
            var check = gate.Check(who, branch);
            check.GetProperty("verdict").GetString().ShouldBe("Refused");
            check.ToString().ShouldContain("none of the 2 who could sign knows these files");
            gate.Push(who, $"{branch}:main").All.ShouldContain("Refused");
        }
    }

    [Fact]
    public void Commits_that_have_not_landed_and_a_top_file_thrown_in_make_nobody_a_reader_who_knows()
    {
        using var gate = GivenGate.Open(Policy("team: payments, at-least: senior"));
        gate.Commit("ines", "elsewhere", Path, "checkout:\n  retries: 9\n");
        gate.Git(gate.Clone("ines"), "push", "-q", "origin", "elsewhere");
        gate.Commit("jun", "forged", new Dictionary<string, string> { [Path] = Long(), ["README.md"] = "hello\n" });

        Readers(gate.FactsOf("jun", "forged").GetProperty("reviewMinutes")).ShouldBe((2, 0));

        // Whoever is named as the author of a part of it is one of its makers, and no reader.
        gate.Commit("jun", "forged", "README.md", "hello you\n", author: "ines");
        Readers(gate.FactsOf("jun", "forged").GetProperty("reviewMinutes")).ShouldBe((1, 0));
    }

    [Fact]
    public void Whoever_signed_an_earlier_change_of_these_files_knows_them()
    {
        using var gate = GivenGate.Open(Policy("team: payments, at-least: senior"));
        gate.Commit("jun", "small", Path, GivenGate.NewTimeout);
        gate.Offer("jun", "small", "ines");
        gate.Push("jun", "small:main").Code.ShouldBe(0);
        gate.Commit("kit", "long", Path, Long());
        gate.Offer("kit", "long", "wren");

        gate.Push("kit", "long:main").ShouldEnter();
    }

    [Fact]
    public void Where_the_past_cannot_be_read_whole_the_middle_of_the_band_stands_and_is_said()
    {
        using var gate = GivenGate.Open(Policy("team: payments, at-least: senior"));
        gate.PastTheGate(Path, GivenGate.NewTimeout);
        gate.Commit("jun", "long", Path, Long());
        var folder = gate.Clone("jun");
        var gone = gate.Git(folder, "rev-parse", "origin/main~1:config");
        var file = System.IO.Path.Combine(folder, ".git", "objects", gone[..2], gone[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);

        var facts = gate.FactsOf("jun", "long").GetProperty("reviewMinutes");

        facts.GetProperty("readers").GetProperty("unknown").GetString()!.ShouldContain("cannot be read whole");
        facts.GetProperty("expected").GetDouble().ShouldBe((facts.GetProperty("low").GetDouble() + facts.GetProperty("high").GetDouble()) / 2, 0.001);
    }

    [Fact]
    public void A_name_with_a_line_break_hides_nothing_and_a_limit_far_away_costs_no_look()
    {
        using var gate = GivenGate.Open(Policy("team: platform"));
        gate.Commit("jun", "odd", "config/odd\nname.yml", Long());
        Readers(gate.FactsOf("jun", "odd").GetProperty("reviewMinutes")).ShouldBe((2, 1));

        gate.Commit("jun", "short", Path, GivenGate.NewTimeout);
        gate.FactsOf("jun", "short").GetProperty("reviewMinutes").TryGetProperty("readers", out _).ShouldBeFalse();
    }

    [Fact]
    public void What_a_rule_asks_for_only_once_the_minutes_are_settled_is_read_then()
    {
        var also = Policy("team: payments, at-least: senior")
            .Replace(
                "review-minutes: { over: 27 }",
                "review-minutes: { over: 30 }, likelihood: { percentile: { at-least: 99 } }",
                StringComparison.Ordinal
            );
        using var gate = GivenGate.Open(also);
        gate.Commit("jun", "long", Path, Long());

        var check = gate.Check("jun", "long");

        check.GetProperty("verdict").GetString().ShouldNotBe("Faulted", check.ToString());
        var facts = gate.FactsOf("jun", "long");
        facts.GetProperty("likelihood").GetProperty("percentile").GetDouble().ShouldBeGreaterThan(0);
        Readers(facts.GetProperty("reviewMinutes")).ShouldBe((2, 0));
    }

    [Fact]
    public void A_landed_commit_with_an_old_clock_makes_nobody_a_stranger_and_counts_for_nobody_itself()
    {
        using var gate = GivenGate.Open(Policy("team: payments, at-least: senior"));
        Land(gate, "wren", Path, "checkout:\n  retries: 8\n", "2001-01-01T00:00:00Z");
        gate.Commit("jun", "before", Path, Long());
        Readers(gate.FactsOf("jun", "before").GetProperty("reviewMinutes")).ShouldBe((2, 0), "twenty years are forgotten");

        Land(gate, "ines", Path, "checkout:\n  retries: 9\n");
        Land(gate, "stranger", Path, "checkout:\n  retries: 8\n", "2001-01-01T00:00:00Z");
        gate.Commit("kit", "after", Path, Long());

        Readers(gate.FactsOf("kit", "after").GetProperty("reviewMinutes")).ShouldBe((2, 1));
    }

    [Fact]
    public void A_branch_whose_content_its_merge_set_aside_was_written_all_the_same()
    {
        using var gate = GivenGate.Open(Policy("team: payments, at-least: senior"));
        gate.Commit("ines", "side", Path, "checkout:\n  retries: 9\n");
        Land(gate, "mara", "README.md", "hello\n");
        var folder = gate.Clone("mara");
        gate.Git(folder, "fetch", "-q", gate.Clone("ines"), "side");
        gate.Git(folder, "merge", "-q", "-s", "ours", "-m", "not that", "FETCH_HEAD");
        Publish(gate, "mara");
        gate.Commit("jun", "long", Path, Long());

        Readers(gate.FactsOf("jun", "long").GetProperty("reviewMinutes")).ShouldBe((2, 1));
    }

    [Fact]
    public void A_name_that_ends_in_a_carriage_return_is_met_like_any_other()
    {
        using var gate = GivenGate.Open(Policy("team: payments, at-least: senior"));
        Land(gate, "ines", "config/odd\r", "odd: 1\n");
        gate.Commit("jun", "long", "config/odd\r", Long());

        Readers(gate.FactsOf("jun", "long").GetProperty("reviewMinutes")).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData("ines", 0)]
    [InlineData("teo", 1)]
    public void A_replay_refuses_for_size_what_the_gate_would_have_refused(string wroteItBefore, int refused)
    {
        using var gate = GivenGate.Open(Policy("team: payments, at-least: senior"));
        foreach (var (person, content) in new[] { (wroteItBefore, GivenGate.NewTimeout), ("jun", Long()) })
        {
            gate.Commit(person, "next", Path, content);
            gate.Git(gate.Bare, "fetch", "-q", gate.Clone(person), "next");
            if (person == "jun")
            {
                gate.Check("jun", "next").GetProperty("verdict").GetString().ShouldBe(refused > 0 ? "Refused" : "Held");
            }

            gate.Git(gate.Bare, "update-ref", "refs/heads/main", "FETCH_HEAD");
        }

        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        var report = gate.Run("jun", "simulate", "--json");
        using var json = JsonDocument.Parse(report.Output);
        var yours = json.RootElement.GetProperty("policies").EnumerateArray().Single(policy => policy.GetProperty("policy").GetString() == "yours");
        yours.GetProperty("refused").GetInt32().ShouldBe(refused);
    }

    /// <summary>Past the gate, by a clock of the person's own where one is given.</summary>
    private static void Land(GivenGate gate, string person, string path, string content, string? clock = null)
    {
        var folder = gate.Clone(person);
        gate.Git(folder, "fetch", "-q", "origin");
        gate.Git(folder, "checkout", "-q", "-B", "landed", "origin/main");
        gate.Write(folder, path, content);
        gate.Git(folder, "add", "-A");
        var dates = new Dictionary<string, string>(StringComparer.Ordinal);
        if (clock is not null)
        {
            dates = new(StringComparer.Ordinal) { ["GIT_AUTHOR_DATE"] = clock, ["GIT_COMMITTER_DATE"] = clock };
        }

        gate.TryWith(dates, folder, "git", "commit", "-q", "-m", "a change").Code.ShouldBe(0);
        Publish(gate, person);
    }

    private static void Publish(GivenGate gate, string person)
    {
        gate.Git(gate.Bare, "fetch", "-q", gate.Clone(person), "HEAD");
        gate.Git(gate.Bare, "update-ref", "refs/heads/main", "FETCH_HEAD");
    }

    private static (int Qualified, int Familiar) Readers(JsonElement minutes)
    {
        var readers = minutes.GetProperty("readers");
        return (readers.GetProperty("qualified").GetInt32(), readers.GetProperty("familiar").GetInt32());
    }
}
