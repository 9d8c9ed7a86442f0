// A report's file, read whole and within bounds, and the lines of the change that it is held against.
using Countersign.Adapters.Evidence;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Evidence;

internal static class Report
{
    /// <exception cref="UsageProblem">No such file, or a larger one than is read.</exception>
    public static byte[] Bytes(string name, long largest, Surroundings surroundings)
    {
        var file = new FileInfo(Path.Combine(surroundings.Folder, name));
        return !file.Exists ? throw new UsageProblem($"there is no report '{Visible.Text(name)}'")
            : file.Length > largest ? throw new UsageProblem($"the report '{Visible.Text(name)}' has more than {largest >> 20} MiB")
            : File.ReadAllBytes(file.FullName);
    }

    /// <exception cref="UsageProblem">The report cannot be read; says why.</exception>
    public static T Read<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ReportProblem problem)
        {
            throw new UsageProblem($"the report '{Visible.Text(name)}' {Visible.Text(problem.Message)}; nothing was signed");
        }
    }

    public static IReadOnlyDictionary<string, IReadOnlySet<int>> AddedBy(OpenChange change)
    {
        var room = change.Desk.Room;
        var patch = room
            .Git.Run(
                room.Surroundings,
                [
                    "diff-tree",
                    "-p",
                    "-U0",
                    "--no-renames",
                    "--no-textconv",
                    "--no-ext-diff",
                    "--no-color",
                    change.Gathered.Facts.Subject.BaseTree.Hex,
                    change.ResultTree.Hex,
                ]
            )
            .Expect()
            .Text;
        return AddedLines.Of(patch);
    }
}
