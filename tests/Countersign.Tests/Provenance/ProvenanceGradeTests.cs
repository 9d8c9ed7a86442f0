// Claims about how findings and declarations become one class.
using Countersign.People;
using Countersign.Provenance;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Provenance;

public sealed class ProvenanceGradeTests
{
    private static readonly PersonId Mara = PersonId.Parse("mara");
    private static readonly PersonId Jonas = PersonId.Parse("jonas");
    private static readonly AssistanceFinding Trailer = new(
        "co-author",
        "Claude Code",
        null,
        AssistanceClass.Assisted,
        1,
        "Co-authored-by: Claude",
        "commit 1"
    );
    private static readonly AssistanceFinding Hint = Trailer with { Certainty = 0 };

    [Fact]
    public void Nothing_found_and_nothing_declared_is_unknown_never_human()
    {
        var grade = Of([], [], Mara);

        (grade.Class, grade.Basis).ShouldBe((AssistanceClass.Unknown, "unknown"));
        grade.NotDeclaredBy.ShouldBe([Mara]);
    }

    [Fact]
    public void Declared_none_exists_only_where_every_human_maker_signed_it()
    {
        Of([], [None(Mara)], Mara, Jonas).Class.ShouldBe(AssistanceClass.Unknown);
        Of([], [None(Mara)], Mara, Jonas).NotDeclaredBy.ShouldBe([Jonas]);
        Of([], [None(Mara), None(Jonas)], Mara, Jonas).Class.ShouldBe(AssistanceClass.None);
        ProvenanceGrade.Of(new GradeQuestion([], [None(Mara)], [Mara], HasUnknownMaker: true)).Class.ShouldBe(AssistanceClass.Unknown);
        Of([], [None(Mara)]).Class.ShouldBe(AssistanceClass.Unknown);
    }

    [Fact]
    public void A_finding_beats_declared_none_and_is_shown_as_a_contradiction()
    {
        var grade = Of([Trailer], [None(Mara)], Mara);

        grade.Class.ShouldBe(AssistanceClass.Assisted);
        grade.Contradictions.ShouldHaveSingleItem().ShouldBe("mara declared none; commit 1 says \"Co-authored-by: Claude\" (Claude Code)");
    }

    [Fact]
    public void What_was_found_again_in_a_later_version_is_one_finding_in_the_contradiction_too() =>
        Of([Trailer, Trailer with { }], [None(Mara)], Mara)
            .Contradictions.ShouldHaveSingleItem()
            .ShouldBe("mara declared none; commit 1 says \"Co-authored-by: Claude\" (Claude Code)");

    [Fact]
    public void A_thousand_findings_of_one_tool_are_one_line_and_who_declares_as_much_disagrees_no_more()
    {
        var many = Enumerable.Range(0, 1000).Select(i => Trailer with { Source = $"commit {i}" }).ToList();

        Of(many, [None(Mara)], Mara)
            .Contradictions.ShouldBe(["mara declared none; commit 0 says \"Co-authored-by: Claude\" (Claude Code), and 999 more of it"]);
        Of(many, [None(Mara), new Declaration(Mara, AssistanceClass.Agent)], Mara).Contradictions.ShouldBeEmpty();
    }

    [Fact]
    public void A_hint_is_shown_and_decides_nothing()
    {
        var grade = Of([Hint], [None(Mara)], Mara);

        grade.Class.ShouldBe(AssistanceClass.None);
        grade.Findings.ShouldBe([Hint]);
        grade.Contradictions.ShouldBeEmpty();
    }

    [Fact]
    public void What_one_maker_declares_counts_for_the_change()
    {
        Of([], [None(Mara), new Declaration(Jonas, AssistanceClass.Agent, "Kiro")], Mara, Jonas).Class.ShouldBe(AssistanceClass.Agent);
        Of([], [new Declaration(Jonas, AssistanceClass.Assisted)], Mara, Jonas).Class.ShouldBe(AssistanceClass.Assisted);
    }

    [Fact]
    public void Advised_by_one_does_not_make_the_others_silence_known()
    {
        Of([], [new Declaration(Jonas, AssistanceClass.Advised)], Mara, Jonas).Class.ShouldBe(AssistanceClass.Unknown);
        Of([], [new Declaration(Jonas, AssistanceClass.Advised), None(Mara)], Mara, Jonas).Class.ShouldBe(AssistanceClass.Advised);
    }

    [Fact]
    public void Bots_without_AI_are_automation_until_something_else_is_found()
    {
        ProvenanceGrade.Of(new GradeQuestion([], [], [], OnlyAutomation: true)).Class.ShouldBe(AssistanceClass.Automation);
        ProvenanceGrade.Of(new GradeQuestion([Trailer], [], [], OnlyAutomation: true)).Class.ShouldBe(AssistanceClass.Assisted);
        ProvenanceGrade.Of(new GradeQuestion([], [], [], HasUnknownMaker: true, OnlyAutomation: true)).Class.ShouldBe(AssistanceClass.Unknown);
    }

    [Fact]
    public void Adding_findings_never_lowers_the_class()
    {
        var finding =
            from kind in Gen.Elements(Enum.GetValues<AssistanceClass>())
            from certainty in Gen.Choose(0, 4)
            select Trailer with
            {
                Class = kind,
                Certainty = certainty,
            };
        var declaration =
            from who in Gen.Elements(Mara, Jonas)
            from kind in Gen.Elements(AssistanceClass.None, AssistanceClass.Advised, AssistanceClass.Assisted, AssistanceClass.Agent)
            select new Declaration(who, kind);
        var question =
            from findings in finding.ListOf()
            from said in declaration.ListOf()
            from makers in Gen.SubListOf([Mara, Jonas])
            from unknown in Gen.Elements(true, false)
            from automation in Gen.Elements(true, false)
            select new GradeQuestion([.. findings], [.. said], [.. makers], unknown, automation && makers.Count == 0);
        var both = from asked in question from more in finding.ListOf() select (asked, more);

        Prop.ForAll(
                both.ToArbitrary(),
                it =>
                    Rank(ProvenanceGrade.Of(it.asked with { Findings = [.. it.asked.Findings, .. it.more] }).Class)
                    >= Rank(ProvenanceGrade.Of(it.asked).Class)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    /// <summary>Unknown counts as assisted by default, and so above advised.</summary>
    private static double Rank(AssistanceClass grade) =>
        grade switch
        {
            AssistanceClass.Automation or AssistanceClass.Tool => 0,
            AssistanceClass.Unknown => 1.5,
            _ => (int)grade,
        };

    private static Declaration None(PersonId who) => new(who, AssistanceClass.None);

    private static ProvenanceGrade Of(IReadOnlyList<AssistanceFinding> findings, IReadOnlyList<Declaration> said, params PersonId[] makers) =>
        ProvenanceGrade.Of(new GradeQuestion(findings, said, makers));
}
