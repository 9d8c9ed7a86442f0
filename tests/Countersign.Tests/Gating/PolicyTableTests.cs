// The table of a policy says what each kind of change would be asked for, and what a declaration would lose.
using Countersign.Gating;
using Countersign.Impact;
using Countersign.Provenance;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class PolicyTableTests
{
    private static readonly IReadOnlyList<PolicyTableRow> Rows = PolicyTable.Of(
        A.Policy(
            "{'name': 'a', 'when': {'provenance': {'at-least': 'assisted'}, 'author-level': {'below': 'senior'}}, 'require': {'sign-offs': {'from': {'at-least': 'senior'}}}}",
            "{'name': 'b', 'when': {'blast-radius': {'reaches': 'high'}, 'reversibility': 'forward-only'}, 'require': {'rollback': 'stated'}}",
            "{'name': 'c', 'mode': 'observe', 'require': {'peer-review': 5}}"
        ),
        A.Change()
    );

    private static PolicyTableRow Row(string level, AssistanceClass provenance, Criticality? reach, string reversibility) =>
        Rows.Single(row => row.Level.Value == level && row.Provenance == provenance && row.Reach == reach && row.Reversibility == reversibility);

    [Fact]
    public void Every_combination_has_one_row() => Rows.Count.ShouldBe(4 * 5 * 5 * 2);

    [Fact]
    public void What_hangs_on_the_declaration_alone_is_named_as_lost()
    {
        var row = Row("junior", AssistanceClass.Unknown, Criticality.High, "forward-only");
        row.Asks.ShouldBe(["1 sign-off at least senior", "a stated way back"]);
        row.LostWhenDeclaredNone.ShouldBe(["1 sign-off at least senior"]);
    }

    [Fact]
    public void Where_no_rule_applies_otherwise_stands_and_nothing_is_lost()
    {
        var row = Row("senior", AssistanceClass.Agent, Criticality.High, "reversible");
        row.Asks.ShouldBe(["nothing"]);
        row.LostWhenDeclaredNone.ShouldBeEmpty();
    }
}
