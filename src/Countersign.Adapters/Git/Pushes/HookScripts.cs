// The two small shell scripts that Git calls; what stood there before is chained, and comes back on uninstall.

namespace Countersign.Adapters.Git.Pushes;

/// <param name="program">Absolute path of the countersign program that the hooks call.</param>
public sealed class HookScripts(GitRepository repository, string program)
{
    public const string Mark = "# countersign hook, version 1";
    private const string Kept = ".before-countersign";
    public static readonly IReadOnlyList<string> Names = ["pre-receive", "post-receive"];

    /// <summary>Where Git looks for hooks here, core.hooksPath heeded wherever it is set.</summary>
    public string Folder { get; } =
        repository.Config("core.hooksPath") is { Length: > 0 } path
            ? Path.GetFullPath(HookFile.Home(path), repository.CommonDir)
            : Path.Combine(repository.CommonDir, "hooks");

    /// <summary>Null where the folder serves this repository alone.</summary>
    public string? SharedProblem =>
        Path.GetRelativePath(repository.CommonDir, Folder).StartsWith("..", StringComparison.Ordinal)
            ? $"core.hooksPath names {Folder}, outside this repository, whose hooks may serve others too; give this repository a folder of its own first: git config core.hooksPath hooks (and link the hooks of the other folder there)"
            : null;

    public bool IsInstalled(string name) =>
        new FileInfo(FileOf(name)) is { Exists: true, LinkTarget: null } && File.ReadAllText(FileOf(name)).Contains(Mark, StringComparison.Ordinal);

    public string FileOf(string name) => Path.Combine(Folder, name);

    /// <summary>The hook that stood there before, which ours calls first.</summary>
    public string KeptFileOf(string name) => FileOf(name) + Kept;

    /// <summary>A hook that somebody put in our place meanwhile is chained in its turn; the one kept before is then refused to be lost.</summary>
    /// <exception cref="GitFault">Two hooks would have to be kept under one name.</exception>
    public void Install()
    {
        Directory.CreateDirectory(Folder);
        foreach (var name in Names)
        {
            if (HookFile.Stands(FileOf(name)) && !IsInstalled(name))
            {
                if (HookFile.Stands(KeptFileOf(name)))
                {
                    throw new GitFault(
                        $"{FileOf(name)} is not ours, and an earlier hook is kept as {KeptFileOf(name)} already",
                        "countersign hook",
                        remedy: "Make one hook of the two, or move one away, and run this again."
                    );
                }

                File.Move(FileOf(name), KeptFileOf(name), overwrite: false);
            }
        }

        foreach (var name in Names.Reverse())
        {
            HookFile.Write(FileOf(name), Script(name));
        }
    }

    /// <summary>The gate's own door goes last: what enters meanwhile is still judged.</summary>
    public void Uninstall()
    {
        foreach (var name in Names.Reverse())
        {
            var ours = IsInstalled(name);
            if (ours && HookFile.Stands(KeptFileOf(name)))
            {
                File.Move(KeptFileOf(name), FileOf(name), overwrite: true);
            }
            else if (ours)
            {
                File.Delete(FileOf(name));
            }
        }
    }

    /// <summary>
    /// The earlier hook reads the same lines. Before a push is let in it has the last word where it refuses; afterwards its failure keeps
    /// nothing from being recorded. A missing program refuses every push.
    /// </summary>
    private string Script(string name) =>
        $"""
            #!/bin/sh
            {Mark}: installed by `countersign hook install`, removed by `countersign hook uninstall`.
            lines=$(cat)
            before="$0{Kept}"
            if [ -x "$before" ]; then
                printf '%s\n' "$lines" | "$before" "$@"{(name == "pre-receive" ? " || exit $?" : "")}
            fi
            program={ShellText.Quoted(program)}
            if [ ! -x "$program" ]; then
                echo "countersign: the gate's program $program is missing, so nothing enters; install it there or run countersign hook install again." >&2
                exit 1
            fi
            printf '%s\n' "$lines" | exec "$program" hook run {name}

            """.ReplaceLineEndings("\n");
}
