// What a gate in observe mode recorded: how often it would have stopped a landing, and which changes those were.
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

/// <param name="Days">How far back; null for everything observed.</param>
/// <param name="Hours">Of reading that the rules ask for, qualified and other, from the replay.</param>
internal sealed record ObservedCount(int? Days, int Landings, int Held, int Refused, int CannotTell, double Hours)
{
    public bool IsEmpty => Landings == 0;
}

/// <summary>Outcomes are the gate's own signed record, sign-offs that were given included; hours and rules are replayed.</summary>
internal sealed class Observed
{
    public const int ThisWeek = 7;
    private readonly IReadOnlyList<(Landing Landing, IReadOnlyList<ObjectId> Steps)> _landings;
    private readonly HashSet<ObjectId> _steps;

    private Observed(IReadOnlyList<(Landing, IReadOnlyList<ObjectId>)> landings)
    {
        _landings = landings;
        _steps = [.. _landings.SelectMany(landing => landing.Steps)];
    }

    /// <exception cref="UsageProblem">No gate has observed anything here.</exception>
    public static Observed Of(Desk desk, Target target, DateOnly? since)
    {
        var landings = desk
            .Trust.Sources(target.Ref)
            .Landings.Select(pair => pair.Landing)
            .Where(landing => landing.IsObserved && (since is not { } day || DateOnly.FromDateTime(landing.SignedAt.UtcDateTime) >= day))
            .ToList();
        if (landings.Count == 0)
        {
            throw new UsageProblem(
                $"no gate has observed a landing on {Terminal.Visible.Text(target.Ref)}{(since is null ? "" : " since that day")}: `countersign hook install --observe` starts it, and `countersign sync` fetches what it published"
            );
        }

        List<ObjectId> line = [.. desk.Room.FirstParentHistory(target.Tip)];
        line.Reverse();
        var numbers = line.Select((id, number) => (id, number)).ToDictionary(one => one.id, one => one.number);
        return new Observed([.. landings.Select(landing => (landing, StepsOf(landing, line, numbers)))]);
    }

    public bool Has(ObjectId step) => _steps.Contains(step);

    /// <summary>In all, and in the week that ends now.</summary>
    public IReadOnlyList<ObservedCount> Counts(PolicyReplay yours, IReadOnlyList<ReplayedChange> changes, DateTimeOffset now)
    {
        var hours = new Dictionary<ObjectId, double>();
        for (var i = 0; i < changes.Count; i++)
        {
            hours[changes[i].Id] = (yours.Asked[i].Qualified + yours.Asked[i].Readers) * changes[i].Minutes / 60;
        }

        return [Count(null), Count(ThisWeek)];

        ObservedCount Count(int? days)
        {
            var within = _landings.Where(pair => days is not { } count || now - pair.Landing.SignedAt <= TimeSpan.FromDays(count)).ToList();
            return new ObservedCount(
                days,
                within.Count,
                Of(VerdictKind.Held),
                Of(VerdictKind.Refused),
                Of(VerdictKind.Faulted),
                within.SelectMany(pair => pair.Steps).Sum(step => hours.GetValueOrDefault(step))
            );

            int Of(VerdictKind kind) => within.Count(pair => pair.Landing.Outcome == kind.ToString());
        }
    }

    /// <summary>What a landing brought onto the line; nothing where the branch was made, deleted or rewound.</summary>
    private static IReadOnlyList<ObjectId> StepsOf(Landing landing, List<ObjectId> line, Dictionary<ObjectId, int> numbers) =>
        numbers.TryGetValue(landing.New, out var last) && numbers.TryGetValue(landing.Old, out var before) && before < last
            ? line.GetRange(before + 1, last - before)
            : [];
}
