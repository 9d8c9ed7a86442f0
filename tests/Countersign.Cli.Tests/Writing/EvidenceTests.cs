// Claims about evidence: only a rostered bot gives it, for this content, under a name it may use.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class EvidenceTests
{
    private const string Policy = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: built, analysed and covered
            when: { paths: { any: ["src/**"] } }
            require: { evidence: [{ check: build, conclusion: success }, { sarif: { errors: 0 } }, { coverage: { of-changed-lines: 0.5 } }] }

        """;

    private const string Cobertura = """
        <?xml version="1.0"?>
        <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
        <coverage><sources><source>/build/work</source></sources><packages><package><classes>
        <class filename="src/checkout/New.cs"><lines><line number="1" hits="3"/><line number="2" hits="0"/></lines></class>
        </classes></package></packages></coverage>
        """;

    [Fact]
    public void A_bots_evidence_meets_the_policy_for_exactly_this_content()
    {
        using var gate = GivenGate.Open(policy: Policy);
        gate.Commit("jun", "code", "src/checkout/New.cs", "one\ntwo\n");
        gate.Push("jun", "code").Code.ShouldBe(0);
        gate.Fetch("ci");
        gate.Write(
            gate.Clone("ci"),
            "r.sarif",
            """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"lint"}},"results":[{"ruleId":"x","level":"warning"}]}]}"""
        );
        gate.Write(gate.Clone("ci"), "c.xml", Cobertura);

        var build = gate.Run("ci", "evidence", "add", "--check", "build", "--conclusion", "success", "--change", "code");
        var sarif = gate.Run("ci", "evidence", "add", "--sarif", "r.sarif", "--change", "code");
        gate.Push("jun", "code:main").Code.ShouldNotBe(0);
        var coverage = gate.Run("ci", "evidence", "add", "--coverage", "c.xml", "--change", "code");
        var pushed = gate.Push("jun", "code:main");

        build.Output.ShouldContain("build, success");
        sarif.Output.ShouldContain("errors 0, notes 0, warnings 1");
        coverage.Output.ShouldContain("coverable 2, covered 1");
        pushed.Code.ShouldBe(0, pushed.All);
    }

    [Fact]
    public void A_persons_key_another_name_and_a_broken_report_are_refused_with_the_reason()
    {
        using var gate = GivenGate.Open(policy: Policy);
        gate.Commit("jun", "code", "src/checkout/New.cs", "one\ntwo\n");
        gate.Push("jun", "code").Code.ShouldBe(0);
        gate.Fetch("ci", "robin");
        gate.Write(gate.Clone("ci"), "r.sarif", "{}");

        gate.Run("jun", "evidence", "add", "--check", "build", "--conclusion", "success").Errors.ShouldContain("evidence comes from machines");
        gate.Run("ci", "evidence", "add", "--check", "fuzz", "--conclusion", "success", "--change", "code")
            .Errors.ShouldContain(
                "ci may not give evidence named 'fuzz'; its `may: [evidence: ...]` in the roster has build, tests, sarif, coverage"
            );
        gate.Run("robin", "evidence", "add", "--check", "build", "--conclusion", "success", "--change", "code").Errors.ShouldContain("has nothing");
        gate.Run("ci", "evidence", "add", "--sarif", "r.sarif", "--change", "code").Errors.ShouldContain("is no SARIF 2.1.0 log");
        gate.Run("ci", "evidence", "add", "--sarif", "gone", "--change", "code").Errors.ShouldContain("there is no report 'gone'");
        gate.Run("ci", "evidence", "add", "--change", "code").Errors.ShouldContain("evidence is one finding");
    }
}
