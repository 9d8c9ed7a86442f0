// `countersign likelihood` and the predicate: the percentile with its reasons, a model of the repository's own, and a gate that asks.
using System.Globalization;
using System.Text;
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Reading;

public sealed class LikelihoodTests
{
    private const string Asks = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: what is likely to be mended is read by somebody
            when: { likelihood: { percentile: { over: 90 } } }
            require: { sign-offs: { count: 1, from: { at-least: senior } } }

        """;

    [Fact]
    public void A_rule_on_the_percentile_holds_the_large_change_lets_the_small_one_in_and_says_why()
    {
        using var gate = GivenGate.Open(Asks);
        gate.Commit("jun", "large", "pages/help/long.md", GivenGate.Lines(2000), "fix: everything at once");
        gate.Commit("jun", "small", "pages/help/short.md", "one line\n", "a word");

        var large = gate.Check("jun", "large");
        var facts = gate.FactsOf("jun", "large").GetProperty("likelihood");

        large.GetProperty("verdict").GetString().ShouldBe("Held");
        large.ToString().ShouldContain("adds 2,000 lines; the median here is");
        facts.GetProperty("percentile").GetDouble().ShouldBeGreaterThan(90);
        facts.GetProperty("basis").GetString().ShouldBe("cold-start/1 among 94918 changes of six other projects, for here are only 1");
        facts.TryGetProperty("probability", out _).ShouldBeFalse();
        gate.Check("jun", "small").GetProperty("verdict").GetString().ShouldBe("Allowed");
        gate.Push("jun", "large:main").Code.ShouldNotBe(0);
        gate.Push("jun", "small:main").Code.ShouldBe(0);
    }

    [Fact]
    public void A_rule_on_the_probability_is_faulted_without_a_model_and_says_what_helps()
    {
        using var gate = GivenGate.Open(Asks.Replace("percentile: { over: 90 }", "probability: { over: 0.3 }", StringComparison.Ordinal));
        gate.Commit("jun", "small", "pages/help/short.md", "one line\n", "a word");

        var check = gate.Check("jun", "small");

        check.GetProperty("verdict").GetString().ShouldBe("Faulted");
        check.ToString().ShouldContain("countersign likelihood --fit");
    }

    [Fact]
    public void History_is_not_read_for_a_policy_that_does_not_ask()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "small", "pages/help/short.md", "one line\n", "a word");

        gate.FactsOf("jun", "small").TryGetProperty("likelihood", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_verb_places_a_change_and_what_has_entered_names_nobody_and_says_what_it_cannot_know()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "large", "pages/help/long.md", GivenGate.Lines(2000), "fix: everything at once");

        var said = gate.Run("jun", "likelihood", "large");
        var json = gate.Run("jun", "likelihood", "large", "--json");
        var entered = gate.Run("jun", "likelihood", "origin/main");
        var odd = gate.Run("jun", "likelihood", "--out", "x.json");

        said.Code.ShouldBe(0, said.All);
        said.Output.ShouldContain("large: percentile 9");
        said.Output.ShouldContain("adds 2,000 lines");
        said.Output.ShouldContain("its message says that it mends something");
        said.Flat().ShouldContain("It cannot know what the code does");
        said.Output.ShouldNotContain("jun", Case.Insensitive);
        using var document = JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("measures").GetProperty("la").GetInt32().ShouldBe(2000);
        document.RootElement.GetProperty("measures").TryGetProperty("ndev", out _).ShouldBeFalse();
        entered.Output.ShouldContain("harbour: the shop and its rules");
        odd.Code.ShouldNotBe(0);
        odd.Errors.ShouldContain("--fit");
    }

    [Fact]
    public void A_commit_that_has_entered_is_placed_by_itself_with_reasons_and_so_is_one_on_a_side_branch()
    {
        using var gate = GivenGate.Open(Asks);
        var clone = gate.Clone("jun");
        gate.Commit("jun", "side", "pages/help/first.md", "one\n", "first half");
        var inner = gate.Git(clone, "rev-parse", "HEAD");
        gate.Write(clone, "pages/help/second.md", GivenGate.Lines(30));
        gate.Git(clone, "add", "-A");
        gate.GitAs("jun", clone, "commit", "-q", "-m", "second half");
        gate.Git(clone, "checkout", "-q", "-B", "entered", "origin/main");
        gate.GitAs("jun", clone, "merge", "-q", "--no-ff", "-m", "both halves", "side");
        var merge = gate.Git(clone, "rev-parse", "HEAD");
        gate.Git(clone, "checkout", "-q", "-b", "after");
        gate.Commit("jun", "after", "pages/help/after.md", GivenGate.Lines(90), "later");

        var landed = gate.Run("jun", "likelihood", merge, "--base", "after");
        var side = gate.Run("jun", "likelihood", inner, "--base", "after");
        using var json = JsonDocument.Parse(gate.Run("jun", "likelihood", inner, "--base", "after", "--json").Output);

        landed.Flat().ShouldStartWith($"{merge[..12]} \"both halves\": percentile ");
        landed.Flat().ShouldContain("adds 31 lines");
        landed.Flat().ShouldNotContain("later of", customMessage: "what came after is not asked for");
        side.Flat().ShouldStartWith($"{merge[..12]} \"both halves\", with which {inner[..12]} entered after: percentile ");
        json.RootElement.GetProperty("enteredWith").GetString().ShouldBe(merge);
        json.RootElement.GetProperty("reasons").GetArrayLength().ShouldBePositive();
    }

    [Fact]
    public void A_repository_that_knows_too_little_says_how_much_and_keeps_the_formula()
    {
        using var gate = GivenGate.Open();

        var said = gate.Run("jun", "likelihood", "--fit", "--out", "model.json");

        said.Code.ShouldBe(8, said.All);
        said.Output.ShouldContain("A model of its own takes 200 known-bad changes");
        File.Exists(Path.Combine(gate.Clone("jun"), "model.json")).ShouldBeFalse();
    }

    [Fact]
    public void A_repository_with_a_past_fits_its_model_measures_it_and_the_gate_uses_it()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("mara");
        ImportPast(gate, clone, 900);
        gate.Git(clone, "checkout", "-q", "past");

        var fit = gate.Run("mara", "likelihood", "--fit", "--base", "past", "--out", ".countersign/likelihood.json");
        var again = gate.Run("mara", "likelihood", "--fit", "--base", "past", "--json");
        gate.Git(clone, "add", ".countersign/likelihood.json");
        gate.GitAs("mara", clone, "commit", "-q", "-m", "a model of our own");
        gate.Git(clone, "checkout", "-q", "-b", "next");
        gate.Write(clone, "src/f1.txt", GivenGate.Lines(700));
        gate.Git(clone, "add", "-A");
        gate.GitAs("mara", clone, "commit", "-q", "-m", "fix: much");
        var said = gate.Run("mara", "likelihood", "next", "--base", "past", "--json");
        var entered = gate.Run("mara", "likelihood", "past~5..past");
        var commits = gate.Run("mara", "likelihood", "past~5..past", "--commits");
        gate.Git(clone, "checkout", "-q", "past");
        gate.Write(clone, ".countersign/likelihood.json", "{\"version\": 7}");
        gate.GitAs("mara", clone, "commit", "-q", "-a", "-m", "a model that cannot be read");
        var broken = gate.Run("mara", "likelihood", "next", "--base", "past");

        fit.Code.ShouldBe(0, fit.All);
        fit.Output.ShouldContain("known bad");
        fit.Output.ShouldContain("area under the curve 0.");
        fit.Output.ShouldContain("written to .countersign/likelihood.json");
        using var quality = JsonDocument.Parse(again.Output);
        quality.RootElement.GetProperty("usable").GetBoolean().ShouldBeTrue();
        quality.RootElement.GetProperty("later").GetProperty("low95").GetDouble().ShouldBeGreaterThan(0.5);
        using var document = JsonDocument.Parse(said.Output);
        var digest = quality.RootElement.GetProperty("model").GetString()!;
        document.RootElement.GetProperty("basis").GetString()!.ShouldStartWith($"fitted/1 {digest[..12]}, fitted on");
        document.RootElement.GetProperty("probability").GetDouble().ShouldBeInRange(0.01, 0.99);
        document.RootElement.GetProperty("measures").GetProperty("nuc").GetInt32().ShouldBeGreaterThan(5);
        entered.Output.ShouldContain("By fitted/1");
        commits.Output.ShouldContain("By cold-start/1");
        broken.Flat().ShouldContain("By cold-start/1");
        broken.Flat().ShouldContain(".countersign/likelihood.json cannot be read: the model has version '7'");
    }

    /// <summary>A line of changes half a day apart: the larger, the more often a later one names it as bad.</summary>
    private static void ImportPast(GivenGate gate, string clone, int changes)
    {
        var random = new Random(4);
        var (bad, stream) = (new List<int>(), new StringBuilder());
        var mark = 0;
        for (var i = 0; i < changes; i++)
        {
            var lines = (int)Math.Exp(6 * random.NextDouble());
            var message = i % 7 == 0 ? "fix: this" : "that";
            if (random.NextDouble() < (lines > 40 ? 0.75 : 0.1))
            {
                bad.Add(i);
            }

            mark = Change($"{message} {i}", i, $"src/f{i % 5}.txt", GivenGate.Lines(lines, line => $"{i} {line}"));
        }

        var file = gate.Path_("past");
        File.WriteAllText(file, stream.ToString());
        gate.Try(clone, "sh", "-c", "git fast-import --quiet --export-marks=\"$2\" < \"$1\"", "sh", file, file + ".marks").Code.ShouldBe(0);
        var ids = File.ReadAllLines(file + ".marks").Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1]);
        stream.Clear();
        for (var i = 0; i < bad.Count; i += 20)
        {
            var named = string.Concat(bad.Skip(i).Take(20).Select(one => $"Fixes: {ids[$":{one + 1}"]}\n"));
            mark = Change($"mended\n\n{named}", changes + i, "src/notes.txt", $"{i}\n", i == 0 ? ids[$":{changes}"] : null);
        }

        File.WriteAllText(file, stream.ToString());
        gate.Try(clone, "sh", "-c", "git fast-import --quiet < \"$1\"", "sh", file).Code.ShouldBe(0);

        int Change(string message, int at, string path, string content, string? from = null)
        {
            var when = string.Create(CultureInfo.InvariantCulture, $"{1_600_000_000 + (at * 43_200L)} +0000");
            stream.Append(
                CultureInfo.InvariantCulture,
                $"commit refs/heads/past\nmark :{++mark}\nauthor Mara <mara@harbour.example> {when}\ncommitter Mara <mara@harbour.example> {when}\n"
            );
            stream.Append(
                CultureInfo.InvariantCulture,
                $"data {Encoding.UTF8.GetByteCount(message)}\n{message}\n{(from is null ? "" : $"from {from}\n")}"
            );
            stream.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {Encoding.UTF8.GetByteCount(content)}\n{content}\n");
            return mark;
        }
    }
}
