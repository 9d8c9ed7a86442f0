// A line that a tool wrote, as a short mark from which the line cannot be read back; blanks at both ends do not count.
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Countersign.Provenance.Recording;

/// <summary>The first 48 bits of the SHA-256 of the line's UTF-8 text without ASCII blanks around it.</summary>
public readonly record struct LineMark(ulong Value)
{
    private const int Bytes = 6;

    /// <summary>Base64url letters of one mark as it is stored.</summary>
    public const int Letters = 8;

    public static LineMark Of(ReadOnlySpan<byte> line)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line.Trim(" \t\r\n\f\v"u8), digest);
        return FromBytes(digest);
    }

    public static LineMark Of(string line) => Of(Encoding.UTF8.GetBytes(line));

    /// <summary>True where nothing in the line tells it from the same line elsewhere: no letter and no digit.</summary>
    public static bool IsTrivial(ReadOnlySpan<byte> line)
    {
        foreach (var letter in line)
        {
            if (letter >= 0x80 || char.IsAsciiLetterOrDigit((char)letter))
            {
                return false;
            }
        }

        return true;
    }

    public static string Text(IReadOnlyCollection<LineMark> marks)
    {
        var bytes = new byte[marks.Count * Bytes];
        var at = 0;
        foreach (var mark in marks)
        {
            for (var i = Bytes - 1; i >= 0; i--)
            {
                bytes[at++] = (byte)(mark.Value >> (8 * i));
            }
        }

        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null where it is not what <see cref="Text"/> writes.</summary>
    public static IReadOnlyList<LineMark>? Read(string text)
    {
        if (text.Length % Letters != 0 || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        var marks = new LineMark[bytes.Length / Bytes];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = FromBytes(bytes.AsSpan(i * Bytes));
        }

        return marks;
    }

    private static LineMark FromBytes(ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = 0; i < Bytes; i++)
        {
            value = (value << 8) | bytes[i];
        }

        return new LineMark(value);
    }
}
