// What the running ssh-agent holds, asked of stock ssh-add.
using System.ComponentModel;
using System.Diagnostics;

namespace Countersign.Adapters.Keys;

public static class AgentKeys
{
    private const int CannotConnect = 2;

    /// <summary>The public keys as lines; null where no agent can be reached.</summary>
    public static IReadOnlyList<string>? Read()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ssh-add", "-L") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            errors.GetAwaiter().GetResult();
            return process.ExitCode switch
            {
                0 => lines,
                CannotConnect => null,
                _ => [],
            };
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Comments apart, this key is among them.</summary>
    public static bool Holds(IReadOnlyList<string> lines, string publicLine) => lines.Any(line => Words(line) == Words(publicLine));

    private static (string, string) Words(string line) => line.Split(' ') is [var type, var key, ..] ? (type, key) : (line, "");
}
