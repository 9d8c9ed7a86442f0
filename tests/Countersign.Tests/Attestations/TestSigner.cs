// A throwaway P-256 SSH key that signs in this process, as ssh-keygen would.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Countersign.Attestations;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Tests.Attestations;

public sealed class TestSigner
{
    private const string Type = "ecdsa-sha2-nistp256";
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] blob;

    public TestSigner()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        blob = Join(Text(Type), Text("nistp256"), Field([4, .. point.X!, .. point.Y!]));
        PublicKey = SshPublicKey.TryFromBlob(blob, out var parsed, out var problem) ? parsed : throw new InvalidOperationException(problem);
    }

    public SshPublicKey PublicKey { get; }

    public SshSignature Sign(byte[] message, string @namespace)
    {
        var pair = key.SignData(SshSignature.SignedBytes(@namespace, "sha512", message), HashAlgorithmName.SHA256);
        var proof = Join(Text(Type), Field(Join(Integer(pair.AsSpan(0, 32)), Integer(pair.AsSpan(32)))));
        var signature = Join("SSHSIG"u8.ToArray(), [0, 0, 0, 1], Field(blob), Text(@namespace), Field([]), Text("sha512"), Field(proof));
        return SshSignature.TryFromBlob(signature, out var parsed, out var problem) ? parsed : throw new InvalidOperationException(problem);
    }

    /// <summary>The stored bytes of this statement, signed in its own namespace or another.</summary>
    public byte[] Record(Statement statement, string? @namespace = null)
    {
        var envelope = RecordEnvelope.Of(statement);
        return envelope.Seal(Sign(envelope.BytesToSign, @namespace ?? envelope.Namespace!));
    }

    private static byte[] Text(string text) => Field(Encoding.ASCII.GetBytes(text));

    private static byte[] Field(byte[] bytes)
    {
        var field = new byte[bytes.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(field, bytes.Length);
        bytes.CopyTo(field, 4);
        return field;
    }

    private static byte[] Integer(ReadOnlySpan<byte> unsigned)
    {
        var trimmed = unsigned.TrimStart((byte)0);
        return Field(trimmed[0] >= 0x80 ? [0, .. trimmed] : [.. trimmed]);
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
