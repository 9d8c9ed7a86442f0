// What a person can say about a change in a signed decision.
namespace Countersign.SignOffs;

/// <summary>Ordered by strictness for a fork in one person's acts: the later name is the less strict.</summary>
public enum DecisionKind
{
    Object,
    Withdraw,
    Decline,
    Approve,
    ApproveWithConditions,
    Override,
}
