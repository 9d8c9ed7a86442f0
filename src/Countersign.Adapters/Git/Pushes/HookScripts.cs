// The two small shell scripts that Git calls; what stood there before is chained, and comes back on uninstall.
using System.Text;

namespace Countersign.Adapters.Git.Pushes;

/// <param name="program">Absolute path of the countersign program that the hooks call.</param>
public sealed class HookScripts(GitRepository repository, string program)
{
    public const string Mark = "# countersign hook, version 1";
    private const string Kept = ".before-countersign";
    public static readonly IReadOnlyList<string> Names = ["pre-receive", "post-receive"];

    /// <summary>Where Git looks for hooks here, core.hooksPath heeded.</summary>
    public string Folder { get; } =
        repository.OwnConfig("core.hookspath") is { Length: > 0 } path ? Path.GetFullPath(path, repository.CommonDir) : Path.Combine(repository.CommonDir, "hooks");

    public bool IsInstalled(string name) => File.Exists(FileOf(name)) && File.ReadAllText(FileOf(name)).Contains(Mark, StringComparison.Ordinal);

    public string FileOf(string name) => Path.Combine(Folder, name);

    /// <summary>The hook that stood there before, which ours calls first.</summary>
    public string KeptFileOf(string name) => FileOf(name) + Kept;

    public void Install()
    {
        Directory.CreateDirectory(Folder);
        foreach (var name in Names)
        {
            if (File.Exists(FileOf(name)) && !IsInstalled(name))
            {
                File.Move(FileOf(name), KeptFileOf(name), overwrite: false);
            }

            Write(FileOf(name), Script(name));
        }
    }

    public void Uninstall()
    {
        foreach (var name in Names.Where(IsInstalled))
        {
            if (File.Exists(KeptFileOf(name)))
            {
                File.Move(KeptFileOf(name), FileOf(name), overwrite: true);
            }
            else
            {
                File.Delete(FileOf(name));
            }
        }
    }

    /// <summary>The earlier hook reads the same lines; where it refuses, it has the last word. A missing program refuses every push.</summary>
    private string Script(string name) =>
        $"""
        #!/bin/sh
        {Mark}: installed by `countersign hook install`, removed by `countersign hook uninstall`.
        lines=$(cat)
        before="$0{Kept}"
        if [ -x "$before" ]; then
            printf '%s\n' "$lines" | "$before" "$@" || exit $?
        fi
        program={Quoted(program)}
        if [ ! -x "$program" ]; then
            echo "countersign: the gate's program $program is missing, so nothing enters; install it there or run countersign hook install again." >&2
            exit 1
        fi
        printf '%s\n' "$lines" | exec "$program" hook run {name}

        """.ReplaceLineEndings("\n");

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static void Write(string file, string text)
    {
        var beside = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllBytes(beside, Encoding.UTF8.GetBytes(text));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(beside, (UnixFileMode)0b111_101_101);
        }

        File.Move(beside, file, overwrite: true);
    }
}
