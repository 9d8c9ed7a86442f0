// blast-radius: what the change can reach, component by component, along paths that can be shown.
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>`reaches: low` means low or worse. Unmapped files count as said; unknown coverage raises what is reached by one step.</summary>
public sealed record BlastRadius(Criticality? Reaches, Criticality UnmappedCountsAs, Bound? Components, Bound? Distance, bool? UnknownCoverage)
    : Predicate
{
    private static readonly string[] Scale = ["low", "medium", "high", "critical"];

    public static readonly PredicateKind Kind = new(
        "blast-radius",
        "the change reaches a component of at least this criticality, so many components, so far, or over a graph that is not known whole",
        Happening.Push | Happening.BaseMoved | Happening.Catalog | Happening.Evidence,
        """{"$ref":"#/$defs/blast-radius"}""",
        Parse
    );

    public override string Name => "blast-radius";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        if (facts.Reach is not { } reach)
        {
            return PredicateAnswer.Needs("the blast radius: add .countersign/catalog.yml, or evidence of type graph");
        }

        var worst = reach.Worst(UnmappedCountsAs);
        var holds =
            (Reaches is null || worst >= Reaches)
            && (Components?.Holds(reach.Components.Count + reach.Undeclared.Count) ?? true)
            && (Distance?.Holds(reach.Components.Select(component => component.Distance).DefaultIfEmpty(0).Max()) ?? true)
            && (UnknownCoverage is null || UnknownCoverage == reach.UnknownCoverage is not null);
        return PredicateAnswer.When(holds, [.. Say(reach)]);
    }

    private IEnumerable<string> Say(ReachFacts reach)
    {
        if (
            reach
                .Components.OrderByDescending(it => it.Criticality)
                .ThenBy(it => it.Distance)
                .ThenBy(it => it.Name, StringComparer.Ordinal)
                .FirstOrDefault() is
            { } top
        )
        {
            var path = top.Path.Count > 1 ? $" by {string.Join(" -> ", top.Path)}" : "";
            yield return $"reaches {top.Name} ({NameOf(top.Criticality)}){path}; {reach.Components.Count} in all, by {reach.Source}";
        }

        if (reach.Unmapped.Count > 0)
        {
            yield return $"in no component, counts as {NameOf(UnmappedCountsAs)}: {Selection.Say([.. reach.Unmapped.Select(path => path.Text)])}";
        }

        if (reach.Undeclared.Count > 0)
        {
            yield return $"reaches what no catalog calls critical or not, counts as {NameOf(UnmappedCountsAs)}: {Selection.Say(reach.Undeclared)}";
        }

        if (reach.UnknownCoverage is { } why)
        {
            yield return $"coverage not known, raises by one step: {why}";
        }

        if (reach.Components.Count + reach.Unmapped.Count + reach.Undeclared.Count == 0)
        {
            yield return "reaches nothing in the catalog";
        }
    }

    private static string NameOf(Criticality value) => value.ToString().ToLowerInvariant();

    private static BlastRadius? Parse(Node node, Reading reading)
    {
        string[] asks = ["reaches", "components", "distance", "unknown-coverage"];
        if (reading.Mapping(node, "blast-radius", [.. asks, "unmapped-counts-as"]) is not { } fields)
        {
            return null;
        }

        fields.DemandsOneOf(asks);
        return new BlastRadius(
            Named("reaches"),
            Named("unmapped-counts-as") ?? Criticality.Medium,
            fields.Bound("components"),
            fields.Bound("distance"),
            fields.Flag("unknown-coverage")
        );

        Criticality? Named(string key) => fields.OneOf(key, Scale) is { } text ? (Criticality)Array.IndexOf(Scale, text) : null;
    }
}
