// One running git: its pipes, a thread that drains its errors, and a watch that stops it when it goes silent.
using System.Diagnostics;
using System.Text;

namespace Countersign.Adapters.Git;

public sealed class GitProcess : IDisposable
{
    private const int ErrorsKept = 64 * 1024;
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);
    private readonly Process _process;
    private readonly TimeSpan _patience;
    private readonly StringBuilder _errors = new();
    private readonly Thread _listener;
    private readonly Timer _watch;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _cancelled;
    private Thread? _feeder;
    private volatile bool _silent;

    internal GitProcess(Process process, string command, TimeSpan patience, CancellationToken cancellation)
    {
        _process = process;
        _patience = patience;
        _cancellation = cancellation;
        Command = command;
        Output = process.StandardOutput.BaseStream;
        Input = process.StandardInput.BaseStream;
        _listener = new Thread(Listen) { IsBackground = true, Name = "git errors" };
        _listener.Start();
        _watch = new Timer(_ => StopSilent(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _cancelled = cancellation.Register(Stop);
    }

    public string Command { get; }

    public Stream Output { get; }

    public Stream Input { get; }

    public string StandardError
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>From now on Git has its patience's time to answer.</summary>
    public void Arm() => _watch.Change(_patience, Timeout.InfiniteTimeSpan);

    public void Disarm() => _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Writes everything and closes the input, on a thread of its own where that could block.</summary>
    public void Feed(ReadOnlyMemory<byte> input)
    {
        if (input.IsEmpty)
        {
            CloseInput();
            return;
        }

        _feeder = new Thread(() =>
        {
            try
            {
                Input.Write(input.Span);
            }
            catch (Exception problem) when (problem is IOException or ObjectDisposedException)
            {
                // Git stopped reading: its exit code and its words say why.
            }

            CloseInput();
        })
        {
            IsBackground = true,
            Name = "git input",
        };
        _feeder.Start();
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    /// <exception cref="GitFault">It was stopped because it gave no answer in time.</exception>
    public int Finish()
    {
        Arm();
        CloseInputUnlessFeeding();
        _process.WaitForExit();
        Disarm();
        _listener.Join(TimeSpan.FromSeconds(10));
        _cancellation.ThrowIfCancellationRequested();
        return _silent ? throw GitFault.Silent(Command, _patience) : _process.ExitCode;
    }

    /// <exception cref="GitFault">It did not end with 0.</exception>
    public void Expect()
    {
        var code = Finish();
        if (code != 0)
        {
            throw GitFault.Failed(Command, code, StandardError);
        }
    }

    /// <summary>After an answer that broke off: what Git itself says about that, or null where it did not end badly by itself.</summary>
    internal GitFault? Failure()
    {
        CloseInputUnlessFeeding();
        var ended = _process.WaitForExit(TimeSpan.FromSeconds(5));
        _cancellation.ThrowIfCancellationRequested();
        if (_silent)
        {
            return GitFault.Silent(Command, _patience);
        }

        _listener.Join(TimeSpan.FromSeconds(1));
        return ended && _process.ExitCode != 0 ? GitFault.Failed(Command, _process.ExitCode, StandardError) : null;
    }

    /// <summary>Git ends by itself once nobody speaks to it or listens; whatever does not is stopped.</summary>
    public void Dispose()
    {
        EndBySilence();
        Stop();
        _cancelled.Dispose();
        _watch.Dispose();
        _process.Dispose();
    }

    // Stopping a process searches the whole machine for its children, which costs more than a check.
    private void EndBySilence()
    {
        try
        {
            CloseInputUnlessFeeding();
            Output.Dispose();
            _process.WaitForExit(s_farewell);
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException)
        {
            // It is stopped next.
        }
    }

    private void CloseInputUnlessFeeding()
    {
        if (_feeder is null)
        {
            CloseInput();
        }
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed already, by us or by Git's end.
        }
    }

    private void Listen()
    {
        try
        {
            var buffer = new char[4096];
            int count;
            while ((count = _process.StandardError.Read(buffer)) > 0)
            {
                lock (_errors)
                {
                    _errors.Append(buffer, 0, Math.Min(count, Math.Max(0, ErrorsKept - _errors.Length)));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe went with the process.
        }
    }

    private void StopSilent()
    {
        _silent = true;
        Stop();
    }

    private void Stop()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            // It ended in between.
        }
    }
}
