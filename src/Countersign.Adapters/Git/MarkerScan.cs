// Counts the sets of conflict markers in a text that arrives in pieces.
namespace Countersign.Adapters.Git;

/// <summary>
/// A set is a line of seven '&lt;' and a blank, later one of seven '=' alone, later one of seven '&gt;' and a blank or nothing.
/// An underline of equals signs in a text is no set.
/// </summary>
internal sealed class MarkerScan
{
    private const int Width = 7;
    private readonly byte[] _head = new byte[Width + 1];
    private int _length;
    private int _stage;
    private int _sets;

    public void Add(ReadOnlySpan<byte> piece)
    {
        foreach (var one in piece)
        {
            if (one == (byte)'\n')
            {
                EndLine();
            }
            else if (_length < _head.Length)
            {
                _head[_length++] = one;
            }
        }
    }

    /// <summary>The count; the scan starts afresh.</summary>
    public int Finish()
    {
        EndLine();
        var sets = _sets;
        (_sets, _stage) = (0, 0);
        return sets;
    }

    private void EndLine()
    {
        var line = _head.AsSpan(0, _length);
        _length = 0;
        if (IsMarker(line, (byte)'<'))
        {
            _stage = 1;
        }
        else if (_stage == 1 && IsMarker(line, (byte)'='))
        {
            _stage = 2;
        }
        else if (_stage == 2 && IsMarker(line, (byte)'>'))
        {
            (_stage, _sets) = (0, _sets + 1);
        }
    }

    private static bool IsMarker(ReadOnlySpan<byte> head, byte sign) =>
        head.Length >= Width
        && !head[..Width].ContainsAnyExcept(sign)
        && (head.Length == Width || head[Width] is (byte)' ' or (byte)'\r' or (byte)'\t');
}
