// Numbers as people read them: no more digits than are known, and an interval beside each share.
using System.Globalization;
using Countersign.Provenance;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class Figures
{
    public static string Percent(double share) =>
        (100 * share) switch
        {
            0 => "0 %",
            < 1 => "< 1 %",
            > 99 and < 100 => "> 99 %",
            var percent => percent.ToString("0", CultureInfo.InvariantCulture) + " %",
        };

    /// <summary>A small number that begins a sentence.</summary>
    public static string Spelled(int count) =>
        count is >= 0 and < 10
            ? new[] { "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine" }[count]
            : count.ToString("N0", CultureInfo.InvariantCulture);

    public static string People(int count) => count == 1 ? "1 person" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} people");

    /// <summary>"54 %".</summary>
    public static string Percent(Share share) => share.N == 0 ? "-" : Percent(share.Rate);

    /// <summary>"31 of 57, 54 % (42 to 67 %)".</summary>
    public static string WithInterval(Share share) =>
        share.N == 0 ? "none known" : $"{share.Hits:N0} of {share.N:N0}, {Percent(share.Rate)} ({Interval(share)})";

    /// <summary>"70 % lately" where the recent weeks round to another share than the whole time; else nothing.</summary>
    public static string Lately(Share whole, Share recent, string before) =>
        recent.N == 0 || Percent(recent) == Percent(whole) ? "" : $"{before}{Percent(recent)} lately";

    public static string Interval(Share share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share.Low:0} to {100 * share.High:0} %");

    /// <summary>Of hours, sign-offs, minutes: what is not nothing is never written as nothing.</summary>
    public static string Number(double number) =>
        number switch
        {
            0 => "0",
            < 0.05 => "< 0.1",
            < 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
            _ => number.ToString("#,0", CultureInfo.InvariantCulture),
        };

    /// <summary>On an axis: as many digits as its steps have, so that even steps look even.</summary>
    public static string Tick(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Busy beyond all is said, not multiplied.</summary>
    public static string Busy(double utilisation) =>
        double.IsInfinity(utilisation) ? "nobody to ask" : (100 * utilisation).ToString("#,0", CultureInfo.InvariantCulture) + " %";

    public static string Wait(Load load) =>
        load.SignOffsAWeek == 0 ? "-"
        : load.WaitDays is not { } days ? "never ends"
        : days < 0.05 ? "< 0.1 day"
        : days < 10 ? days.ToString("0.0", CultureInfo.InvariantCulture) + (days is >= 0.95 and < 1.05 ? " day" : " days")
        : days.ToString("0", CultureInfo.InvariantCulture) + " days";

    /// <param name="seconds">Unix seconds.</param>
    public static string Day(long seconds) => Day(DateTimeOffset.FromUnixTimeSeconds(seconds));

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
