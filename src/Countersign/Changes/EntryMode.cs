// What kind of thing stands at a path: Git's tree entry modes, and the absence of one.
using System.Diagnostics.CodeAnalysis;

namespace Countersign.Changes;

public enum EntryMode
{
    Absent = 0,
    Tree = 0x4000,
    Regular = 0x81A4,
    Executable = 0x81ED,
    Symlink = 0xA000,
    Submodule = 0xE000,
}

public static class EntryModes
{
    /// <summary>Six octal digits, as in the change manifest and in git diff --raw; absent is 000000.</summary>
    public static string Octal(this EntryMode mode) =>
        mode switch
        {
            EntryMode.Absent => "000000",
            EntryMode.Tree => "040000",
            EntryMode.Regular => "100644",
            EntryMode.Executable => "100755",
            EntryMode.Symlink => "120000",
            EntryMode.Submodule => "160000",
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };

    /// <summary>True where the entry's content is a blob: a file or a symbolic link.</summary>
    public static bool HasBlob(this EntryMode mode) => mode is EntryMode.Regular or EntryMode.Executable or EntryMode.Symlink;

    public static bool IsFile(this EntryMode mode) => mode is EntryMode.Regular or EntryMode.Executable;

    public static bool TryParse([NotNullWhen(true)] string? octal, out EntryMode mode) =>
        TryParse(octal is null ? [] : System.Text.Encoding.UTF8.GetBytes(octal), out mode);

    public static bool TryParse(ReadOnlySpan<byte> octal, out EntryMode mode)
    {
        (var good, mode) = octal switch
        {
            [.. var text] when text.SequenceEqual("100644"u8) => (true, EntryMode.Regular),
            [.. var text] when text.SequenceEqual("100755"u8) => (true, EntryMode.Executable),
            [.. var text] when text.SequenceEqual("000000"u8) => (true, EntryMode.Absent),
            [.. var text] when text.SequenceEqual("120000"u8) => (true, EntryMode.Symlink),
            [.. var text] when text.SequenceEqual("160000"u8) => (true, EntryMode.Submodule),
            [.. var text] when text.SequenceEqual("040000"u8) => (true, EntryMode.Tree),
            _ => (false, EntryMode.Absent),
        };
        return good;
    }

    /// <summary>
    /// As it stands in a tree object, where Git reads group-writable files as regular ones and folders have no leading
    /// zero. False for anything Git itself would not write or read so.
    /// </summary>
    public static bool TryParseStored(ReadOnlySpan<byte> octal, out EntryMode mode)
    {
        mode = EntryMode.Absent;
        if (octal.Length is 0 or > 7)
        {
            return false;
        }

        var value = 0;
        foreach (var digit in octal)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            value = (value << 3) | (digit - '0');
        }

        mode = (value & 0xF000) switch
        {
            0x4000 => EntryMode.Tree,
            0x8000 => (value & 0x40) != 0 ? EntryMode.Executable : EntryMode.Regular,
            0xA000 => EntryMode.Symlink,
            0xE000 => EntryMode.Submodule,
            _ => EntryMode.Absent,
        };
        return mode != EntryMode.Absent;
    }
}
