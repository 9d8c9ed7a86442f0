// How long a sign-off waits for somebody's time, and how busy the people are who give it.
namespace Countersign.Simulation;

/// <summary>
/// Work is in review minutes; the clock runs only while somebody reviews. Source: Sakasegawa, "An approximation formula
/// Lq = αρ^β/(1-ρ)", Annals of the Institute of Statistical Mathematics 29, 1977; for one person it is Kingman's.
/// </summary>
public static class WaitingTime
{
    /// <summary>Arrivals by chance: the squared variation of the time between two requests is taken as 1.</summary>
    public const double ArrivalVariation = 1;

    /// <param name="signOffsADay">Working days.</param>
    /// <param name="meanMinutes">Of one sign-off.</param>
    public static double Utilisation(double signOffsADay, double meanMinutes, Capacity capacity) =>
        capacity.People == 0 ? double.PositiveInfinity : signOffsADay * meanMinutes / (capacity.People * capacity.MinutesADay);

    /// <summary>Mean wait in working days before anybody begins to read; null where more is asked than can be given, and the queue never ends.</summary>
    /// <param name="variation">Squared coefficient of variation of the minutes of one sign-off.</param>
    public static double? WorkingDays(double signOffsADay, double meanMinutes, double variation, Capacity capacity)
    {
        var busy = Utilisation(signOffsADay, meanMinutes, capacity);
        if (busy >= 1)
        {
            return null;
        }

        var n = capacity.People;
        var minutes = meanMinutes * ((ArrivalVariation + variation) / 2) * Math.Pow(busy, Math.Sqrt(2.0 * (n + 1)) - 1) / (n * (1 - busy));
        return minutes / capacity.MinutesADay;
    }
}
