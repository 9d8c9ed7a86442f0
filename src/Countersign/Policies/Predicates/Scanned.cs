// new-dependency, sensitive-entity, previous-incident: what an imported scan names in this very content.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>
/// previous-incident is answered from the target's own list too, where it has one. The scan is evidence of type check, named as the predicate, with the names it found. Until a rostered bot supplies it the
/// predicate cannot be told.
/// </summary>
public sealed record Scanned(string Key, IReadOnlyList<string> Names, string? OnlyForKind) : Predicate
{
    public const string PreviousIncidentKey = "previous-incident";

    private static readonly string[] Entities = ["public-api", "authz", "schema", "secret", "feature-flag"];

    public static readonly PredicateKind NewDependency = KindOf(
        "new-dependency",
        "a dependency enters that was not there before; true for any, or the names looked for",
        """{"anyOf":[{"const":true},{"$ref":"#/$defs/names"}]}""",
        allowed: null,
        onlyForKind: "dependency"
    );

    public static readonly PredicateKind SensitiveEntity = KindOf(
        "sensitive-entity",
        "the change touches one of: " + string.Join(", ", Entities),
        """{"$ref":"#/$defs/entities"}""",
        Entities,
        onlyForKind: null
    );

    public static readonly PredicateKind PreviousIncident = KindOf(
        PreviousIncidentKey,
        "an incident was traced to the changed paths before: by the target's .countersign/incidents.yml, or by a scan",
        """{"const":true}""",
        allowed: null,
        onlyForKind: null,
        Happening.Evidence | Happening.Push | Happening.BaseMoved | Happening.Landing
    );

    public override string Name => Key;

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        if (OnlyForKind is not null && !facts.Files.Any(file => file.Kinds.Contains(OnlyForKind)))
        {
            return PredicateAnswer.DoesNot($"no file of kind {OnlyForKind} changed");
        }

        var scans = Measured.Of(facts, "check").Where(it => it.Name == Key).ToList();
        var found = scans.SelectMany(scan => scan.Names).Where(name => Names.Count == 0 || Names.Contains(name)).Distinct().ToList();
        var listed = Key == PreviousIncidentKey ? Listed(facts) : null;
        if (listed is not null && (listed.Truth == Truth.Holds || found.Count == 0))
        {
            return listed;
        }

        if (scans.Count == 0)
        {
            var list = Key == PreviousIncidentKey ? ".countersign/incidents.yml at the target, or " : "";
            return PredicateAnswer.Needs($"{list}a scan of this content: a rostered bot's `countersign evidence add --check {Key}`");
        }

        return PredicateAnswer.When(found.Count > 0, $"{Key}: {Selection.Say(found)}");
    }

    /// <summary>What the target's own list of incidents says; null where there is none. A scan can add to it and take nothing away.</summary>
    private static PredicateAnswer? Listed(Facts facts) =>
        facts.Incidents switch
        {
            null => null,
            { Here: { Count: > 0 } here } => PredicateAnswer.Holds($"{PreviousIncidentKey}: {Selection.Say([.. here])}"),
            { Problem: { } problem } => PredicateAnswer.Needs(problem),
            { NotFound: 0 } list => PredicateAnswer.DoesNot($"none of {list.Listed} listed incidents was traced to these paths"),
            { } list => PredicateAnswer.DoesNot(
                $"none of {list.Listed} listed incidents was traced to these paths, as far as {list.NotFound} named changes that are not here let tell"
            ),
        };

    private static PredicateKind KindOf(
        string key,
        string says,
        string schema,
        string[]? allowed,
        string? onlyForKind,
        Happening changedBy = Happening.Evidence | Happening.Push
    ) => new(key, says, changedBy, schema, (node, reading) => Parse(key, allowed, onlyForKind, node, reading));

    private static Scanned? Parse(string key, string[]? allowed, string? onlyForKind, Node node, Reading reading)
    {
        if (allowed is null && node is Node.Scalar { IsText: false, Text: "true" })
        {
            return new Scanned(key, [], onlyForKind);
        }

        var names = reading.Texts(node, key);
        foreach (var name in (names ?? []).Where(name => allowed?.Contains(name) == false))
        {
            reading.ReportUnknown("policy.unknown-value", $"value '{name}' for {key}", name, allowed!, node.Line);
        }

        return names is null ? null : new Scanned(key, names, onlyForKind);
    }
}
