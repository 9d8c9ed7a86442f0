// The answer to "did this key sign these bytes, for this purpose?".
namespace Countersign.Signatures;

/// <summary>Closed: <see cref="Good"/> or <see cref="Bad"/>. Good says that the key signed; whether the key may is another question.</summary>
public abstract record SshVerification
{
    private SshVerification() { }

    public T Match<T>(Func<Good, T> good, Func<Bad, T> bad) =>
        this switch
        {
            Good answer => good(answer),
            Bad answer => bad(answer),
            _ => throw new InvalidOperationException("The family of answers is closed."),
        };

    /// <summary>
    /// What the authenticator said is null where none took part. A passkey has all four; a hardware key has presence and verification.
    /// The caller decides what to demand: stock ssh-keygen demands none of them.
    /// </summary>
    /// <param name="Key">The key that signed.</param>
    /// <param name="UserPresence">Somebody touched the authenticator (flag 0x01).</param>
    /// <param name="UserVerification">The authenticator knew its owner by PIN or body (flag 0x04).</param>
    /// <param name="Origin">The page that asked a passkey, for example <c>https://countersign.example</c>.</param>
    /// <param name="RpId">The relying party that the passkey belongs to, for example <c>countersign.example</c>.</param>
    public sealed record Good(SshPublicKey Key, bool? UserPresence, bool? UserVerification, string? Origin, string? RpId) : SshVerification;

    /// <param name="Reason">In words for the person who sees the refusal; no trailing stop.</param>
    public sealed record Bad(string Reason) : SshVerification;
}
