// A public key in the roster: what kind it is, and when it may sign.
using Countersign.Signatures;

namespace Countersign.People;

public enum KeyKind
{
    File,
    Agent,
    Hardware,
    Passkey,
}

/// <summary>
/// Valid from <see cref="ValidAfter"/> up to, but not at, <see cref="ValidBefore"/>. From <see cref="CompromisedSince"/> on
/// nothing that it signed counts. <see cref="Origins"/> are the web origins of a passkey, exact.
/// </summary>
public sealed record PersonKey(SshPublicKey Key, KeyKind Kind)
{
    public IReadOnlyList<string> Origins { get; init; } = [];
    public DateTimeOffset? ValidAfter { get; init; }
    public DateTimeOffset? ValidBefore { get; init; }
    public DateTimeOffset? CompromisedSince { get; init; }

    /// <summary>1-based line of the entry in the roster.</summary>
    public int Line { get; init; }

    /// <summary>The first moment at which it no longer signs; null where none is set.</summary>
    public DateTimeOffset? Ends =>
        (ValidBefore, CompromisedSince) switch
        {
            ({ } before, { } since) => before < since ? before : since,
            var (before, since) => before ?? since,
        };

    public bool CanSignAt(DateTimeOffset now) => (ValidAfter is not { } after || now >= after) && (Ends is not { } ends || now < ends);
}
