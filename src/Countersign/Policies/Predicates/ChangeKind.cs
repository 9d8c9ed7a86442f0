// change-kind: what sort of thing the changed files are.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>Agent instructions, runbooks and CI files are kinds of their own and never "only docs".</summary>
public sealed record ChangeKind(Selection Wanted) : Predicate
{
    private static readonly string[] Known =
    [
        "code",
        "config",
        "infrastructure",
        "migration",
        "dependency",
        "test",
        "docs",
        "agent-instructions",
        "runbook",
        "ci",
        "operation",
        "authorisation",
        "public-api",
        "schema",
        "secret",
        "feature-flag",
    ];

    public static readonly PredicateKind Kind = new(
        "change-kind",
        "any, only or none of the changed files are of a kind: " + string.Join(", ", Known),
        Happening.Push | Happening.BaseMoved,
        """{"$ref":"#/$defs/kinds"}""",
        Parse
    );

    public override string Name => "change-kind";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var odd = Wanted.Only.Count > 0 && facts.Files.Any(file => Paths.IsOdd(file, []));
        var kinds = facts.Files.SelectMany(file => file.Kinds.Count == 0 ? ["unclassified"] : file.Kinds).Distinct().Order(StringComparer.Ordinal);
        return odd
            ? PredicateAnswer.DoesNot("a symlink, submodule, mode change or large-file pointer is of no kind")
            : Wanted.Ask([.. kinds], "kind");
    }

    private static ChangeKind? Parse(Node node, Reading reading) =>
        Selection.Parse(node, "change-kind", reading, Known) is { } wanted ? new ChangeKind(wanted) : null;
}
