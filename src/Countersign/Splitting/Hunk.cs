// One run of lines that a change replaces in a file, and the file with only some of them replaced.
using System.Text;

namespace Countersign.Splitting;

/// <summary>Lines counted from 0: <paramref name="OldCount"/> lines from <paramref name="OldStart"/> give way to the new ones.</summary>
public readonly record struct Hunk(int OldStart, int OldCount, int NewStart, int NewCount)
{
    public int OldEnd => OldStart + OldCount;
}

/// <summary>
/// Both contents of a file as lines, each with its own line end as it stands, one character a byte; hunks in order, none over another.
/// </summary>
public sealed class TextChange
{
    private TextChange(IReadOnlyList<string> oldLines, IReadOnlyList<string> newLines, IReadOnlyList<Hunk> hunks) =>
        (OldLines, NewLines, Hunks) = (oldLines, newLines, hunks);

    public IReadOnlyList<string> OldLines { get; }

    public IReadOnlyList<string> NewLines { get; }

    public IReadOnlyList<Hunk> Hunks { get; }

    /// <summary>Null where the hunks do not make the new content of the old one to the byte: then the file is taken whole.</summary>
    public static TextChange? Of(ReadOnlySpan<byte> oldContent, ReadOnlySpan<byte> newContent, IReadOnlyList<Hunk> hunks)
    {
        var change = new TextChange(Split(oldContent), Split(newContent), hunks);
        var end = 0;
        foreach (var hunk in hunks)
        {
            if (
                hunk is { OldStart: < 0 } or { OldCount: < 0 } or { NewStart: < 0 } or { NewCount: < 0 }
                || hunk.OldStart < end
                || hunk.OldEnd > change.OldLines.Count
                || hunk.NewStart + hunk.NewCount > change.NewLines.Count
            )
            {
                return null;
            }

            end = hunk.OldEnd;
        }

        return change.With(hunks.ToHashSet().Contains).AsSpan().SequenceEqual(newContent) ? change : null;
    }

    /// <summary>The old content with the chosen hunks replaced; with all of them it is the new content.</summary>
    public byte[] With(Func<Hunk, bool> chosen)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var hunk in Hunks.Where(chosen))
        {
            Append(text, OldLines, at, hunk.OldStart);
            Append(text, NewLines, hunk.NewStart, hunk.NewStart + hunk.NewCount);
            at = hunk.OldEnd;
        }

        Append(text, OldLines, at, OldLines.Count);
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>Lines that stand on both sides, in runs that hold so many letters and digits.</summary>
    public int Kept(int leastAlphanumeric)
    {
        var (kept, at) = (0, 0);
        foreach (var hunk in Hunks.Append(new Hunk(OldLines.Count, 0, NewLines.Count, 0)))
        {
            var run = OldLines.Skip(at).Take(hunk.OldStart - at);
            kept +=
                run.SelectMany(line => line).Where(char.IsAsciiLetterOrDigit).Take(leastAlphanumeric).Count() == leastAlphanumeric
                    ? hunk.OldStart - at
                    : 0;
            at = hunk.OldEnd;
        }

        return kept;
    }

    public IEnumerable<string> Removed(IEnumerable<Hunk> hunks) => hunks.SelectMany(hunk => OldLines.Skip(hunk.OldStart).Take(hunk.OldCount));

    public IEnumerable<string> Added(IEnumerable<Hunk> hunks) => hunks.SelectMany(hunk => NewLines.Skip(hunk.NewStart).Take(hunk.NewCount));

    private static void Append(StringBuilder text, IReadOnlyList<string> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            text.Append(lines[i]);
        }
    }

    private static List<string> Split(ReadOnlySpan<byte> content)
    {
        var lines = new List<string>();
        while (!content.IsEmpty)
        {
            var end = content.IndexOf((byte)'\n');
            var length = end < 0 ? content.Length : end + 1;
            lines.Add(Encoding.Latin1.GetString(content[..length]));
            content = content[length..];
        }

        return lines;
    }
}
