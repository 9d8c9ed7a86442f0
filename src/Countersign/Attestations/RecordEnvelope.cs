// Puts a signed statement into its envelope, and says which bytes are to be signed and how.
using System.Text;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>A statement made ready for signing; nothing about it changes afterwards.</summary>
public sealed class RecordEnvelope
{
    private readonly byte[] payload;

    private RecordEnvelope(Statement statement, byte[] payload) => (Statement, this.payload) = (statement, payload);

    public Statement Statement { get; }

    public ReadOnlyMemory<byte> Payload => payload;

    /// <summary>The SSHSIG namespace; null where the gate's key signs.</summary>
    public string? Namespace => StatementForm.Of(Statement).Namespace;

    /// <summary>The bytes that the key signs: DSSE's pre-authentication encoding.</summary>
    public byte[] BytesToSign => Dsse.Pae(StatementWriter.PayloadType, payload);

    public static RecordEnvelope Of(Statement statement) => new(statement, StatementWriter.Write(statement));

    /// <summary>The stored bytes: the signature is the armoured text, the key id its fingerprint (a hint).</summary>
    public byte[] Seal(SshSignature signature) => Seal(signature.PublicKey.Fingerprint, Encoding.ASCII.GetBytes(signature.Armour()));

    /// <summary>The stored bytes of a landing or verdict.</summary>
    public byte[] Seal(EcdsaPrivateKey gate) => Seal(gate.PublicKey.Fingerprint.ToString(), gate.Sign(BytesToSign));

    private byte[] Seal(string keyId, byte[] signature) =>
        new DsseEnvelope(StatementWriter.PayloadType, payload, [new DsseSignature(keyId, signature)]).ToJson();
}
