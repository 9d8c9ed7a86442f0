// Claims about fitted models: what they learn, that they are the same every time, their one JSON form, and whom they know.
using System.Reflection;
using System.Text;
using Countersign.Documents;
using Countersign.Likelihood;
using Countersign.Tests.Documents;

namespace Countersign.Tests.Likelihood;

public sealed class ModelTests
{
    private static readonly IReadOnlyList<LabelledChange> s_changes = Invented(600, 5);
    private static readonly FittedModel s_model = ModelFit.Train(s_changes);

    [Fact]
    public void A_model_learns_that_large_changes_and_fixes_go_bad_more_often()
    {
        var measured = ModelFit.OnLater(s_changes)!;
        measured.Area!.Low.ShouldBeGreaterThan(0.6);
        s_model.Probability(Change(800, true)).ShouldBeGreaterThan(s_model.Probability(Change(1, false)) + 0.2);
    }

    [Fact]
    public void The_same_changes_in_any_order_give_the_same_bytes() =>
        ModelJson.Write(ModelFit.Train([.. Enumerable.Reverse(s_changes)])).ShouldBe(ModelJson.Write(s_model));

    [Fact]
    public void A_model_that_is_written_and_read_says_the_same_and_has_the_same_digest()
    {
        var read = Read(ModelJson.Write(s_model)).ShouldBeOfType<Parsed<FittedModel>.Good>().Value;

        read.Digest.ShouldBe(s_model.Digest);
        foreach (var change in s_changes)
        {
            read.Score(change.Features).ShouldBe(s_model.Score(change.Features));
            read.Probability(change.Features).ShouldBe(s_model.Probability(change.Features));
        }
    }

    [Fact]
    public void A_bent_model_is_read_as_another_model_or_refused_with_words_and_never_more()
    {
        foreach (var bytes in Hostile.Mutations(ModelJson.Write(s_model), "[]{}\",:-.0123456789eE+ntrue\\"u8.ToArray(), 150))
        {
            Read(bytes)
                .Match(
                    (model, _) => double.IsFinite(model.Score(Change(10, false))) && model.Probability(Change(10, false)) is >= 0 and <= 1,
                    problems => problems.All(problem => problem.Message.Length > 0) && problems.Count > 0
                )
                .ShouldBeTrue(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 200)]));
        }
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "version 1")]
    [InlineData("\"columns\":[\"ln la\"", "\"columns\":[\"ln exp\"", "--fit")]
    [InlineData("\"elsewhere\":\"six-projects/1\"", "\"elsewhere\":\"seven-projects/1\"", "six-projects/1")]
    [InlineData("\"recent\":", "\"author\":\"x\",\"recent\":", "")]
    [InlineData("\"intercept\":", "\"intercept\":1e300,\"slopes2\":", "")]
    public void A_model_of_another_kind_is_refused(string good, string bad, string remedy)
    {
        var text = Encoding.UTF8.GetString(ModelJson.Write(s_model)).Replace(good, bad, StringComparison.Ordinal);
        Read(Encoding.UTF8.GetBytes(text))
            .Match((_, _) => "", problems => string.Join(' ', problems.Select(problem => problem.Remedy + problem.Code)))
            .ShouldContain(remedy.Length > 0 ? remedy : "likelihood.");
    }

    [Fact]
    public void A_tree_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[0,1,2,", 5000)) + "0" + new string(']', 5000);
        var text = Encoding.UTF8.GetString(ModelJson.Write(s_model)).Replace("\"trees\":[", "\"trees\":[" + deep + ",", StringComparison.Ordinal);
        Read(Encoding.UTF8.GetBytes(text)).Match((_, _) => 0, problems => problems.Count).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Nothing_that_a_model_sees_is_about_a_person_or_a_tool()
    {
        var measures = typeof(ChangeFeatures).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        measures.ShouldAllBe(measure => measure.PropertyType == typeof(double) || measure.PropertyType == typeof(bool));
        string[] columns = [.. ModelColumns.Names, .. measures.Select(measure => measure.Name)];
        string[] never = ["exp", "author", "level", "email", "name", "tool", "agent", "assist", "provenance"];
        columns.Where(column => never.Any(word => column.Contains(word, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    [Fact]
    public void The_trees_of_six_projects_ask_only_about_columns_there_are()
    {
        SixProjects.Trees.Trees.Count.ShouldBe(BoostedTrees.Count);
        SixProjects.Trees.Trees.ShouldAllBe(tree => tree.GreatestColumn < ModelColumns.Count && tree.Depth <= 7);
    }

    [Fact]
    public void A_history_of_one_kind_only_fits_no_model() =>
        Should.Throw<ArgumentException>(() => ModelFit.Train([.. s_changes.Where(change => !change.IsBad)]));

    internal static ChangeFeatures Change(double added, bool isFix) =>
        new()
        {
            LinesAdded = added,
            LinesDeleted = added / 3,
            Files = 1 + Math.Floor(added / 90),
            Subsystems = 1,
            Folders = 1 + Math.Floor(added / 200),
            Entropy = Math.Min(3, added / 100),
            IsFix = isFix,
            Developers = 3,
            AgeDays = 20,
            EarlierChanges = 12,
            LinesBefore = 400,
        };

    internal static IReadOnlyList<LabelledChange> Invented(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var change = Change(Math.Floor(Math.Exp(7 * random.NextDouble())), random.NextDouble() < 0.3);
                    var odds = -3 + (0.5 * Math.Log(1 + change.LinesAdded)) + (change.IsFix ? 0.9 : 0);
                    return new LabelledChange(change, 1_700_000_000 + (i * 3600L), random.NextDouble() < LogisticRegression.Probability(odds));
                }),
        ];
    }

    private static Parsed<FittedModel> Read(byte[] bytes) => ModelJson.Read(bytes, "likelihood.json");
}
