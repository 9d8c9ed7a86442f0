// The three shell lines by which anyone confirms one record's signature without this program, and what they say when run.
using System.Diagnostics;
using Countersign.Attestations;
using Countersign.Signatures;

namespace Countersign.Adapters.Keys;

/// <summary>git takes the record, base64 and printf rebuild the signed bytes, ssh-keygen checks them. Source: specs/records-store.md.</summary>
/// <param name="Blob">Git's id of the record's file.</param>
/// <param name="Key">The signer's public key as the roster of then has it.</param>
public sealed record StockCheck(string Blob, string Signer, string Namespace, SshPublicKey Key)
{
    /// <summary>Null for what is not signed with an SSH key.</summary>
    public static StockCheck? Of(VerifiedRecord record, string blob, SshPublicKey key) =>
        record.Form.Namespace is { } name ? new StockCheck(blob, record.Signer.Value, name, key) : null;

    public IReadOnlyList<string> Lines =>
        [
            $"d=$(mktemp -d); git cat-file blob {Blob} > $d/s; for f in payload sig; do sed \"s/.*\\\"$f\\\":\\\"\\([^\\\"]*\\).*/\\1/\" $d/s | base64 -d > $d/$f; done",
            $"(printf 'DSSEv1 28 {StatementWriter.PayloadType} %d ' $(wc -c < $d/payload); cat $d/payload) > $d/signed; echo '{Signer} {Key}' > $d/keys",
            $"ssh-keygen -Y verify -f $d/keys -I {Signer} -n {Namespace} -s $d/sig < $d/signed",
        ];

    /// <summary>Runs the lines; what they write goes to a folder that is removed again.</summary>
    public (bool IsGood, string Words) Run(string gitDir)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-confirm-");
        try
        {
            var start = new ProcessStartInfo("sh", ["-e", "-c", string.Join('\n', Lines)])
            {
                WorkingDirectory = gitDir,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["GIT_DIR"] = gitDir;
            start.Environment["TMPDIR"] = folder.FullName;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode == 0, (output + errors.GetAwaiter().GetResult()).Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (false, "there is no shell `sh` here; run the lines by hand");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
