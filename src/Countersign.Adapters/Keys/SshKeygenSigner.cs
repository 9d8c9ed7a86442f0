// Signs with stock ssh-keygen, so that the private key never passes through this program.
using System.ComponentModel;
using System.Diagnostics;
using Countersign.Attestations;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Keys;

/// <summary>
/// The bytes go through a file that only the owner reads and that is removed again; no shell takes part. ssh-keygen asks for a passphrase,
/// PIN or touch on the terminal, or by SSH_ASKPASS; without either it fails and so does this.
/// </summary>
public sealed class SshKeygenSigner(SigningKey key, string program = "ssh-keygen")
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public SigningKey Key => key;

    /// <summary>The stored bytes of this statement under this key.</summary>
    /// <exception cref="SigningFault">The key or the agent did not sign.</exception>
    public byte[] Seal(Statement statement)
    {
        var envelope = RecordEnvelope.Of(statement);
        return envelope.Seal(
            Sign(envelope.BytesToSign, envelope.Namespace ?? throw new ArgumentException("The gate's own key signs this.", nameof(statement)))
        );
    }

    /// <exception cref="SigningFault">The key or the agent did not sign.</exception>
    public SshSignature Sign(ReadOnlySpan<byte> message, string @namespace)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-sign-");
        try
        {
            var file = Path.Combine(folder.FullName, "message");
            WriteOwnerOnly(file, message);
            var error = Run("-Y", "sign", "-q", "-n", @namespace, "-f", key.Path, file);
            var armoured = file + ".sig";
            if (!File.Exists(armoured))
            {
                throw Explain(error);
            }

            var signature = SshSignature.TryParse(File.ReadAllText(armoured), out var parsed, out var problem)
                ? parsed
                : throw new SigningFault(
                    $"ssh-keygen wrote a signature that cannot be read: {problem}",
                    "Use an Ed25519, ECDSA or RSA (2048 bits or more) key."
                );
            return signature
                .Verify(message, @namespace)
                .Match(
                    _ => signature,
                    bad =>
                        throw new SigningFault(
                            $"the new signature does not verify: {bad.Reason}",
                            "Try again; if it stays so, the key files do not belong together."
                        )
                );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void WriteOwnerOnly(string file, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        stream.Write(bytes);
    }

    private string Run(params string[] arguments)
    {
        // Standard input and the terminal stay the person's: that is where ssh-keygen asks.
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start) ?? throw new SigningFault($"{program} did not start", "Install OpenSSH 8.9 or newer.");
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new SigningFault(
                    $"{program} gave no signature within {Patience.TotalMinutes} minutes",
                    "Touch the key or type the PIN when it asks."
                );
            }

            output.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? "" : errors.GetAwaiter().GetResult().Trim();
        }
        catch (Win32Exception)
        {
            throw new SigningFault($"{program} is not installed", "Install OpenSSH 8.9 or newer.");
        }
    }

    private static string Private(string path) => path.EndsWith(".pub", StringComparison.Ordinal) ? path[..^4] : path;

    private SigningFault Explain(string error)
    {
        var words = Changes.VisibleText.Of(error.ReplaceLineEndings(" "));
        return error switch
        {
            _ when error.Contains("passphrase", StringComparison.OrdinalIgnoreCase) => new(
                $"the key {key.Path} needs its passphrase: {words}",
                "Run it on a terminal, or load the key: ssh-add " + key.Path
            ),
            _ when error.Contains("No private key found", StringComparison.Ordinal) => new(
                $"nothing holds the private half of {key.Path}: no agent does, and it lies in no file beside it",
                key.Kind == SigningKeyKind.Hardware
                    ? "Connect the key and load it: ssh-add -K (or write its file once: ssh-keygen -K)."
                    : $"Load it: ssh-add {Private(key.Path)}; where no agent runs: eval $(ssh-agent)."
            ),
            _ when error.Contains("agent", StringComparison.OrdinalIgnoreCase) => new(
                $"the agent did not sign with {key.Path}: {words}",
                "See `ssh-add -l`; load the key with ssh-add, and check SSH_AUTH_SOCK."
            ),
            _ when error.Contains("UNPROTECTED", StringComparison.Ordinal) || error.Contains("bad permissions", StringComparison.OrdinalIgnoreCase) =>
                new($"the key {key.Path} may be read by others, so OpenSSH refuses it", $"chmod 600 {key.Path}"),
            _ => new($"ssh-keygen did not sign with {key.Path}: {words}", "Try by hand: echo x | ssh-keygen -Y sign -n test -f " + key.Path),
        };
    }
}
