// Claims about reports: read as their tools write them, and hostile ones are an answer in words.
using System.Text;
using Countersign.Adapters.Evidence;

namespace Countersign.Adapters.Tests.Evidence;

public sealed class ReportTests
{
    private static SarifReport Sarif(string text) => SarifReport.Read(Encoding.UTF8.GetBytes(text));

    private static LineCoverage Coverage(string text) => LineCoverage.Read(Encoding.UTF8.GetBytes(text));

    private static (int, int) Of(LineCoverage coverage, string path, params int[] lines) =>
        coverage.Of(new Dictionary<string, IReadOnlySet<int>>(StringComparer.Ordinal) { [path] = lines.ToHashSet() });

    [Fact]
    public void Sarif_counts_by_level_with_the_rules_default_and_without_what_is_suppressed()
    {
        var report = Sarif(
            """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"lint","rules":[{"id":"R1","defaultConfiguration":{"level":"error"}}]}},"results":[
              {"ruleId":"R1"},{"ruleId":"R2"},{"ruleId":"R2","level":"note"},{"ruleId":"R1","suppressions":[{"kind":"inSource"}]},
              {"ruleId":"R1","baselineState":"absent"},{"ruleId":"R1","kind":"pass"}]}]}
            """
        );

        (report.Errors, report.Warnings, report.Notes).ShouldBe((1, 1, 1));
        report.Tools.ShouldBe(["lint"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"version\":\"1.0\",\"runs\":[]}")]
    [InlineData("{\"version\":\"2.1.0\"}")]
    [InlineData("{\"version\":\"2.1.0\",\"version\":\"2.1.0\",\"runs\":[]}")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"\\ud800\"}}}]}")]
    public void A_sarif_file_that_is_none_is_refused_in_words(string text) =>
        Should.Throw<ReportProblem>(() => Sarif(text)).Message.ShouldNotBeEmpty();

    [Fact]
    public void Depth_ends_in_words_and_odd_kinds_are_passed_over()
    {
        Should.Throw<ReportProblem>(() => Sarif("{\"version\":\"2.1.0\",\"runs\":" + new string('[', 100_000))).Message.ShouldContain("no JSON");
        Sarif("""{"version":"2.1.0","runs":[7,{"results":[null,1,{"level":3}]}]}""").Warnings.ShouldBe(3);
    }

    [Fact]
    public void Both_forms_of_coverage_tell_which_changed_lines_ran()
    {
        var cobertura = Coverage(
            """<coverage><sources><source>/b/src</source></sources><class filename="a/X.cs"><line number="1" hits="2"/><line number="2" hits="0"/></class></coverage>"""
        );
        var lcov = Coverage("TN:\nSF:/b/src/a/X.cs\nDA:1,2\nDA:2,0\nDA:9,-1\nend_of_record\n");

        Of(cobertura, "src/a/X.cs", 1, 2, 3).ShouldBe((1, 2));
        Of(lcov, "src/a/X.cs", 1, 2, 3).ShouldBe((1, 2));
        Of(cobertura, "other/X.cs", 1).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("<coverage>")]
    [InlineData("<html/>")]
    [InlineData("hello")]
    [InlineData("<coverage><class filename=\"a\"><line number=\"x\" hits=\"1\"/></class></coverage>")]
    [InlineData("<coverage><class filename=\"a\"><line number=\"0\" hits=\"1\"/></class></coverage>")]
    [InlineData("SF:a\nDA:x,1\n")]
    [InlineData("TN:\nDA:1,1\n")]
    public void A_coverage_file_that_is_none_is_refused_in_words(string text) =>
        Should.Throw<ReportProblem>(() => Coverage(text)).Message.ShouldNotBeEmpty();

    [Fact]
    public void An_entity_is_never_expanded_and_no_file_is_read()
    {
        const string Bomb =
            """<!DOCTYPE coverage [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><coverage><sources><source>&b;</source></sources></coverage>""";
        const string File =
            """<!DOCTYPE coverage [<!ENTITY f SYSTEM "file:///etc/passwd">]><coverage><sources><source>&f;</source></sources></coverage>""";

        Should.Throw<ReportProblem>(() => Coverage(Bomb)).Message.ShouldContain("XML");
        Should.Throw<ReportProblem>(() => Coverage(File)).Message.ShouldContain("XML");
        Should.Throw<ReportProblem>(() => Coverage("<coverage>" + string.Concat(Enumerable.Repeat("<a>", 1000)))).Message.ShouldContain("deeper");
    }

    [Fact]
    public void Added_lines_are_those_of_the_new_side_and_content_is_never_taken_for_a_header()
    {
        const string Patch =
            "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,3 @@\n-old\n+one\n+++ b/trap\n+@@ -1 +9,9 @@\n@@ -5,0 +8 @@ f()\n+z\n\\ No newline at end of file\ndiff --git a/y b/y\ndeleted file mode 100644\n--- a/y\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n";

        var added = AddedLines.Of(Patch);

        added.Keys.ShouldBe(["x"]);
        added["x"].Order().ShouldBe([1, 2, 3, 8]);
    }
}
