// Reads Git's answers piece by piece: up to a delimiter, or a counted number of bytes.
namespace Countersign.Adapters.Git;

/// <summary>Holds one buffer; a piece longer than <paramref name="longest"/> is a fault, not memory.</summary>
internal sealed class ByteReader(Stream stream, string command, int longest = 1 << 20)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The bytes before the delimiter, valid until the next call; false at the end of the answer.</summary>
    public bool TryReadTo(byte delimiter, out ReadOnlySpan<byte> piece)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf(delimiter);
            if (found >= 0)
            {
                piece = _buffer.AsSpan(_start, searched + found);
                _start += searched + found + 1;
                return true;
            }

            searched = _end - _start;
            if (searched > longest)
            {
                throw GitFault.Unreadable(command, $"a piece of it is longer than {longest} bytes");
            }

            if (!Fill())
            {
                piece = default;
                return searched == 0 ? false : throw GitFault.Unreadable(command, "it ends in the middle of a piece");
            }
        }
    }

    public ReadOnlySpan<byte> ReadTo(byte delimiter) =>
        TryReadTo(delimiter, out var piece) ? piece : throw GitFault.Unreadable(command, "it ends too early");

    /// <summary>The first bytes before the delimiter, at most <paramref name="most"/>; the rest is passed over, however long it is.</summary>
    public ReadOnlySpan<byte> ReadFirst(byte delimiter, int most)
    {
        byte[]? kept = null;
        while (true)
        {
            var there = _buffer.AsSpan(_start, _end - _start);
            var found = there.IndexOf(delimiter);
            if (found >= 0)
            {
                _start += found + 1;
                return kept ?? there[..Math.Min(found, most)];
            }

            if (there.Length > most)
            {
                kept ??= there[..most].ToArray();
                _start = _end;
            }

            if (!Fill())
            {
                throw GitFault.Unreadable(command, "it ends in the middle of a piece");
            }
        }
    }

    /// <summary>At least one and at most <paramref name="most"/> bytes, valid until the next call.</summary>
    public ReadOnlySpan<byte> ReadSome(long most)
    {
        if (_start == _end && !Fill())
        {
            throw GitFault.Unreadable(command, "it ends too early");
        }

        var count = (int)Math.Min(most, _end - _start);
        var piece = _buffer.AsSpan(_start, count);
        _start += count;
        return piece;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count > 0;
    }
}
