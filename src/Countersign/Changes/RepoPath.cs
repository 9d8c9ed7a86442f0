// A path inside a repository: bytes to Git, text with escapes to us.
using System.Text;

namespace Countersign.Changes;

/// <summary>
/// <see cref="Text"/> is UTF-8 with every other byte, and `%` itself, as %XX; equality and order are those of the bytes.
/// Source: specs/change-digest.md.
/// </summary>
public readonly record struct RepoPath : IComparable<RepoPath>
{
    private readonly string? _text;

    private RepoPath(string text) => _text = text;

    public string Text => _text ?? "";

    public static RepoPath FromBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done)
            {
                text.Append('%').Append(bytes[0].ToString("X2"));
                used = 1;
            }
            else if (rune.Value == '%')
            {
                text.Append("%25");
            }
            else
            {
                text.Append(rune.ToString());
            }

            bytes = bytes[used..];
        }

        return new RepoPath(text.ToString());
    }

    /// <summary>From ordinary text, as in a policy or on a command line.</summary>
    public static RepoPath Of(string plain) => FromBytes(Encoding.UTF8.GetBytes(plain));

    public byte[] ToBytes()
    {
        var bytes = new List<byte>(Text.Length);
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '%')
            {
                bytes.Add(Convert.ToByte(Text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                var count = char.IsHighSurrogate(Text[i]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(Text, i, count));
                i += count - 1;
            }
        }

        return [.. bytes];
    }

    public int CompareTo(RepoPath other) => ToBytes().AsSpan().SequenceCompareTo(other.ToBytes());

    public override string ToString() => Text;
}
