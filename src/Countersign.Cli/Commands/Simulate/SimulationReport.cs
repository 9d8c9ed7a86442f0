// Everything that a simulation found out, before it is drawn for a terminal, a program or a page.
using Countersign.Adapters.Git.Past;
using Countersign.Changes;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

/// <summary>Commits and places, never subjects: those of merges hold people's logins, beside "known to have been bad".</summary>
/// <param name="HeldBad">Known-bad changes that the policy would have held.</param>
/// <param name="MissedBad">Known-bad changes that it would have asked nobody about.</param>
/// <param name="Refused">The longest to read that it would have refused.</param>
internal sealed record Examples(
    IReadOnlyList<ReplayedChange> HeldBad,
    IReadOnlyList<ReplayedChange> MissedBad,
    IReadOnlyList<ReplayedChange> Refused
);

internal sealed record UnownedPath(string Folder, int Changes);

internal sealed record SimulationReport
{
    public required string Repository { get; init; }
    public required string TargetRef { get; init; }
    public required ObjectId Tip { get; init; }
    public required DateTimeOffset Made { get; init; }
    public required ReplayedLine Line { get; init; }
    public required IReadOnlyList<PolicyFigures> Policies { get; init; }
    public required Capacity Capacity { get; init; }
    public required Found Found { get; init; }
    public required Examples Examples { get; init; }
    public required IReadOnlyList<UnownedPath> Unowned { get; init; }

    /// <summary>Merged changes by how they came in.</summary>
    public required int Merges { get; init; }
    public required int Commits { get; init; }

    /// <summary>Steps that change no file, and the first commit.</summary>
    public required int PassedOver { get; init; }

    /// <summary>By their places among the replayed.</summary>
    public required KnownBad<int> Bad { get; init; }

    /// <summary>The first day that counts; null for the whole line.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>What a gate in observe mode recorded; empty where that was not asked for.</summary>
    public IReadOnlyList<ObservedCount> Observed { get; init; } = [];

    /// <summary>What stands in for what a history does not say, in words.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    public bool IsEmpty => Line.Replayed.Count == 0;

    public DateTimeOffset From => DateTimeOffset.FromUnixTimeSeconds(Line.Replayed.Min(change => change.When));

    public DateTimeOffset To => DateTimeOffset.FromUnixTimeSeconds(Line.Replayed.Max(change => change.When));

    /// <summary>The one that the details are about: yours, or the first file's.</summary>
    public PolicyFigures Yours => Policies.First(policy => policy.Of.Key == ReplayPolicies.Yours);
}
