// Reads the header lines of a stored commit, in the order and with the repetitions that Git itself accepts.
using System.Text;

namespace Countersign.Changes;

internal sealed class CommitHeaders(ObjectFormat format)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly List<ObjectId> _parents = [];
    private readonly StringBuilder _signature = new();
    private byte[] _payload = [];
    private int _payloadLength;

    public ObjectId Tree { get; private set; }
    public IReadOnlyList<ObjectId> Parents => _parents;
    public string? Author { get; private set; }
    public string? Committer { get; private set; }
    public string? Signature => _signature.Length == 0 ? null : _signature.ToString();
    public int MessageStart { get; private set; }
    public ReadOnlyMemory<byte> Payload => _payload.AsMemory(0, _payloadLength);

    /// <summary>An empty answer is a good commit; otherwise the problem in words.</summary>
    public string Read(ReadOnlySpan<byte> raw)
    {
        _payload = new byte[raw.Length];
        var wanted = format == ObjectFormat.Sha256 ? "gpgsig-sha256 "u8 : "gpgsig "u8;
        var (inSignature, inOtherSignature) = (false, false);
        var at = 0;
        while (at < raw.Length && raw[at] != (byte)'\n')
        {
            var length = raw[at..].IndexOf((byte)'\n');
            if (length < 0)
            {
                return "a header line does not end";
            }

            var line = raw.Slice(at, length);
            var whole = raw.Slice(at, length + 1);
            at += length + 1;
            if (line[0] == (byte)' ')
            {
                if (inSignature)
                {
                    _signature.Append(AsText(whole[1..]));
                }
                else if (!inOtherSignature)
                {
                    Keep(whole);
                }

                continue;
            }

            inSignature = line.StartsWith(wanted);
            inOtherSignature = !inSignature && line.StartsWith("gpgsig"u8);
            if (inSignature)
            {
                _signature.Append(AsText(whole[wanted.Length..]));
            }
            else if (!inOtherSignature)
            {
                Keep(whole);
                if (Header(line) is { Length: > 0 } problem)
                {
                    return problem;
                }
            }
        }

        Keep(raw[at..]);
        MessageStart = Math.Min(at + 1, raw.Length);
        return (Tree.IsZero, Author, Committer) switch
        {
            (true, _, _) => "it has no tree",
            (_, null, _) => "it has no author",
            (_, _, null) => "it has no committer",
            _ => "",
        };
    }

    public static string AsText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private string Header(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        var key = space < 0 ? line : line[..space];
        var value = space < 0 ? default : line[(space + 1)..];
        if (key.SequenceEqual("tree"u8))
        {
            if (!Tree.IsZero || !Id(value, out var tree))
            {
                return "its tree is not one object id";
            }

            Tree = tree;
        }
        else if (key.SequenceEqual("parent"u8))
        {
            if (Author is not null || !Id(value, out var parent))
            {
                return "a parent is not an object id in its place";
            }

            _parents.Add(parent);
        }
        else if (key.SequenceEqual("author"u8))
        {
            if (Author is not null)
            {
                return "it has two authors";
            }

            Author = AsText(value);
        }
        else if (key.SequenceEqual("committer"u8))
        {
            if (Committer is not null)
            {
                return "it has two committers";
            }

            Committer = AsText(value);
        }

        return "";
    }

    private bool Id(ReadOnlySpan<byte> text, out ObjectId id) => ObjectId.TryParse(text, out id) && id.Format == format && !id.IsZero;

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_payload.AsSpan(_payloadLength));
        _payloadLength += bytes.Length;
    }
}
