// Claims about the share of lines by class: nearest evidence first, evidence only adds, no data is never human.
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Tests.Provenance;

public sealed class LineClassesTests
{
    private static readonly (AssistanceClass, LineBasis) s_noneDeclared = (AssistanceClass.None, LineBasis.DeclaredForChange);

    private static AssistanceFinding Finding(string signal, AssistanceClass grade, int certainty) =>
        new(signal, "Claude Code", null, grade, certainty, "raw", "source");

    private static IReadOnlyList<ClassLines> Of(
        long added,
        LineShare? recorded = null,
        AssistanceFinding? finding = null,
        (AssistanceClass, LineBasis)? ofChange = null
    )
    {
        var lines = new LineClasses();
        lines.Add(added, recorded, finding is null ? [] : [finding], ofChange);
        return lines.Shares;
    }

    [Fact]
    public void Lines_that_nothing_speaks_of_are_without_data() => Of(5).ShouldBe([new(AssistanceClass.Unknown, LineBasis.NoData, 5)]);

    [Fact]
    public void What_all_makers_declared_stands_for_lines_that_nothing_nearer_speaks_of() =>
        Of(5, ofChange: s_noneDeclared).ShouldBe([new(AssistanceClass.None, LineBasis.DeclaredForChange, 5)]);

    [Fact]
    public void A_declared_none_does_not_hide_a_trailer_and_a_declared_agent_is_more_than_a_trailer()
    {
        var trailer = Finding("trailer", AssistanceClass.Assisted, 1);
        Of(5, finding: trailer, ofChange: s_noneDeclared).ShouldBe([new(AssistanceClass.Assisted, LineBasis.DeclaredInCommit, 5)]);
        Of(5, finding: trailer, ofChange: (AssistanceClass.Agent, LineBasis.DeclaredForChange))
            .ShouldBe([new(AssistanceClass.Agent, LineBasis.DeclaredForChange, 5)]);
    }

    [Fact]
    public void A_record_speaks_for_its_lines_alone_and_the_commits_sign_for_the_rest() =>
        Of(10, new LineShare(10, 4, 1, MayBeInferred: false), Finding("trailer", AssistanceClass.Agent, 3))
            .ShouldBe([
                new(AssistanceClass.Agent, LineBasis.RecordedByLine, 4),
                new(AssistanceClass.None, LineBasis.ClaimedForPerson, 1),
                new(AssistanceClass.Agent, LineBasis.RecordedForCommit, 5),
            ]);

    [Fact]
    public void A_finding_of_lines_counts_its_lines_and_not_the_others() =>
        Of(10, new LineShare(10, 4, 0, MayBeInferred: false), Finding(RecordedLines.Signal, AssistanceClass.Assisted, 3))
            .ShouldBe([new(AssistanceClass.Agent, LineBasis.RecordedByLine, 4), new(AssistanceClass.Unknown, LineBasis.NoData, 6)]);

    [Fact]
    public void A_hint_counts_for_nothing() => Of(5, finding: Finding("branch", AssistanceClass.Agent, 0))[0].Basis.ShouldBe(LineBasis.NoData);

    [Fact]
    public void Two_records_of_one_commit_are_added_up_without_counting_a_line_twice()
    {
        var added = new Dictionary<RepoPath, IReadOnlyList<LineRange>> { [RepoPath.Of("a.cs")] = [new(1, 10)] };
        LineRecord Record(LineWriter writer, int first, int last) =>
            new("format", null, null, MayBeInferred: false, [new LineClaim("a.cs", writer, "tool", null, [new(first, last)])], []);

        RecordedLines
            .Share([Record(LineWriter.Agent, 1, 4), Record(LineWriter.Agent, 3, 6), Record(LineWriter.ClaimedHuman, 6, 8)], added)
            .ShouldBe(new LineShare(10, 6, 2, MayBeInferred: false));
    }
}
