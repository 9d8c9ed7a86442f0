// Who made the change and who is there to sign it, as facts.
using Countersign.Changes;
using Countersign.People;

namespace Countersign.Inputs;

public enum MakerKind
{
    Human,
    Agent,
    Automation,
    Unknown,
}

/// <summary>
/// Somebody who made the change. A claim only adds makers: <see cref="Id"/> is null where nobody in the roster answers to it,
/// and such a maker blocks until a rostered person signs `attribute`.
/// </summary>
public sealed record MakerFacts
{
    public PersonId? Id { get; init; }
    public required MakerKind Kind { get; init; }

    /// <summary>The claim as written: "name &lt;address&gt;" or an account.</summary>
    public required string Claim { get; init; }

    /// <summary>author, committer, co-author, pusher, patch-set, prompter, sponsor, attributed.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>True where a roster key or the transport's account vouches for this maker on this change.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>The level in the roster now; null where unknown.</summary>
    public LevelName? Level { get; init; }
    public IReadOnlyList<ObjectId> Commits { get; init; } = [];
}

public sealed record PersonFacts
{
    public required PersonId Id { get; init; }
    public string Name { get; init; } = "";
    public LevelName? Level { get; init; }
    public IReadOnlyList<string> Teams { get; init; } = [];
    public IReadOnlyList<string> May { get; init; } = [];

    /// <summary>A bot never signs, whatever keys or rights it has.</summary>
    public bool IsBot { get; init; }

    /// <summary>Has at least one key that could sign now.</summary>
    public bool CanSign { get; init; }

    /// <summary>Kinds of those keys: file, hardware, passkey.</summary>
    public IReadOnlyList<string> KeyKinds { get; init; } = [];

    /// <summary>True where this person has landed or signed in the changed components before.</summary>
    public bool IsFamiliar { get; init; }
}

/// <summary>Windowed sums and first contacts, from landings; <see cref="Landings"/> says over how many this was computed.</summary>
public sealed record HistoryFacts
{
    public int Landings { get; init; }

    /// <summary>Effective lines landed by any of the same makers in the same components, newest window first.</summary>
    public IReadOnlyList<WindowSum> Sums { get; init; } = [];

    /// <summary>True where no counted maker has landed in one of the changed components (or folders, where unmapped) before.</summary>
    public bool FirstChangeHere { get; init; }
}

/// <summary>What the same makers landed in the same components within the last <paramref name="Days"/> days, this change not counted.</summary>
public sealed record WindowSum(int Days, int Changes, int Files, double EffectiveLines, double ReviewMinutes);

/// <summary>Where the change stands among the target's recent ones. Source: specs/likelihood.md.</summary>
/// <param name="Percentile">0 to 100.</param>
/// <param name="Probability">Calibrated; null where the repository has no fitted model.</param>
/// <param name="Basis">The formula or the model with its digest, and among how many changes, in words.</param>
public sealed record LikelihoodFacts(double Percentile, double? Probability, string Basis)
{
    /// <summary>How many changes the percentile is of.</summary>
    public int Among { get; init; }

    /// <summary>In plain words, the weightiest first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
