// What a coding tool's hook calls after an edit: puts it on record, and never stands in the tool's way.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Recording;
using Countersign.Cli.Terminal;
using Countersign.Provenance.Recording;

namespace Countersign.Cli.Commands.Local;

internal static class LocalEdit
{
    /// <summary>Exit code 0 and an empty standard output whatever happens: some tools take anything else for a word to their agent.</summary>
    public static int Run(string? key, Surroundings surroundings)
    {
        try
        {
            if (AgentTool.Find(key) is not { } tool)
            {
                throw new UsageProblem($"--for names none of {AgentTool.Keys}");
            }

            Record(tool, HookPayload.Read(surroundings.Screen.ReadAll(HookPayload.Largest)), surroundings);
        }
#pragma warning disable CA1031 // An agent's edit is done by now; nothing that goes wrong here may undo or stop it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            surroundings.Screen.Aside($"countersign: this edit is not recorded: {Visible.Text(problem.Message)}");
        }

        return ExitCode.Allowed;
    }

    private static void Record(AgentTool tool, EditReport? report, Surroundings surroundings)
    {
        if (report is null)
        {
            throw new UsageProblem("standard input is no JSON object");
        }

        var folder = report.Folder is { } named && Path.IsPathRooted(named) ? named : surroundings.Folder;
        if (report.Files.Count == 0)
        {
            if (report is { Model: not null, Session: not null } && Directory.Exists(folder) && Top(folder) is { } here)
            {
                new EditLog(here.GitDir).Add([Entry(null, [])], surroundings.Now);
            }

            return;
        }

        foreach (var (place, files) in Placed(report.Files, folder))
        {
            var log = new EditLog(place.GitDir);
            var model = report.Model ?? ModelOf(log);
            log.Add([.. files.Select(file => Entry(file.Path, file.Lines) with { Model = model })], surroundings.Now);
        }

        RecordedEdit Entry(string? path, IReadOnlyList<string> lines) =>
            new(surroundings.Now, tool.Key, report.Version, report.Model, report.Session, path, [.. lines.Select(LineMark.Of)]);

        string? ModelOf(EditLog log) =>
            report.Session is null
                ? null
                : log.Read(surroundings.Now)
                    .LastOrDefault(edit => edit.Session == report.Session && edit.Tool == tool.Key && edit.Model is not null)
                    ?.Model;
    }

    /// <summary>Each file under the work tree that it lies in; a file in none is nobody's commit.</summary>
    private static IEnumerable<(GitRepository Place, List<(string Path, IReadOnlyList<string> Lines)> Files)> Placed(
        IReadOnlyList<FileEdit> edits,
        string folder
    )
    {
        foreach (var beside in edits.GroupBy(edit => Path.GetDirectoryName(Path.GetFullPath(edit.Path, folder)) ?? folder))
        {
            var there = beside.Key;
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
            {
                there = above;
            }

            if (Top(there) is { } place && Prefix(place, there) is { } prefix)
            {
                var below = Path.GetRelativePath(there, beside.Key).Replace('\\', '/');
                var start = prefix + (below == "." ? "" : below + "/");
                yield return (place, [.. beside.Select(edit => (start + Path.GetFileName(edit.Path), edit.Lines))]);
            }
        }
    }

    private static GitRepository? Top(string folder)
    {
        try
        {
            return GitRepository.Open(new GitProgram(), folder) is { WorkTree: not null } found ? found : null;
        }
        catch (GitFault)
        {
            return null;
        }
    }

    /// <summary>Git's own answer, because the tool may go by another name of the same folder.</summary>
    private static string? Prefix(GitRepository repository, string folder)
    {
        var answer = repository.Git.Run(GitSurroundings.Person(folder), ["rev-parse", "--show-prefix"]);
        return answer.ExitCode == 0 && answer.Text.EndsWith('\n') ? answer.Text[..^1] : null;
    }
}
