// Claims about signing with a real ssh-keygen, and about stock ssh-keygen accepting what we store.
using System.Diagnostics;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Records;
using Countersign.Adapters.Keys;
using Countersign.Adapters.Tests.Given;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Tests.Keys;

public sealed class SshKeygenSignerTests : IDisposable
{
    private static readonly RepositoryId Repository = RepositoryId.Parse("git:00112233445566778899aabbccddeeff");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("countersign-keys-");

    public void Dispose() => folder.Delete(recursive: true);

    private string Make(string type, string name, string passphrase = "")
    {
        var path = Path.Combine(folder.FullName, name);
        Shell("ssh-keygen", ["-q", "-t", type, "-N", passphrase, "-C", "throwaway", "-f", path], "").Code.ShouldBe(0);
        return path;
    }

    private (int Code, string Output) Shell(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static SshKeygenSigner Signer(string path) => new(SigningKey.Find(path, _ => null, "/nowhere"));

    private static Question Ask(Digest text) =>
        new()
        {
            Context = new StatementContext(Repository),
            Subject = new StatementSubject { Change = ChangeId.Parse("c0ffee00c0ffee00c0ffee00c0ffee00") },
            Signer = new SignerClaim(PersonId.Parse("mara")),
            SignedAt = DateTimeOffset.UnixEpoch,
            Nonce = default,
            Text = text,
            IsBlocking = true,
        };

    private static TrustContext Trust(SshPublicKey mara) =>
        new()
        {
            Repository = Repository,
            Roster = key => key == mara ? new KeyHolder { Id = PersonId.Parse("mara") } : null,
            Now = DateTimeOffset.UnixEpoch,
        };

    private static SshPublicKey Public(string path) =>
        SshPublicKey.TryParse(File.ReadAllText(path + ".pub"), out var key, out var problem) ? key : throw new InvalidOperationException(problem);

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public void A_record_signed_by_ssh_keygen_verifies_here_and_with_stock_tools_by_the_three_lines_of_the_spec(string type)
    {
        var path = Make(type, "key");
        var bytes = Signer(path).Seal(Ask(default));
        RecordVerifier.Verify(bytes, null, Trust(Public(path))).ShouldBeOfType<Verification.Good>();

        File.WriteAllBytes(Path.Combine(folder.FullName, "record.json"), bytes);
        File.WriteAllText(
            Path.Combine(folder.FullName, "allowed_signers"),
            $"mara namespaces=\"{StatementForm.RecordNamespace},{StatementForm.DecisionNamespace}\" {Public(path)}\n"
        );
        var (code, output) = Shell(
            "bash",
            ["-eu", "-o", "pipefail", "-c", SpecLines() + "\nssh-keygen -Y find-principals -s sig -f allowed_signers"],
            ""
        );
        code.ShouldBe(0, output);
        output.ShouldContain("Good \"countersign.dev/record\" signature for mara");
        output.ShouldEndWith("mara\n");
    }

    /// <summary>The first bash block of the spec is what a stranger would run.</summary>
    private static string SpecLines()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Countersign.slnx")))
        {
            root = root.Parent!;
        }

        var spec = File.ReadAllText(Path.Combine(root.FullName, "specs", "records-store.md"));
        var start = spec.IndexOf("```bash\n", StringComparison.Ordinal) + 8;
        return spec[start..spec.IndexOf("```", start, StringComparison.Ordinal)];
    }

    [Fact]
    public void A_missing_key_a_locked_key_and_a_missing_program_are_each_said_plainly()
    {
        Should.Throw<SigningFault>(() => Signer(Path.Combine(folder.FullName, "none"))).Message.ShouldContain("is not there");
        var locked = Make("ed25519", "locked", "secret");
        Environment.SetEnvironmentVariable("SSH_ASKPASS", "/bin/false");
        Environment.SetEnvironmentVariable("SSH_ASKPASS_REQUIRE", "force");
        Should.Throw<SigningFault>(() => Signer(locked).Seal(Ask(default))).Message.ShouldContain("passphrase");
        var key = SigningKey.Find(locked, _ => null, "/nowhere");
        Should.Throw<SigningFault>(() => new SshKeygenSigner(key, "no-such-ssh-keygen").Seal(Ask(default))).Message.ShouldContain("not installed");
    }

    [Fact]
    public void The_key_is_found_by_name_then_by_configuration_then_in_the_home_folder()
    {
        var own = Make("ed25519", "own");
        var gits = Make("ed25519", "gits");
        var home = Directory.CreateDirectory(Path.Combine(folder.FullName, "home"));
        Directory.CreateDirectory(Path.Combine(home.FullName, ".ssh"));
        Should.Throw<SigningFault>(() => SigningKey.Find(null, _ => null, home.FullName)).Remedy.ShouldContain("countersign.key");
        File.Copy(own + ".pub", Path.Combine(home.FullName, ".ssh", "id_ed25519.pub"));
        SigningKey.Find(null, _ => null, home.FullName).Kind.ShouldBe(SigningKeyKind.Agent);
        var config = new Dictionary<string, string>(StringComparer.Ordinal) { ["gpg.format"] = "ssh", ["user.signingKey"] = gits };
        SigningKey.Find(null, config.GetValueOrDefault, home.FullName).Path.ShouldBe(gits);
        config["countersign.key"] = own;
        SigningKey
            .Find(null, config.GetValueOrDefault, home.FullName)
            .ShouldSatisfyAllConditions(key => key.Path.ShouldBe(own), key => key.Kind.ShouldBe(SigningKeyKind.File));
        SigningKey.Find(gits, config.GetValueOrDefault, home.FullName).From.ShouldBe("--key");
    }

    [Fact]
    public void A_push_of_a_signed_question_with_its_text_is_accepted_and_without_trust_in_its_key_refused()
    {
        var path = Make("ed25519", "key");
        using var given = GivenRepository.Create(bare: true);
        var repository = GitRepository.Open(new GitProgram(), given.Folder);
        using var room = repository.OpenCleanRoom();
        var store = new GitRecordStore(repository, room);
        var text = new FreeText(default, "Why twice?");
        var question = Ask(text.Digest);
        store.Add([.. StoredRecord.Of(question, Signer(path).Seal(question)), StoredRecord.Of(text)]);
        var tip = store.Tip!.Value;
        store.ValidatePush(null, tip, Trust(Public(path))).ShouldBeEmpty();
        store
            .ValidatePush(null, tip, Trust(Public(Make("ed25519", "other"))))
            .Select(problem => problem.Code)
            .ShouldBe(["record.key", "record.text"]);
    }
}
