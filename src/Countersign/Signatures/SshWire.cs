// Reads and writes the SSH wire types (RFC 4251 section 5), refusing every second spelling.
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Countersign.Signatures;

/// <summary>Each read answers false instead of throwing; after a false the position means nothing.</summary>
internal ref struct SshReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public bool TryByte(out byte value)
    {
        value = _rest.IsEmpty ? (byte)0 : _rest[0];
        return TryTake(1, out _);
    }

    public bool TryUInt32(out uint value)
    {
        value = 0;
        return TryTake(4, out var taken) && BinaryPrimitives.TryReadUInt32BigEndian(taken, out value);
    }

    public bool TryBytes(out ReadOnlySpan<byte> value)
    {
        value = default;
        return TryUInt32(out var length) && TryTake(length, out value);
    }

    public bool TryFixed(ReadOnlySpan<byte> expected) => TryTake((uint)expected.Length, out var taken) && taken.SequenceEqual(expected);

    /// <summary>A string of printable ASCII, which is all that names in these formats need.</summary>
    public bool TryText(out string value)
    {
        value = "";
        if (!TryBytes(out var bytes) || bytes.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e))
        {
            return false;
        }

        value = Encoding.ASCII.GetString(bytes);
        return true;
    }

    /// <summary>A number above zero, big-endian without leading zeros; refuses negative numbers, zero and needless bytes.</summary>
    public bool TryPositive(out ReadOnlySpan<byte> magnitude)
    {
        magnitude = default;
        if (!TryBytes(out var bytes) || bytes.IsEmpty || bytes[0] >= 0x80)
        {
            return false;
        }

        if (bytes[0] != 0)
        {
            magnitude = bytes;
            return true;
        }

        magnitude = bytes[1..];
        return !magnitude.IsEmpty && magnitude[0] >= 0x80;
    }

    private bool TryTake(uint length, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (length > (uint)_rest.Length)
        {
            return false;
        }

        taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }
}

internal sealed class SshWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public SshWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    public SshWriter Byte(byte value) => Raw([value]);

    public SshWriter UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return Raw(bytes);
    }

    public SshWriter Bytes(ReadOnlySpan<byte> bytes) => UInt32((uint)bytes.Length).Raw(bytes);

    public SshWriter Text(string ascii) => Bytes(Encoding.ASCII.GetBytes(ascii));

    /// <summary>A number above zero from big-endian bytes; leading zeros are dropped and a sign byte is added where needed.</summary>
    public SshWriter Positive(ReadOnlySpan<byte> magnitude)
    {
        magnitude = magnitude.TrimStart((byte)0);
        return magnitude[0] < 0x80 ? Bytes(magnitude) : UInt32((uint)magnitude.Length + 1).Byte(0).Raw(magnitude);
    }

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
