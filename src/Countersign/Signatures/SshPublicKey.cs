// A public key as OpenSSH writes it: the only kind of key by which a person signs.
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Countersign.Signatures;

/// <summary>Closed: <see cref="Ed25519Key"/>, <see cref="EcdsaKey"/> or <see cref="RsaKey"/>. Two keys are equal if their wire blobs are.</summary>
public abstract partial class SshPublicKey : IEquatable<SshPublicKey>
{
    private const int LongestBlob = 4096;
    private static readonly SearchValues<char> TypeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-@.");
    private readonly byte[] _blob;

    private SshPublicKey(string type, byte[] blob, int bits, string? application)
    {
        (Type, _blob, Bits, Application) = (type, blob, bits, application);
        Fingerprint = "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');
    }

    /// <summary>For example <c>ssh-ed25519</c> or <c>sk-ecdsa-sha2-nistp256@openssh.com</c>.</summary>
    public string Type { get; }

    /// <summary>The wire form, which is also what the fingerprint is made of.</summary>
    public ReadOnlyMemory<byte> Blob => _blob;

    /// <summary><c>SHA256:...</c>, as <c>ssh-keygen -l</c> prints it.</summary>
    public string Fingerprint { get; }

    public int Bits { get; }

    /// <summary>The FIDO application (<c>ssh:</c>) or, for a passkey, the relying party id; null for a key in a file or agent.</summary>
    public string? Application { get; }

    /// <summary>True for the sk- types, whose private half lives in an authenticator: a hardware key or a passkey.</summary>
    public bool IsHardware => Application is not null;

    /// <summary>Reads <c>TYPE BASE64 [COMMENT]</c>. Options before the type are refused, because ignoring them would widen what they narrow.</summary>
    public static bool TryParse(string authorizedKeyLine, [NotNullWhen(true)] out SshPublicKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        var line = authorizedKeyLine.AsSpan().Trim(" \t\r\n");
        if (line.ContainsAny('\r', '\n', '\0'))
        {
            problem = "a public key is one line";
            return false;
        }

        var type = FirstWord(line, out var afterType);
        var base64 = FirstWord(afterType, out _);
        if (base64.IsEmpty || !IsTypeName(type))
        {
            problem = "a public key line reads TYPE BASE64 [COMMENT], without options";
            return false;
        }

        if (base64.Length > LongestBlob * 4 / 3 || !StrictBase64.TryDecode(base64, out var bytes))
        {
            problem = "the key is not canonical base64";
            return false;
        }

        if (!TryFromBlob(bytes, out key, out problem))
        {
            return false;
        }

        if (!type.SequenceEqual(key.Type))
        {
            problem = $"the line says {type} and the key inside is {key.Type}";
            key = null;
            return false;
        }

        return true;
    }

    /// <summary>Reads the wire form; refuses trailing bytes, needless zeros, points off the curve and weak keys.</summary>
    public static bool TryFromBlob(ReadOnlySpan<byte> blob, [NotNullWhen(true)] out SshPublicKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        var reader = new SshReader(blob);
        if (blob.Length > LongestBlob || !reader.TryText(out var type))
        {
            problem = "the key blob is damaged or too long";
            return false;
        }

        problem = type switch
        {
            "ssh-ed25519" or "sk-ssh-ed25519@openssh.com" => Ed25519Key.Read(type, blob, ref reader, out key),
            "ecdsa-sha2-nistp256" or "ecdsa-sha2-nistp384" or "ecdsa-sha2-nistp521" or EcdsaKey.HardwareType => EcdsaKey.Read(
                type,
                blob,
                ref reader,
                out key
            ),
            "ssh-rsa" => RsaKey.Read(blob, ref reader, out key),
            _ => $"keys of type {(IsTypeName(type) ? type : "unknown")} are not supported",
        };
        if (problem is null && !reader.AtEnd)
        {
            problem = "bytes follow the key";
        }

        key = problem is null ? key : null;
        return key is not null;
    }

    public T Match<T>(Func<Ed25519Key, T> ed25519, Func<EcdsaKey, T> ecdsa, Func<RsaKey, T> rsa) =>
        this switch
        {
            Ed25519Key key => ed25519(key),
            EcdsaKey key => ecdsa(key),
            RsaKey key => rsa(key),
            _ => throw new InvalidOperationException("The family of keys is closed."),
        };

    /// <summary>Reads the part of a signature that this key made; null and the bytes to check, or the problem.</summary>
    internal abstract string? ReadSignature(string algorithm, ref SshReader reader, out byte[] signature);

    /// <summary>Checks what <see cref="ReadSignature"/> gave over exactly these bytes.</summary>
    internal abstract bool Check(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);

    public bool Equals([NotNullWhen(true)] SshPublicKey? other) => other is not null && _blob.AsSpan().SequenceEqual(other._blob);

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as SshPublicKey);

    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    public static bool operator ==(SshPublicKey? left, SshPublicKey? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(SshPublicKey? left, SshPublicKey? right) => !(left == right);

    /// <summary><c>TYPE BASE64</c>, which <see cref="TryParse"/> reads back.</summary>
    public override string ToString() => $"{Type} {Convert.ToBase64String(_blob)}";

    private static bool IsTypeName(ReadOnlySpan<char> type) => !type.IsEmpty && type.Length <= 64 && !type.ContainsAnyExcept(TypeLetters);

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        var end = text.IndexOfAny(' ', '\t');
        rest = end < 0 ? [] : text[end..].TrimStart(" \t");
        return end < 0 ? text : text[..end];
    }
}
