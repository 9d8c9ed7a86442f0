// Shows what the recorder keeps in this work tree, and forgets it when asked.
using Countersign.Adapters.Agents;
using Countersign.Adapters.Git.Recording;
using Countersign.Cli.Terminal;
using Countersign.Provenance.Recording;

namespace Countersign.Cli.Commands.Local;

internal static class LocalStatus
{
    private const int MostFiles = 50;

    public static int Run(Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var repository = LocalInstall.Clone(surroundings);
        var hooks = new LocalHooks(repository, "");
        var installed = LocalHooks.Names.Where(hooks.IsInstalled).ToList();
        screen.Line($"Git's hooks   {(installed.Count == 0 ? "none of ours; countersign local install" : string.Join(", ", installed))}");
        var tools = AgentSettings
            .All.Where(settings =>
                OwnFile.Obstacle(repository.WorkTree!, settings.File) is null
                && Path.Combine(repository.WorkTree!, settings.File) is var file
                && File.Exists(file)
                && settings.IsIn(File.ReadAllText(file))
            )
            .Select(settings => $"{AgentTool.Find(settings.Tool)!.Product} ({settings.File})")
            .ToList();
        screen.Line($"tools' hooks  {(tools.Count == 0 ? "none of ours; countersign local install --for TOOL" : string.Join(", ", tools))}");
        foreach (var settings in AgentSettings.All)
        {
            if (OwnFile.Obstacle(repository.WorkTree!, settings.File) is { } obstacle)
            {
                screen.Line($"              {settings.File} {Visible.Text(obstacle)}: put a file in its place to have our hook there");
            }
        }

        var edits = new EditLog(repository.GitDir).Read(surroundings.Now).Where(edit => edit.Path is not null).ToList();
        screen.Line($"recorded      {(edits.Count == 0 ? "no edits since the last commit" : "edits since the last commit, no text kept:")}");
        var files = edits.GroupBy(edit => (edit.Path, edit.Tool, edit.Model)).OrderBy(file => file.Key.Path, StringComparer.Ordinal).ToList();
        foreach (var file in files.Take(MostFiles))
        {
            var lines = file.Sum(edit => edit.Marks.Count);
            screen.Line(
                $"  {Visible.Text(file.Key.Path!)}: {AgentTool.Find(file.Key.Tool)!.Product}{(file.Key.Model is { } model ? $", {Visible.Text(model)}" : "")}, {file.Count()} {(file.Count() == 1 ? "edit" : "edits")}, {(lines == 0 ? "lines not said" : $"{lines} lines")}, last {file.Max(edit => edit.At).ToUniversalTime():yyyy-MM-dd HH:mm}Z"
            );
        }

        if (files.Count > MostFiles)
        {
            screen.Line($"  and {files.Count - MostFiles} more");
        }

        return ExitCode.Allowed;
    }

    public static int Forget(Surroundings surroundings)
    {
        new EditLog(LocalInstall.Clone(surroundings).GitDir).Forget();
        surroundings.Screen.Line("The recorded edits of this work tree are forgotten; lines that are in commits and notes stay.");
        return ExitCode.Allowed;
    }
}
