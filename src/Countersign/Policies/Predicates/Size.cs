// size: how much changed, in files, lines (added, deleted or both) or effective lines.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>Lines are added plus deleted; effective lines are those of specs/policy.md, review minutes.</summary>
public sealed record Size(Bound? Files, Bound? Lines, Bound? Added, Bound? Deleted, Bound? EffectiveLines) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "size",
        "files, lines, added, deleted or effective lines are over or under a limit",
        Happening.Push | Happening.BaseMoved | Happening.Landing,
        """{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"files":{"$ref":"#/$defs/bound"},"lines":{"$ref":"#/$defs/bound"},"added":{"$ref":"#/$defs/bound"},"deleted":{"$ref":"#/$defs/bound"},"effective-lines":{"$ref":"#/$defs/bound"}}}""",
        Parse
    );

    private static readonly string[] Keys = ["files", "lines", "added", "deleted", "effective-lines"];

    public override string Name => "size";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var parts = new List<PredicateAnswer>();
        Add(Files, "files", facts.Files.Count, sum => sum.Files);
        Add(Lines, "lines", facts.Files.Sum(file => (double)file.Added + file.Deleted), sum => sum.EffectiveLines);
        Add(Added, "lines added", facts.Files.Sum(file => (double)file.Added), sum => sum.EffectiveLines);
        Add(Deleted, "lines deleted", facts.Files.Sum(file => (double)file.Deleted), sum => sum.EffectiveLines);
        Add(EffectiveLines, "effective lines", facts.Files.Sum(file => file.EffectiveLines), sum => sum.EffectiveLines);
        var truth = parts.Exists(part => part.Truth == Truth.DoesNotHold) ? Truth.DoesNotHold : parts.Max(part => part.Truth);
        return new PredicateAnswer(truth, [.. parts.SelectMany(part => part.Evidence)]);

        void Add(Bound? bound, string noun, double alone, Func<WindowSum, double> summed)
        {
            if (bound is not null)
            {
                parts.Add(Windowed.Ask(bound, noun, alone, summed, facts, context));
            }
        }
    }

    private static Size? Parse(Node node, Reading reading) =>
        reading.Mapping(node, "size", Keys) is { } fields && fields.DemandsOneOf(Keys)
            ? new Size(fields.Bound("files"), fields.Bound("lines"), fields.Bound("added"), fields.Bound("deleted"), fields.Bound("effective-lines"))
            : null;
}
