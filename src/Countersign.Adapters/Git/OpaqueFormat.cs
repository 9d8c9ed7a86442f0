// Pictures, fonts, recordings and archives: files that are no text for anybody, known by their name and by how they begin.
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary>Both have to fit, so that no source file becomes a picture by its first bytes, or by its name. Source: file(1), magic.</summary>
internal static class OpaqueFormat
{
    /// <summary>How many of a content's first bytes are looked at.</summary>
    public const int HeadBytes = 16;

    /// <summary>How contents begin, a letter a byte, by the end of the name. ISO's media format says it after its first four bytes.</summary>
    private static readonly Dictionary<string, (int At, byte[][] Magic)> s_known = Table(
        ("png", 0, ["\u0089PNG\r\n\u001a\n"]),
        ("jpg jpeg", 0, ["\u00ff\u00d8\u00ff"]),
        ("gif", 0, ["GIF87a", "GIF89a"]),
        ("webp wav avi", 0, ["RIFF"]),
        ("ico", 0, ["\0\0\u0001\0"]),
        ("icns", 0, ["icns"]),
        ("bmp", 0, ["BM"]),
        ("tif tiff", 0, ["II*\0", "MM\0*"]),
        ("avif heic mp4 m4a m4v mov", 4, ["ftyp"]),
        ("mp3", 0, ["ID3", "\u00ff\u00fb", "\u00ff\u00f3"]),
        ("ogg oga ogv opus", 0, ["OggS"]),
        ("flac", 0, ["fLaC"]),
        ("webm mkv", 0, ["\u001aE\u00df\u00a3"]),
        ("pdf", 0, ["%PDF-"]),
        ("ttf", 0, ["\0\u0001\0\0", "true"]),
        ("otf", 0, ["OTTO"]),
        ("woff", 0, ["wOFF"]),
        ("woff2", 0, ["wOF2"]),
        ("zip jar nupkg whl docx xlsx pptx odt ods odp epub", 0, ["PK\u0003\u0004"]),
        ("gz tgz", 0, ["\u001f\u008b\u0008"]),
        ("bz2", 0, ["BZh"]),
        ("xz", 0, ["\u00fd7zXZ\0"]),
        ("zst", 0, ["(\u00b5/\u00fd"]),
        ("7z", 0, ["7z\u00bc\u00af'\u001c"])
    );

    public static bool Is(RepoPath path, ReadOnlySpan<byte> head)
    {
        var text = path.Text;
        if (!s_known.TryGetValue(text[(text.LastIndexOf('.') + 1)..].ToLowerInvariant(), out var format) || head.Length < format.At)
        {
            return false;
        }

        foreach (var magic in format.Magic)
        {
            if (head[format.At..].StartsWith(magic))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, (int, byte[][])> Table(params (string Endings, int At, string[] Magic)[] formats) =>
        formats
            .SelectMany(format => format.Endings.Split(' ').Select(ending => (ending, format)))
            .ToDictionary(
                pair => pair.ending,
                pair => (pair.format.At, Array.ConvertAll(pair.format.Magic, Encoding.Latin1.GetBytes)),
                StringComparer.Ordinal
            );
}
