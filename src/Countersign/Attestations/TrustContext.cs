// Whose keys count, for which repository, at which instant.
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>What a roster says of one key and its owner.</summary>
public sealed record KeyHolder
{
    public required PersonId Id { get; init; }

    public bool IsBot { get; init; }

    /// <summary>A bot's evidence names.</summary>
    public IReadOnlyList<string> MayGive { get; init; } = [];

    /// <summary>What the roster calls the key; it raises nothing that the signature does not show.</summary>
    public KeyKind Kind { get; init; }

    /// <summary>Pages that may ask this passkey to sign.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    public DateTimeOffset? ValidAfter { get; init; }

    public DateTimeOffset? ValidBefore { get; init; }

    public DateTimeOffset? CompromisedSince { get; init; }

    /// <summary>Whether the same person has a key, this or another, that can sign at that time.</summary>
    public Func<DateTimeOffset, bool> CanStillSign { get; init; } = _ => false;
}

/// <summary>Finds the owner of a key; null for a key that the roster does not know.</summary>
public delegate KeyHolder? FindKeyHolder(SshPublicKey key);

/// <summary>
/// <see cref="Now"/> is the gate's clock when it decides, or the landing's time when that is checked again; never the signer's clock.
/// </summary>
public sealed record TrustContext
{
    public required RepositoryId Repository { get; init; }

    public required FindKeyHolder Roster { get; init; }

    public IReadOnlyList<SshPublicKey> RootKeys { get; init; } = [];

    public IReadOnlyList<EcdsaPublicKey> GateKeys { get; init; } = [];

    public required DateTimeOffset Now { get; init; }

    /// <summary>
    /// For records that the gate took in while their keys were valid: what asks for more or takes something back outlives the end of its key,
    /// while its owner has another one to close it with. Otherwise an objection would go, and the approval before it stand again, with a date.
    /// </summary>
    public bool HoldsPastItsKey { get; init; }
}
