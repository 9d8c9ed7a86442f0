// waiting-period: the content has been on offer for so long that others could look at it.
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

/// <summary>Counted from when the gate's own record first held this content, never from a time that somebody wrote.</summary>
public sealed record WaitingPeriod(double Hours) : Requirement
{
    public static readonly RequirementKind Kind = new(
        "waiting-period",
        "the gate has known this content for so many hours",
        Happening.Clock | Happening.Push,
        """{"type":"object","additionalProperties":false,"required":["hours"],"properties":{"hours":{"type":"number","minimum":1,"maximum":1000}}}""",
        (node, reading) =>
            reading.Mapping(node, "waiting-period", "hours") is { } fields
            && fields.Demands("hours", "write { hours: 24 }")
            && fields.Number("hours", 1, 1000) is { } hours
                ? new WaitingPeriod(hours)
                : null
    );

    public override string Name => "waiting-period";

    public override string Says => $"{Hours:0.#} hours on offer";

    public override RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        if (facts.Subject.FirstSeen is not { } since)
        {
            return RequirementAnswer.Needs("when the gate first saw this content: `countersign propose` records it");
        }

        var until = since.AddHours(Hours);
        return until <= facts.Now
            ? RequirementAnswer.Met($"on offer since {since:yyyy-MM-dd HH:mm}Z")
            : RequirementAnswer.Unmet(
                [$"on offer since {since:yyyy-MM-dd HH:mm}Z"],
                new MissingItem("waiting-period", context.Rule, Says, [], $"wait until {until:yyyy-MM-dd HH:mm}Z")
            );
    }
}
