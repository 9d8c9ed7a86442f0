// provenance: how much of the change is known to come from an AI tool; declared, recorded or inferred, never detected.
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.Provenance;

namespace Countersign.Policies.Predicates;

/// <summary>`tool` and `automation` stand off the scale none, advised, assisted, agent: ask for them with `is`.</summary>
public sealed record ProvenancePredicate(AssistanceClass? AtLeast, IReadOnlyList<string> Is, AssistanceClass UnknownCountsAs) : Predicate
{
    private static readonly string[] Scale = ["none", "advised", "assisted", "agent"];
    private static readonly string[] Known = [.. Scale, "tool", "automation", "unknown"];

    public static readonly PredicateKind Kind = new(
        "provenance",
        "the evidence of AI assistance is at least this; unknown counts as assisted unless said otherwise",
        Happening.Push | Happening.Case | Happening.Evidence,
        """{"$ref":"#/$defs/provenance"}""",
        Parse
    );

    public override string Name => "provenance";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var found = facts.Provenance.Class;
        var counted = found == AssistanceClass.Unknown ? UnknownCountsAs : found;
        var atLeast = AtLeast is null || (counted <= AssistanceClass.Agent && counted >= AtLeast);
        var isOne = Is.Count == 0 || Is.Contains(NameOf(found));
        return PredicateAnswer.When(atLeast && isOne, [Say(facts.Provenance, counted), .. facts.Provenance.Contradictions]);
    }

    internal static string NameOf(AssistanceClass value) => value.ToString().ToLowerInvariant();

    internal static AssistanceClass ClassOf(string name) => (AssistanceClass)Array.IndexOf(Known, name);

    private static string Say(ProvenanceFacts facts, AssistanceClass counted)
    {
        var counts = counted == facts.Class ? "" : $", counts as {NameOf(counted)}";
        var signals = facts.Findings.Select(finding => finding.Signal).Distinct().ToList();
        var from = signals.Count == 0 ? "" : $": {Selection.Say(signals)}";
        var known = NameOf(facts.Class) == facts.Basis ? $"AI assistance {facts.Basis}" : $"{NameOf(facts.Class)}, {facts.Basis}";
        var otherwise = facts.Class == AssistanceClass.Unknown && counted != facts.Class ? "; if none was used: countersign propose --ai none" : "";
        return known + counts + from + otherwise;
    }

    private static ProvenancePredicate? Parse(Node node, Reading reading)
    {
        if (reading.Mapping(node, "provenance", "at-least", "is", "unknown-counts-as") is not { } fields)
        {
            return null;
        }

        fields.DemandsOneOf("at-least", "is");
        var atLeast = fields.OneOf("at-least", Scale);
        var unknown = fields.OneOf("unknown-counts-as", Scale) ?? "assisted";
        return new ProvenancePredicate(atLeast is null ? null : ClassOf(atLeast), fields.TextsOf("is", Known), ClassOf(unknown));
    }
}
