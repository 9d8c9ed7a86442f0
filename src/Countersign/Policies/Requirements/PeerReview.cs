// peer-review: other people in the roster, of whatever level, have signed this very content.
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

public sealed record PeerReview(int Count) : Requirement
{
    public static readonly RequirementKind Kind = new(
        "peer-review",
        "so many other people in the roster have signed, whatever their level",
        SignOffsRequirement.Kind.ChangedBy,
        """{"type":"integer","minimum":1,"maximum":8}""",
        (node, reading) => reading.Whole(node, "peer-review", 1, SignOffDemand.MostSigners) is { } count ? new PeerReview(count) : null
    );

    private readonly SignOffsRequirement _signOffs = new(new SignOffDemand { Count = Count });

    public override string Name => "peer-review";

    public override string Says { get; } = Count == 1 ? "1 other reader" : $"{Count} other readers";

    public override RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        var answer = _signOffs.Ask(facts, context);
        return answer with
        {
            Missing = [.. answer.Missing.Select(item => item.IsOffer ? item : item with { Id = "peer-review", Requirement = Says })],
        };
    }
}
