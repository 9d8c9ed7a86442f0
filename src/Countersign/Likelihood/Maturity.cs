// When a change is old enough that not having been mended says something.
namespace Countersign.Likelihood;

/// <summary>
/// The most recent 90 days train nothing: their defects are not found yet. Source: Mozilla's regressor model, which leaves out
/// the most recent three months.
/// </summary>
public static class Maturity
{
    public const int Days = 90;

    public static bool IsMature(LabelledChange change, long newest) => newest - change.When >= Days * LabelledChange.SecondsPerDay;

    /// <summary>Those that may train, measured from the newest of them all: no clock is asked.</summary>
    public static IReadOnlyList<LabelledChange> MatureOf(IReadOnlyList<LabelledChange> changes)
    {
        var newest = changes.Count == 0 ? 0 : changes.Max(change => change.When);
        return [.. changes.Where(change => IsMature(change, newest))];
    }
}
