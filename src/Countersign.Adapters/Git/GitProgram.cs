// Starts the git executable, in surroundings that the caller has fixed, and counts how often.
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Countersign.Adapters.Git;

/// <summary>All of one short answer. <see cref="Text"/> reads the output as UTF-8 for answers that are.</summary>
public sealed record GitAnswer(string Command, int ExitCode, byte[] Output, string StandardError)
{
    public string Text => Encoding.UTF8.GetString(Output);

    public IReadOnlyList<string> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="GitFault">Any other exit code.</exception>
    public GitAnswer Expect(params ReadOnlySpan<int> exitCodes) =>
        exitCodes.Contains(ExitCode) || (exitCodes.IsEmpty && ExitCode == 0) ? this : throw GitFault.Failed(Command, ExitCode, StandardError);
}

/// <param name="executable">A name on PATH, or a file.</param>
/// <param name="patience">How long one process may take, or may leave a question open; ten minutes unless said.</param>
public sealed class GitProgram(string executable = "git", TimeSpan? patience = null, CancellationToken cancellation = default)
{
    private int _started;
    private string? _version;
    private GitProcess? _askedVersion;

    public TimeSpan Patience { get; } = patience ?? TimeSpan.FromMinutes(10);

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>How many processes were started so far; does not grow with files or commits.</summary>
    public int ProcessesStarted => Volatile.Read(ref _started);

    /// <summary>As Git prints it, for instance 2.39.5; a fact of every decision.</summary>
    public string Version => _version ??= ReadVersion();

    /// <summary>Lets Git say its version while other questions are asked; whoever will need it calls this early.</summary>
    public void AskVersion()
    {
        if (_version is null)
        {
            _askedVersion ??= Begin(GitSurroundings.Person(Path.GetTempPath()), ["version"]);
        }
    }

    /// <summary>Runs to the end; writing, reading and listening for errors go on at the same time.</summary>
    public GitAnswer Run(GitSurroundings surroundings, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input = default)
    {
        using var process = Begin(surroundings, arguments, input);
        return End(process);
    }

    /// <summary>Starts a question whose answer is read later, so that several are worked on at once.</summary>
    internal GitProcess Begin(GitSurroundings surroundings, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input = default)
    {
        var process = Start(surroundings, arguments);
        process.Arm();
        process.Feed(input);
        return process;
    }

    internal static GitAnswer End(GitProcess process)
    {
        using var output = new MemoryStream();
        process.Output.CopyTo(output);
        var code = process.Finish();
        return new GitAnswer(process.Command, code, output.ToArray(), process.StandardError);
    }

    public GitProcess Start(GitSurroundings surroundings, IReadOnlyList<string> arguments)
    {
        Cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(executable)
        {
            WorkingDirectory = surroundings.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.ArgumentList.Add("--no-pager");
        start.ArgumentList.Add("--no-optional-locks");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in surroundings.Environment)
        {
            start.Environment[name] = value;
        }

        var command = $"{Path.GetFileNameWithoutExtension(executable)} {string.Join(' ', arguments)}";
        try
        {
            var process = Process.Start(start) ?? throw new GitFault($"{command} did not start", command);
            Interlocked.Increment(ref _started);
            return new GitProcess(process, command, Patience, Cancellation);
        }
        catch (Win32Exception problem)
        {
            throw new GitFault(
                $"{command} could not be started: {problem.Message}",
                command,
                remedy: "Install Git 2.38 or newer and put it on PATH."
            );
        }
    }

    private string ReadVersion()
    {
        AskVersion();
        using var process = _askedVersion!;
        _askedVersion = null;
        return End(process).Expect().Text.Trim().Replace("git version ", "", StringComparison.Ordinal);
    }
}
