// What a Git process may see of the machine: a short list of variables, never whatever happens to be set.
using System.Collections;

namespace Countersign.Adapters.Git;

/// <summary>The folder it starts in and its whole environment.</summary>
public sealed record GitSurroundings
{
    private static readonly string[] s_machine = ["PATH", "TMPDIR", "TMP", "TEMP", "SystemRoot", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT"];
    private static readonly string s_nothing = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    private GitSurroundings(string folder, IReadOnlyDictionary<string, string> environment)
    {
        Folder = folder;
        Environment = environment;
    }

    public string Folder { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>
    /// Exactly this GIT_DIR and its own configuration; no configuration, attributes, ignore files or replacements of the
    /// person or the machine, and no variable of theirs that starts with GIT_.
    /// </summary>
    public static GitSurroundings Only(string gitDir, string home)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in s_machine)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        environment["HOME"] = home;
        environment["XDG_CONFIG_HOME"] = home;
        environment["GIT_CONFIG_GLOBAL"] = s_nothing;
        environment["GIT_CONFIG_SYSTEM"] = s_nothing;
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_ATTR_NOSYSTEM"] = "1";
        environment["GIT_GRAFT_FILE"] = s_nothing;
        environment["GIT_NO_LAZY_FETCH"] = "1";
        environment["GIT_LITERAL_PATHSPECS"] = "1";
        return new GitSurroundings(gitDir, Fixed(environment, gitDir));
    }

    /// <summary>
    /// The person's own configuration and credentials, for fetch, push and finding the repository; still none of the
    /// variables that would point Git at another repository.
    /// </summary>
    public static GitSurroundings Person(string folder, string? gitDir = null)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            var name = (string)entry.Key;
            if (!name.StartsWith("GIT_", StringComparison.Ordinal) || IsTransport(name))
            {
                environment[name] = (string?)entry.Value ?? "";
            }
        }

        return new GitSurroundings(folder, Fixed(environment, gitDir));
    }

    public GitSurroundings With(string name, string value) =>
        new(Folder, new Dictionary<string, string>(Environment, StringComparer.Ordinal) { [name] = value });

    private static Dictionary<string, string> Fixed(Dictionary<string, string> environment, string? gitDir)
    {
        if (gitDir is not null)
        {
            environment["GIT_DIR"] = gitDir;
        }

        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_TERMINAL_PROMPT"] = environment.GetValueOrDefault("GIT_TERMINAL_PROMPT", "0");
        environment["GIT_PAGER"] = "cat";
        environment["LC_ALL"] = "C";
        environment["LANGUAGE"] = "";
        return environment;
    }

    /// <summary>How to reach a server and whom to ask for a password is the person's affair.</summary>
    private static bool IsTransport(string name) =>
        name.StartsWith("GIT_SSH", StringComparison.Ordinal)
        || name.StartsWith("GIT_SSL", StringComparison.Ordinal)
        || name.StartsWith("GIT_HTTP", StringComparison.Ordinal)
        || name
            is "GIT_ASKPASS"
                or "GIT_PROXY_COMMAND"
                or "GIT_TERMINAL_PROMPT"
                or "GIT_CONFIG_GLOBAL"
                or "GIT_CONFIG_SYSTEM"
                or "GIT_CONFIG_NOSYSTEM"
                or "GIT_EXEC_PATH";
}
