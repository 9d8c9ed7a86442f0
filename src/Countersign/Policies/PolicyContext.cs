// What a predicate or requirement knows of the policy around it.
using Countersign.People;

namespace Countersign.Policies;

/// <summary>
/// How limits on size are reckoned. A limit that refuses looks at the change alone; one under which less is asked is summed
/// over the rule's window, on the side that makes the rule ask more. `not` swaps the sides.
/// </summary>
public enum Reckoning
{
    ChangeAlone,
    SumsForMore,
    SumsForLess,
}

/// <param name="Window">Days over which limits are summed.</param>
public sealed record PolicyContext(SeniorityScale Scale, string Rule, int Window, Reckoning Reckoning)
{
    public const int DefaultWindow = 7;

    public PolicyContext Inverted() =>
        this with
        {
            Reckoning = Reckoning switch
            {
                Reckoning.SumsForMore => Reckoning.SumsForLess,
                Reckoning.SumsForLess => Reckoning.SumsForMore,
                _ => Reckoning,
            },
        };
}
