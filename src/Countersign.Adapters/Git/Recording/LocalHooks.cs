// The small scripts in a clone's hooks folder that call this program; another hook that is there is called first and kept.

namespace Countersign.Adapters.Git.Recording;

/// <summary>What became of one hook, or why it was left alone.</summary>
public sealed record HookOutcome(string Name, string Said, bool IsLeft = false);

/// <summary>Convenience in a person's own clone: a program that is missing stops nothing, and `--no-verify` passes by.</summary>
public sealed class LocalHooks(GitRepository repository, string program)
{
    public const string Mark = "# countersign local hook, version 1";
    private const string Kept = ".before-countersign-local";

    public static readonly IReadOnlyList<string> Names =
    [
        "pre-commit",
        "prepare-commit-msg",
        "commit-msg",
        "post-commit",
        "post-rewrite",
        "pre-push",
    ];

    /// <summary>They write their own hooks anew, so theirs is the place to call us from.</summary>
    private static readonly string[] s_managers = ["lefthook", "pre-commit.com", "husky"];

    /// <summary>Where Git looks for hooks here.</summary>
    public string Folder { get; } =
        repository.Config("core.hooksPath") is { Length: > 0 } path
            ? Path.GetFullPath(HookFile.Home(path), repository.WorkTree ?? repository.CommonDir)
            : Path.Combine(repository.CommonDir, "hooks");

    /// <summary>A folder that others share or that is committed is not ours to write in.</summary>
    public bool IsElsewhere => Path.GetRelativePath(repository.CommonDir, Folder).StartsWith("..", StringComparison.Ordinal);

    public bool IsInstalled(string name) =>
        new FileInfo(FileOf(name)) is { Exists: true, LinkTarget: null } && Text(name).Contains(Mark, StringComparison.Ordinal);

    /// <summary>What to add to a hook that is left alone.</summary>
    public string LineFor(string name) =>
        $"{ShellText.Quoted(program)} local run {name} \"$@\"{(name.StartsWith("post-", StringComparison.Ordinal) ? " || true" : " || exit $?")}";

    public HookOutcome Install(string name, bool dryRun)
    {
        if (IsElsewhere)
        {
            return new HookOutcome(
                name,
                $"core.hooksPath names {Folder}, which is not this clone's own; add to its {name}: {LineFor(name)}",
                IsLeft: true
            );
        }

        var ours = IsInstalled(name);
        if (!ours && HookFile.Stands(FileOf(name)))
        {
            if (s_managers.FirstOrDefault(manager => Text(name).Contains(manager, StringComparison.OrdinalIgnoreCase)) is { } manager)
            {
                return new HookOutcome(
                    name,
                    $"belongs to {manager}, which writes it anew: call us from its settings (docs/local-loop.md)",
                    IsLeft: true
                );
            }

            if (HookFile.Stands(FileOf(name) + Kept))
            {
                return new HookOutcome(name, $"is not ours, and another one is kept as {name}{Kept} already; make one of the two", IsLeft: true);
            }
        }

        if (!dryRun)
        {
            Directory.CreateDirectory(Folder);
            if (!ours && HookFile.Stands(FileOf(name)))
            {
                File.Move(FileOf(name), FileOf(name) + Kept, overwrite: false);
            }

            HookFile.Write(FileOf(name), Script(name));
        }

        return new HookOutcome(
            name,
            ours ? "is up to date"
                : HookFile.Stands(FileOf(name) + Kept) ? "is installed; the hook that was there is called first"
                : "is installed"
        );
    }

    public HookOutcome Uninstall(string name, bool dryRun)
    {
        if (!IsInstalled(name))
        {
            return new HookOutcome(name, "is not ours, or not there", IsLeft: true);
        }

        var kept = HookFile.Stands(FileOf(name) + Kept);
        if (!dryRun && kept)
        {
            File.Move(FileOf(name) + Kept, FileOf(name), overwrite: true);
        }
        else if (!dryRun)
        {
            File.Delete(FileOf(name));
        }

        return new HookOutcome(name, kept ? "is gone; what was there before is back" : "is gone");
    }

    private string FileOf(string name) => Path.Combine(Folder, name);

    private string Script(string name)
    {
        var reads = name is "pre-push" or "post-rewrite";
        var lines = reads ? "lines=$(cat)\n" : "";
        var pipe = reads ? "printf '%s\\n' \"$lines\" | " : "";
        return $"""
            #!/bin/sh
            {Mark}: installed by `countersign local install`, removed by `countersign local uninstall`.
            {lines}before="$0{Kept}"
            if [ -x "$before" ]; then
                {pipe}"$before" "$@" || exit $?
            fi
            program={ShellText.Quoted(program)}
            [ -x "$program" ] || program=$(command -v countersign) || exit 0
            {pipe}exec "$program" local run {name} "$@"

            """.ReplaceLineEndings("\n");
    }

    private string Text(string name)
    {
        try
        {
            return File.ReadAllText(FileOf(name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
