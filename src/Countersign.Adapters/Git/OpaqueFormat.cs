// Pictures, fonts, recordings and archives: files that are no text for anybody, known by their name and by how they begin.
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary>Both have to fit, so that no source file becomes a picture by its first bytes, or by its name. Source: file(1), magic.</summary>
internal static class OpaqueFormat
{
    /// <summary>How many of a content's first bytes are looked at.</summary>
    public const int HeadBytes = 16;

    private static readonly byte[] s_zip = [0x50, 0x4b, 0x03, 0x04];
    private static readonly byte[] s_gzip = [0x1f, 0x8b, 0x08];
    private static readonly byte[] s_ogg = [.. "OggS"u8];
    private static readonly byte[] s_riff = [.. "RIFF"u8];
    private static readonly byte[] s_jpeg = [0xff, 0xd8, 0xff];

    /// <summary>How contents begin, by the end of the name; what the media format of ISO says stands after its first four bytes.</summary>
    private static readonly Dictionary<string, (int At, byte[][] Magic)> s_known = Table(
        (
            "png",
            0,
            [
                [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
            ]
        ),
        ("jpg jpeg", 0, [s_jpeg]),
        (
            "gif",
            0,
            [
                [.. "GIF87a"u8],
                [.. "GIF89a"u8],
            ]
        ),
        ("webp wav avi", 0, [s_riff]),
        (
            "ico",
            0,
            [
                [0, 0, 1, 0],
            ]
        ),
        (
            "icns",
            0,
            [
                [.. "icns"u8],
            ]
        ),
        (
            "bmp",
            0,
            [
                [.. "BM"u8],
            ]
        ),
        (
            "tif tiff",
            0,
            [
                [0x49, 0x49, 0x2a, 0],
                [0x4d, 0x4d, 0, 0x2a],
            ]
        ),
        (
            "avif heic mp4 m4a m4v mov",
            4,
            [
                [.. "ftyp"u8],
            ]
        ),
        (
            "mp3",
            0,
            [
                [.. "ID3"u8],
                [0xff, 0xfb],
                [0xff, 0xf3],
            ]
        ),
        ("ogg oga ogv opus", 0, [s_ogg]),
        (
            "flac",
            0,
            [
                [.. "fLaC"u8],
            ]
        ),
        (
            "webm mkv",
            0,
            [
                [0x1a, 0x45, 0xdf, 0xa3],
            ]
        ),
        (
            "pdf",
            0,
            [
                [.. "%PDF-"u8],
            ]
        ),
        (
            "ttf",
            0,
            [
                [0, 1, 0, 0],
                [.. "true"u8],
            ]
        ),
        (
            "otf",
            0,
            [
                [.. "OTTO"u8],
            ]
        ),
        (
            "woff",
            0,
            [
                [.. "wOFF"u8],
            ]
        ),
        (
            "woff2",
            0,
            [
                [.. "wOF2"u8],
            ]
        ),
        ("zip jar nupkg whl docx xlsx pptx odt ods odp epub", 0, [s_zip]),
        ("gz tgz", 0, [s_gzip]),
        (
            "bz2",
            0,
            [
                [.. "BZh"u8],
            ]
        ),
        (
            "xz",
            0,
            [
                [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0],
            ]
        ),
        (
            "zst",
            0,
            [
                [0x28, 0xb5, 0x2f, 0xfd],
            ]
        ),
        (
            "7z",
            0,
            [
                [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
            ]
        )
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

    private static Dictionary<string, (int, byte[][])> Table(params (string Endings, int At, byte[][] Magic)[] formats) =>
        formats
            .SelectMany(format => format.Endings.Split(' ').Select(ending => (ending, format)))
            .ToDictionary(pair => pair.ending, pair => (pair.format.At, pair.format.Magic), StringComparer.Ordinal);
}
