// Claims about the roster from YAML to the stock tool: ssh-keygen agrees on who may sign what.
using System.Diagnostics;
using Countersign.Adapters.Documents;
using Countersign.Documents;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Adapters.Tests.People;

public sealed class StockToolTests
{
    [Fact]
    public void A_stock_ssh_keygen_accepts_the_export_and_keeps_bots_from_signing_off()
    {
        var folder = Directory.CreateTempSubdirectory("roster").FullName;
        try
        {
            Run(folder, "", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "person").ShouldBe(0);
            Run(folder, "", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "bot").ShouldBe(0);
            File.WriteAllText(Path.Combine(folder, "allowed_signers"), AllowedSigners.Export(Roster(folder)));

            Verifies(folder, "person", "mara", Namespaces.SignOff).ShouldBeTrue();
            Verifies(folder, "person", "mara", Namespaces.Record).ShouldBeTrue();
            Verifies(folder, "bot", "build", Namespaces.Record).ShouldBeTrue();
            Verifies(folder, "bot", "build", Namespaces.SignOff).ShouldBeFalse();
            Verifies(folder, "bot", "mara", Namespaces.SignOff).ShouldBeFalse();
            Verifies(folder, "person", "mara", "git").ShouldBeFalse();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Roster Roster(string folder)
    {
        string Key(string name) => File.ReadAllText(Path.Combine(folder, $"{name}.pub")).Trim();
        var yaml =
            "# who may sign\nversion: 1\npersons:\n  - id: mara\n    name: Mara Lind\n    keys:\n"
            + $"      - key: {Key("person")}\n        kind: file\n        valid-after: 2020-01-01T00:00:00Z\n        valid-before: 2120-01-01T00:00:00Z\n"
            + $"bots:\n  - {{ id: build, kind: ci, owner: mara, keys: [{{ key: '{Key("bot")}', kind: file }}], may: [{{ evidence: build }}] }}\n";
        return Good(Countersign.People.Roster.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "roster.yml", YamlReader.Read));
    }

    private static Roster Good(Parsed<Roster> parsed) =>
        parsed.ShouldBeOfType<Parsed<Roster>.Good>(parsed.Match((_, _) => "", problems => string.Join("\n", problems))).Value;

    private static bool Verifies(string folder, string key, string principal, string named)
    {
        var message = Path.Combine(folder, "message");
        File.WriteAllText(message, "what is signed");
        File.Delete(message + ".sig");
        Run(folder, "", "-q", "-Y", "sign", "-n", named, "-f", key, "message").ShouldBe(0);
        return Run(folder, "what is signed", "-Y", "verify", "-f", "allowed_signers", "-I", principal, "-n", named, "-s", "message.sig") == 0;
    }

    private static int Run(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("ssh-keygen", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit(30_000).ShouldBeTrue();
        return process.ExitCode;
    }
}
