// Claims about counting a history's evidence: what counts, what does not, and how far a share can be trusted.
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Tests.Provenance;

public sealed class HistoryTallyTests
{
    private static readonly DateTimeOffset s_day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static AssistanceFinding Finding(string tool, int certainty, AssistanceClass grade = AssistanceClass.Assisted, string? model = null) =>
        new("trailer", tool, model, grade, certainty, "raw", "source");

    [Fact]
    public void A_commit_counts_once_in_its_highest_class_and_once_for_each_tool()
    {
        var tally = new HistoryTally();
        tally.Add(s_day, [Finding("Claude Code", 1), Finding("Claude Code", 1), Finding("Cursor", 2, AssistanceClass.Agent)]);
        tally.Add(s_day.AddDays(-9), []);
        tally.Add(s_day.AddDays(3), [Finding("Cursor", 0)]);

        tally.Commits.ShouldBe(3);
        (tally.From, tally.To).ShouldBe((s_day.AddDays(-9), s_day.AddDays(3)));
        tally.Classes.ShouldBe(
            new Dictionary<AssistanceClass, long> { [AssistanceClass.Agent] = 1, [AssistanceClass.Unknown] = 2 },
            ignoreOrder: true
        );
        tally.Certainties.ShouldBe([1, 0, 1, 0, 0]);
        tally.Tools.ShouldBe([new("Claude Code", null, 1, 1), new("Cursor", null, 1, 2)]);
    }

    [Fact]
    public void A_bots_mark_does_not_hide_an_agents_in_the_same_commit()
    {
        var tally = new HistoryTally();
        tally.Add(s_day, [Finding("dependabot", 2, AssistanceClass.Automation), Finding("Claude Code", 1)]);
        tally.Add(s_day, [Finding("dependabot", 2, AssistanceClass.Automation)]);

        tally.Classes.ShouldBe(
            new Dictionary<AssistanceClass, long> { [AssistanceClass.Assisted] = 1, [AssistanceClass.Automation] = 1 },
            ignoreOrder: true
        );
    }

    [Fact]
    public void Lines_are_counted_for_commits_with_a_record_and_for_others_only_where_they_were_counted()
    {
        var tally = new HistoryTally();
        tally.Add(s_day, []);
        tally.Lines.Shares.ShouldBeEmpty();
        tally.Add(s_day, [], new LineShare(10, 4, 1, MayBeInferred: false));
        tally.Add(s_day, [], new LineShare(5, 5, 0, MayBeInferred: true));
        tally.Add(s_day, [Finding("Claude Code", 1)], added: 7);

        (tally.Lines.Commits, tally.Lines.Added).ShouldBe((3, 22));
        tally.Lines.Shares.ShouldBe([
            new(AssistanceClass.Agent, LineBasis.RecordedByLine, 4),
            new(AssistanceClass.Agent, LineBasis.RecordedMayBeInferred, 5),
            new(AssistanceClass.None, LineBasis.ClaimedForPerson, 1),
            new(AssistanceClass.Assisted, LineBasis.DeclaredInCommit, 7),
            new(AssistanceClass.Unknown, LineBasis.NoData, 5),
        ]);
    }

    [Fact]
    public void Memory_is_bounded_whatever_names_a_history_invents()
    {
        var tally = new HistoryTally();
        for (var i = 0; i < 5000; i++)
        {
            tally.Add(s_day, [Finding($"tool {i}", 1)]);
        }

        tally.Tools.Count.ShouldBeLessThanOrEqualTo(2001);
        tally.Tools.Sum(tool => tool.Commits).ShouldBe(5000);
    }

    /// <summary>From Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void A_share_has_the_interval_that_the_literature_gives_it(long hits, long n, double low, double high)
    {
        var share = new Share(hits, n);
        share.Low.ShouldBe(low, 0.00005);
        share.High.ShouldBe(high, 0.00005);
    }

    [Fact]
    public void Of_nothing_nothing_is_known() => (new Share(0, 0).Low, new Share(0, 0).High).ShouldBe((0, 1));
}
