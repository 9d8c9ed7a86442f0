// The three shell lines by which anyone confirms one record's signature without this program, and what they say when run.
using System.Diagnostics;
using Countersign.Attestations;
using Countersign.Signatures;

namespace Countersign.Adapters.Keys;

/// <summary>git takes the record, base64 and printf rebuild the signed bytes, ssh-keygen checks them. Source: specs/records-store.md.</summary>
public sealed record StockCheck(RecordPath Record, string Signer, string Namespace, SshPublicKey Key)
{
    /// <summary>Null for what is not signed with an SSH key.</summary>
    public static StockCheck? Of(VerifiedRecord record, SshPublicKey key) =>
        record.Form.Namespace is { } name && RecordPath.For(record.Statement, record.Id) is [var path, ..] ? new StockCheck(path, record.Signer.Value, name, key) : null;

    public IReadOnlyList<string> Lines =>
        [
            $"git show refs/countersign/records:{Record} > s; for f in payload sig; do sed \"s/.*\\\"$f\\\":\\\"\\([^\\\"]*\\).*/\\1/\" s | base64 -d > s.$f; done",
            $"(printf 'DSSEv1 28 {StatementWriter.PayloadType} %d ' $(wc -c < s.payload); cat s.payload) > s.signed; echo '{Signer} {Key}' > s.keys",
            $"ssh-keygen -Y verify -f s.keys -I {Signer} -n {Namespace} -s s.sig < s.signed",
        ];

    /// <summary>Runs the lines in an empty folder, with the repository's records.</summary>
    public (bool IsGood, string Words) Run(string gitDir)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-confirm-");
        try
        {
            var start = new ProcessStartInfo("sh", ["-e", "-c", string.Join('\n', Lines)])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["GIT_DIR"] = gitDir;
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
