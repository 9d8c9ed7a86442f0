// The bytes that a DSSE signature covers (secure-systems-lab/dsse v1.0.2, protocol.md).
using System.Text;

namespace Countersign.Signatures;

public static class Dsse
{
    /// <summary>
    /// <c>DSSEv1 LEN(type) type LEN(body) body</c> with single spaces and decimal byte lengths, so that neither type nor body can be read
    /// as part of the other.
    /// </summary>
    public static byte[] Pae(string payloadType, ReadOnlySpan<byte> body)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        var head = Encoding.UTF8.GetBytes($"DSSEv1 {type.Length} {payloadType} {body.Length} ");
        var pae = new byte[head.Length + body.Length];
        head.CopyTo(pae, 0);
        body.CopyTo(pae.AsSpan(head.Length));
        return pae;
    }
}
