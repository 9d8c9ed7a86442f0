// Claims about saying how long reading took: a count in the clone, in no ref, and few answers are shown to nobody.
using System.Globalization;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class MinutesTests
{
    [Fact]
    public void A_band_given_at_signing_is_a_count_in_the_clone_without_a_name_and_in_no_ref()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout);
        gate.Approve("jun", "timeout");
        var folder = gate.Clone("teo");

        gate.Sign("teo", "timeout", "--took", "5-15").Output.ShouldContain("Signed by");

        var pool = File.ReadAllText(Path.Combine(folder, ".git", "countersign", "review-minutes.json"));
        pool.ShouldContain("\"5-15\": 1");
        pool.ShouldNotContain("teo");
        gate.Git(folder, "for-each-ref", "--format=%(refname)").ShouldNotContain("minutes");

        var shown = gate.Run("teo", "minutes");
        shown.Output.ShouldContain("The documented constants stand: 0 answers");
        gate.Run("teo", "minutes", "--contribute").Code.ShouldBe(ExitCode.Usage);
        gate.Run("teo", "sign", "timeout", "--took", "13").Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Classes_with_five_answers_move_to_the_teams_file_and_the_rest_stays_in_the_clone()
    {
        using var gate = GivenGate.Open();
        var folder = gate.Clone("teo");
        var pool = Path.Combine(folder, ".git", "countersign", "review-minutes.json");
        Pool(gate, folder, (1, 25), (2, 4));

        gate.Run("teo", "minutes", "--contribute").Code.ShouldBe(0);

        File.ReadAllText(Path.Combine(folder, ".countersign", "review-minutes.json")).ShouldContain("\"15-30\"");
        File.ReadAllText(pool).ShouldContain("\"5-15\": 4");
        File.ReadAllText(pool).ShouldNotContain("25");
        var shown = gate.Run("teo", "minutes", "--json").Output;
        shown.ShouldContain("\"answers\": 25");
        shown.ShouldContain("\"refitted\"");
        gate.Run("teo", "minutes").Output.ShouldContain("Refitted on 25 answers");
        gate.Run("teo", "minutes", "--contribute").Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Answers_that_the_team_s_file_does_not_take_stay_in_the_clone()
    {
        using var gate = GivenGate.Open();
        var folder = gate.Clone("teo");
        Pool(gate, folder, (1, 25));

        // A folder where the file should go: nothing can be written there, as on a full disk.
        Directory.CreateDirectory(Path.Combine(folder, ".countersign", "review-minutes.json.new"));
        gate.Run("teo", "minutes", "--contribute").Code.ShouldNotBe(0);

        File.ReadAllText(Path.Combine(folder, ".git", "countersign", "review-minutes.json")).ShouldContain("25");
    }

    [Fact]
    public void A_broken_pool_is_said_and_costs_no_signature()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout);
        gate.Approve("jun", "timeout");
        gate.Write(gate.Clone("teo"), ".git/countersign/review-minutes.json", "{");

        var signed = gate.Sign("teo", "timeout", "--took", "5-15");

        signed.Output.ShouldContain("Signed by");
        signed.Errors.ShouldContain("The minutes were not kept");
        gate.Run("teo", "minutes").Code.ShouldBe(ExitCode.Usage);
    }

    private static void Pool(GivenGate gate, string folder, params (int Row, int Count)[] rows)
    {
        string[] names = ["under-15", "15-30", "30-60"];
        var answers = rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{{\"expected\":\"{names[row.Row]}\",\"5-15\":{row.Count}}}"));
        gate.Write(folder, ".git/countersign/review-minutes.json", $"{{\"version\":1,\"answers\":[{string.Join(',', answers)}]}}");
    }
}
