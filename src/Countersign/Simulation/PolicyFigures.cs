// Everything that a report says about one replayed policy.
using Countersign.Gating;
using Countersign.Provenance;

namespace Countersign.Simulation;

/// <param name="HeldBad">Of the known-bad changes that are old enough, those that the rule asked people about or refused.</param>
public sealed record RuleFigures(RuleTally Rule, Share HeldBad);

public sealed record PolicyFigures
{
    public required PolicyReplay Of { get; init; }
    public required Share NeedsNobody { get; init; }
    public required Share Held { get; init; }
    public required int Refused { get; init; }
    public required int CannotTell { get; init; }
    public required int Unmeetable { get; init; }
    public required long SignOffs { get; init; }
    public required double QualifiedHours { get; init; }
    public required double ReaderHours { get; init; }

    /// <summary>What the refused changes would have taken as they are: it comes back with the smaller ones.</summary>
    public required double RefusedHours { get; init; }

    /// <summary>Known-bad changes, old enough, that were held; the rest were missed.</summary>
    public required Share HeldBad { get; init; }

    /// <summary>All changes that are old enough: what holding at random would catch.</summary>
    public required Share HeldMature { get; init; }

    /// <summary>Of those same changes, over the time that they took: of everybody who reads, with what was refused.</summary>
    public required double MatureHoursAWeek { get; init; }

    /// <summary>Changes of the recent weeks that were held: what of a whole time no longer holds shows here.</summary>
    public required Share HeldRecent { get; init; }

    public required Load Whole { get; init; }
    public required Load Recent { get; init; }
    public required IReadOnlyList<RuleFigures> Rules { get; init; }
    public required IReadOnlyList<CarriedShare> Concentrated { get; init; }

    public static PolicyFigures Read(PolicyReplay replay, ReplayedLine line, Capacity capacity)
    {
        var asked = replay.Asked;
        var (held, heldBad, heldMature, mature) = (0, 0, 0, 0);
        var (matureMinutes, recent) = (0.0, line.Recent);
        var (recently, heldRecently) = (0, 0);
        var known = new List<int>();
        for (var i = 0; i < asked.Count; i++)
        {
            held += asked[i].IsHeld ? 1 : 0;
            if (recent.Has(line.Replayed[i].Week))
            {
                recently++;
                heldRecently += asked[i].IsHeld ? 1 : 0;
            }

            if (!line.IsMature(i))
            {
                continue;
            }

            mature++;
            matureMinutes += asked[i].AllReadings * line.Replayed[i].Minutes;
            heldMature += asked[i].IsHeld ? 1 : 0;
            if (line.Bad[i])
            {
                heldBad += asked[i].IsHeld ? 1 : 0;
                known.Add(i);
            }
        }

        return new PolicyFigures
        {
            Of = replay,
            NeedsNobody = new Share(asked.Count(one => one.NeedsNobody), asked.Count),
            Held = new Share(held, asked.Count),
            Refused = asked.Count(one => one.Kind == VerdictKind.Refused),
            CannotTell = asked.Count(one => one.CannotTell),
            Unmeetable = asked.Count(one => one.IsUnmeetable),
            SignOffs = asked.Sum(one => (long)one.Qualified),
            QualifiedHours = replay.Weeks.Sum(week => week.QualifiedMinutes) / 60,
            ReaderHours = replay.Weeks.Sum(week => week.ReaderMinutes) / 60,
            RefusedHours = replay.Weeks.Sum(week => week.RefusedMinutes) / 60,
            HeldBad = new Share(heldBad, known.Count),
            HeldMature = new Share(heldMature, mature),
            MatureHoursAWeek = matureMinutes / 60 / line.Mature.Weeks,
            HeldRecent = new Share(heldRecently, recently),
            Whole = Load.Of(replay.Weeks, line.Whole, capacity),
            Recent = Load.Of(replay.Weeks, recent, capacity),
            Rules = [.. replay.Rules.Select(rule => new RuleFigures(rule, new Share(known.Count(rule.Holds), known.Count)))],
            Concentrated = replay.Concentrated,
        };
    }
}
