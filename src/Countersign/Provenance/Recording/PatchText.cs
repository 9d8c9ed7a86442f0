// Reads the patch that Codex and its kin hand to their editing tool: sections by file, lines by their first sign.
namespace Countersign.Provenance.Recording;

/// <summary>
/// "*** Begin Patch", then "*** Add File: PATH", "*** Update File: PATH" with an optional "*** Move to: PATH", "*** Delete File: PATH".
/// Anything around it, such as the shell's words, is passed over.
/// </summary>
internal static class PatchText
{
    public const string Begin = "*** Begin Patch";
    private const string End = "*** End Patch";

    public static IReadOnlyList<FileEdit> Read(string text)
    {
        var files = new List<(string Path, List<string> Lines)>();
        var inside = false;
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (!inside)
            {
                inside = line.TrimEnd().EndsWith(Begin, StringComparison.Ordinal);
            }
            else if (line.StartsWith(End, StringComparison.Ordinal))
            {
                inside = false;
            }
            else if (PathAfter(line, "*** Add File: ") is { } added)
            {
                files.Add((added, []));
            }
            else if (PathAfter(line, "*** Update File: ") is { } updated)
            {
                files.Add((updated, []));
            }
            else if (files.Count > 0 && PathAfter(line, "*** Move to: ") is { } moved)
            {
                files[^1] = (moved, files[^1].Lines);
            }
            else if (line.StartsWith("*** Delete File: ", StringComparison.Ordinal))
            {
                files.Add(("", []));
            }
            else if (files.Count > 0 && line.StartsWith('+'))
            {
                files[^1].Lines.Add(line[1..]);
            }
        }

        return [.. files.Where(file => file.Path.Length > 0).Select(file => new FileEdit(file.Path, file.Lines))];
    }

    private static string? PathAfter(string line, string words) =>
        line.StartsWith(words, StringComparison.Ordinal) && line[words.Length..].Trim() is { Length: > 0 and <= HookPayload.LongestPath } path
            ? path
            : null;
}
