// A server on a free port of the loopback that ends with the test, also when the test fails.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Countersign.Cli.Tests.Transports;

public sealed class LocalServer : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly List<string> _said = [];

    private LocalServer(Process process, int port)
    {
        (_process, Port) = (process, port);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>What it printed, for a test that failed.</summary>
    public string Log
    {
        get
        {
            lock (_said)
            {
                return string.Join('\n', _said);
            }
        }
    }

    /// <summary>Skips the test with the package's name where the program is not there.</summary>
    public static string Need(string program, string package)
    {
        var found = new[] { "/usr/sbin", "/usr/bin", "/usr/lib/git-core", "/usr/share/gitolite3" }
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        if (found is null)
        {
            Assert.Skip($"{program} is not installed: apt-get install {package} (scripts/test-packages does)");
        }

        return found!;
    }

    /// <param name="arguments">Are told the port.</param>
    public static LocalServer Start(string program, Func<int, string[]> arguments, string folder)
    {
        for (var tries = 0; ; tries++)
        {
            var port = FreePort();
            var process = Process.Start(
                new ProcessStartInfo(program, arguments(port))
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    RedirectStandardInput = true,
                }
            )!;
            var server = new LocalServer(process, port);
            if (server.Answers())
            {
                return server;
            }

            var log = server.Log;
            server.Dispose();
            if (tries == 2)
            {
                throw new InvalidOperationException($"{program} did not answer on port {port}:\n{log}");
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private bool Answers()
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_patience && !_process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        lock (_said)
        {
            _said.Add(line ?? "");
        }
    }
}
