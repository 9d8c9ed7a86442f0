// Names objects as Git does, and packs new ones so that a single process can store them all.
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary>A pack of version 2 with whole objects, each once.</summary>
internal sealed class PackWriter(ObjectFormat format)
{
    private readonly Dictionary<ObjectId, (ObjectKind Kind, byte[] Bytes)> _objects = [];

    public int Count => _objects.Count;

    public ObjectId Add(ObjectKind kind, byte[] bytes)
    {
        using var hash = NewHash();
        hash.AppendData(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()} {bytes.Length}\0"))
        );
        hash.AppendData(bytes);
        var id = ObjectId.FromBytes(hash.GetHashAndReset());
        _objects.TryAdd(id, (kind, bytes));
        return id;
    }

    public byte[] ToBytes()
    {
        using var pack = new MemoryStream();
        Span<byte> number = stackalloc byte[4];
        pack.Write("PACK"u8);
        BinaryPrimitives.WriteUInt32BigEndian(number, 2);
        pack.Write(number);
        BinaryPrimitives.WriteUInt32BigEndian(number, (uint)_objects.Count);
        pack.Write(number);
        foreach (var (kind, bytes) in _objects.Values)
        {
            WriteHeader(pack, kind, bytes.Length);
            using var packed = new ZLibStream(pack, CompressionLevel.Fastest, leaveOpen: true);
            packed.Write(bytes);
        }

        using var hash = NewHash();
        hash.AppendData(pack.GetBuffer().AsSpan(0, (int)pack.Length));
        pack.Write(hash.GetHashAndReset());
        return pack.ToArray();
    }

    private IncrementalHash NewHash() =>
        IncrementalHash.CreateHash(format == ObjectFormat.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);

    /// <summary>Kind in three bits, size in four and then seven bits a byte, lowest first.</summary>
    private static void WriteHeader(MemoryStream pack, ObjectKind kind, int size)
    {
        var number = kind switch
        {
            ObjectKind.Commit => 1,
            ObjectKind.Tree => 2,
            ObjectKind.Blob => 3,
            _ => 4,
        };
        var first = (number << 4) | (size & 0x0F);
        var rest = size >> 4;
        while (rest > 0)
        {
            pack.WriteByte((byte)(first | 0x80));
            first = rest & 0x7F;
            rest >>= 7;
        }

        pack.WriteByte((byte)first);
    }
}
