// One component in the catalog: what belongs to it, who owns it, how much depends on it.
using Countersign.Changes;

namespace Countersign.Impact;

/// <summary><see cref="Owner"/> is a person's id or a team's name; <see cref="DependsOn"/> names other components.</summary>
public sealed record Component
{
    public required string Name { get; init; }
    public required string Owner { get; init; }
    public required Criticality Criticality { get; init; }
    public IReadOnlyList<PathPattern> Paths { get; init; } = [];
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>How it is rolled out, in words; null where the catalog is silent.</summary>
    public string? Rollout { get; init; }

    /// <summary>The largest part that one release of it can take down at once, in words: cell, zone, region, global.</summary>
    public string? Unit { get; init; }

    /// <summary>What it is called where it runs, beside its name.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Whether a release of it can be taken back; null where the catalog is silent.</summary>
    public bool? Reversible { get; init; }

    /// <summary>1-based line of the entry in the catalog.</summary>
    public int Line { get; init; }

    public bool Claims(RepoPath path)
    {
        foreach (var pattern in Paths)
        {
            if (pattern.Matches(path))
            {
                return true;
            }
        }

        return false;
    }
}
