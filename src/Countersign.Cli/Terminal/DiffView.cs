// The change as it is signed: rendered from blobs, without anybody's attributes, hostile characters made visible.
using System.Text;
using System.Text.Unicode;
using Countersign.Changes;
using Countersign.Cli.Workbench;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Terminal;

/// <summary>What is too long for a screen is named, never collapsed in silence, and stands as not shown in the signature.</summary>
public sealed class DiffView(Screen screen)
{
    private const int MostLines = 3000;

    /// <summary>A command line has an end; a diff of more files is made in several pieces.</summary>
    private const int PathsAtOnce = 200;

    public void Draw(OpenChange change)
    {
        foreach (var file in Shown(change).Where(pair => !pair.Fits).Select(pair => pair.File))
        {
            screen.Line(
                screen.Yellow(
                    $"not shown: {file.Path.Display}{(file.IsBinary ? $" (binary, {file.OldBlob.Short} to {file.NewBlob.Short})" : $" (+{file.Added} -{file.Deleted})")}"
                )
            );
        }

        var fits = Shown(change).Where(pair => pair.Fits).Select(pair => pair.File).ToList();
        foreach (var line in Lines(change, fits))
        {
            screen.Line(Paint(line));
        }
    }

    /// <summary>The digest of the manifest of what <see cref="Draw"/> shows.</summary>
    public Digest Presented(OpenChange change) =>
        PresentedManifest.Of(
            Shown(change)
                .Select(pair => new PresentedFile(
                    pair.File.Path,
                    pair.Fits ? SignOffs.Shown.Full : SignOffs.Shown.NotShown,
                    pair.File.OldBlob,
                    pair.File.NewBlob
                ))
        );

    private static IEnumerable<(ChangedFile File, bool Fits)> Shown(OpenChange change)
    {
        var lines = 0;
        foreach (var file in change.Gathered.Files)
        {
            var own = (file.Added ?? 0) + (file.Deleted ?? 0);
            var fits = !file.IsBinary && lines + own <= MostLines && Utf8.IsValid(file.Path.Bytes);
            lines += fits ? own : 0;
            yield return (file, fits);
        }
    }

    private static IEnumerable<string> Lines(OpenChange change, IReadOnlyList<ChangedFile> files)
    {
        if (files.Count == change.Gathered.Files.Count)
        {
            return Diff(change, []);
        }

        return files.Chunk(PathsAtOnce).SelectMany(some => Diff(change, ["--", .. some.Select(file => Encoding.UTF8.GetString(file.Path.Bytes))]));
    }

    /// <summary>Paths are taken literally: a name that reads like a pattern neither hides nor adds a file.</summary>
    private static IEnumerable<string> Diff(OpenChange change, IReadOnlyList<string> paths)
    {
        var room = change.Desk.Room;
        var output = room
            .Git.Run(
                room.Surroundings,
                [
                    "diff-tree",
                    "-p",
                    "-U4",
                    "--no-renames",
                    "--no-textconv",
                    "--no-ext-diff",
                    "--no-color",
                    change.Gathered.Facts.Subject.BaseTree.Hex,
                    change.ResultTree.Hex,
                    .. paths,
                ]
            )
            .Expect();
        return output.Text.Length == 0 ? [] : Visible.ContentLines(output.Text).Where(line => !line.StartsWith("index ", StringComparison.Ordinal));
    }

    private string Paint(string line) =>
        line switch
        {
            ['+', '+', '+', ' ', ..] or ['-', '-', '-', ' ', ..] => screen.Bold(line),
            ['+', ..] => screen.Green(line),
            ['-', ..] => screen.Red(line),
            ['@', '@', ..] => screen.Cyan(line),
            ['d', 'i', 'f', 'f', ' ', ..] => screen.Bold(line),
            _ => line,
        };
}
