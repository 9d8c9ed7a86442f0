// Whether a sign-off still holds for the tip that would land: comparisons of content, never of time.
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.SignOffs;

public enum ValidityMode
{
    Carry,
    Reach,
    Strict,
}

/// <summary>What was signed.</summary>
public sealed record SignedContent(Digest Change, ObjectId ResultTree, string TargetRef);

/// <summary>What would land now, seen from one signed base commit.</summary>
public sealed record TipContent
{
    public required Digest Change { get; init; }

    public required ObjectId ResultTree { get; init; }

    public required string TargetRef { get; init; }

    /// <summary>The signed base commit is the tip or one of its ancestors.</summary>
    public required bool SignedBaseIsAncestor { get; init; }

    /// <summary>Change digests of everything landed between the signed base and the tip.</summary>
    public required IReadOnlySet<Digest> LandedSince { get; init; }

    /// <summary>Paths in which the signed base and the tip differ.</summary>
    public required IReadOnlySet<RepoPath> BaseMoved { get; init; }

    /// <summary>Says whether a path is in a component that the change touches, reaches or depends on; null where that is not known.</summary>
    public required Func<RepoPath, bool>? IsWithinReach { get; init; }
}

/// <summary>The three grades, each including the one before, and whether a landing has used the sign-off up.</summary>
public sealed record Validity(bool Carries, bool Reaches, bool IsStrict, bool IsSpent)
{
    /// <summary>Holds in this mode and is not spent.</summary>
    public bool Holds(ValidityMode mode) =>
        !IsSpent
        && mode switch
        {
            ValidityMode.Carry => Carries,
            ValidityMode.Reach => Reaches,
            _ => IsStrict,
        };

    /// <summary>
    /// Carry: equal change digest. Reach: carry, and the base moved in no path within reach. Strict: carry and equal result tree (an equal
    /// tree over another base can undo what landed since). Spent: the signed base is not in the tip's history, or a landing since had this
    /// content. Source: specs/sign-off-statement.md, validity.
    /// </summary>
    public static Validity Of(SignedContent signed, TipContent tip)
    {
        var sameTarget = signed.TargetRef == tip.TargetRef;
        var carries = sameTarget && signed.Change == tip.Change;
        var reaches = carries && !tip.BaseMoved.Any(path => tip.IsWithinReach is null || tip.IsWithinReach(path));
        var strict = carries && signed.ResultTree == tip.ResultTree;
        var spent = !tip.SignedBaseIsAncestor || tip.LandedSince.Contains(signed.Change);
        return new Validity(carries, reaches, strict, spent);
    }

    /// <summary>Paths whose manifest record differs between what was signed and what would land: only these have to be read again.</summary>
    /// <param name="signed">Path to anything that stands for its modes and contents on both sides.</param>
    public static IReadOnlyList<RepoPath> StalePaths<TRecord>(
        IReadOnlyDictionary<RepoPath, TRecord> signed,
        IReadOnlyDictionary<RepoPath, TRecord> now
    )
        where TRecord : IEquatable<TRecord> =>
        [
            .. signed
                .Keys.Union(now.Keys)
                .Where(path => !signed.TryGetValue(path, out var was) || !now.TryGetValue(path, out var isNow) || !was.Equals(isNow))
                .Order(),
        ];
}
