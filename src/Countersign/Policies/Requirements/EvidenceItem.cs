// One result that a rostered bot must have signed for this content.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

public abstract record EvidenceItem
{
    private EvidenceItem() { }

    public abstract string Says { get; }

    protected abstract string Command { get; }

    public RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        var (met, evidence) = Judge(facts);
        return met
            ? RequirementAnswer.Met(evidence)
            : RequirementAnswer.Unmet([evidence], new MissingItem("evidence", context.Rule, Says, [], Command));
    }

    protected abstract (bool Met, string Evidence) Judge(Facts facts);

    /// <summary>A check, status or workflow result of this name; one that says so is enough, others are shown.</summary>
    public sealed record Check(string Name, string Conclusion) : EvidenceItem
    {
        public override string Says => $"{Name}: {Conclusion}";

        protected override string Command => $"by a rostered bot: countersign evidence add --check {Name} --conclusion {Conclusion}";

        protected override (bool, string) Judge(Facts facts)
        {
            var all = facts.Evidence.Where(it => it.Type is "check" or "status" or "workflow" && it.Name == Name).ToList();
            var here = all.Where(it => it.IsForThisContent).Select(it => it.Conclusion).Distinct().ToList();
            var elsewhere = all.Count > 0 ? "only for other content" : "not reported";
            return (here.Contains(Conclusion), $"{Name}: {(here.Count > 0 ? Selection.Say(here) : elsewhere)}");
        }
    }

    /// <summary>Numbers of static analysis, each at most as many.</summary>
    public sealed record Analysis(double? Errors, double? Warnings) : EvidenceItem
    {
        public override string Says =>
            "static analysis with at most "
            + string.Join(
                " and ",
                new[] { (Errors, "errors"), (Warnings, "warnings") }.Where(it => it.Item1 is not null).Select(it => $"{it.Item1:0} {it.Item2}")
            );

        protected override string Command => "by a rostered bot: countersign evidence add --sarif FILE";

        protected override (bool, string) Judge(Facts facts)
        {
            var (errors, warnings) = (Measured.Sum(facts, "sarif", "errors"), Measured.Sum(facts, "sarif", "warnings"));
            var known = Measured.Any(facts, "sarif");
            return (
                known && !(errors > Errors) && !(warnings > Warnings),
                known ? $"{errors:0} errors, {warnings:0} warnings" : "no static analysis of this content"
            );
        }
    }

    public sealed record CoverageOfChangedLines(double AtLeast) : EvidenceItem
    {
        public override string Says => $"{AtLeast:P0} of changed lines covered";

        protected override string Command => "by a rostered bot: countersign evidence add --coverage FILE";

        protected override (bool, string) Judge(Facts facts)
        {
            var share = Measured.CoverageOfChangedLines(facts);
            return (share >= AtLeast, share is null ? "no coverage of this content" : $"{share:P0} of changed lines covered");
        }
    }

    /// <summary>Some test was written by a person or by another tool than the code; trivially so where no tool took part.</summary>
    public sealed record TestsByOthers : EvidenceItem
    {
        public override string Says => "tests not only by the tool that wrote the code";

        protected override string Command =>
            "add a test written by a person or another tool; a rostered bot signs who wrote it: countersign evidence add --check tests";

        protected override (bool, string) Judge(Facts facts)
        {
            var tools = facts.Provenance.Findings.Select(finding => finding.Tool).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (facts.Provenance.Class == Provenance.AssistanceClass.None)
            {
                return (true, "no tool took part");
            }

            var writers = Measured.Of(facts, "tests").SelectMany(it => it.Names).Distinct().ToList();
            var others = writers.Where(writer => writer == "person" || (tools.Count > 0 && !tools.Contains(writer))).ToList();
            return (others.Count > 0, writers.Count == 0 ? "who wrote the tests is not known" : $"tests by {Selection.Say(writers)}");
        }
    }

    internal static EvidenceItem? Parse(Node node, Reading reading)
    {
        if (reading.Mapping(node, "evidence", "check", "conclusion", "sarif", "coverage", "tests") is not { } fields)
        {
            return null;
        }

        return fields switch
        {
            _ when fields.Has("check") => fields.Text("check") is { } name ? new Check(name, fields.Text("conclusion") ?? "success") : null,
            _ when fields["sarif"] is { } sarif => EvidenceReader.Analysis(sarif, reading),
            _ when fields["coverage"] is { } coverage => EvidenceReader.Coverage(coverage, reading),
            _ when fields["tests"] is { } tests => EvidenceReader.Tests(tests, reading),
            _ when fields.DemandsOneOf("check", "sarif", "coverage", "tests") => null,
            _ => null,
        };
    }
}
