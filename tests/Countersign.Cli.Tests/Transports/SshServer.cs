// OpenSSH's own server as the test's user: its own keys and settings, nothing of the machine's.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Transports;

/// <summary>Authorised keys are the gate's people's; a line may carry a forced command.</summary>
public sealed class SshServer : IDisposable
{
    private readonly LocalServer _server;
    private readonly GivenGate _gate;

    public SshServer(GivenGate gate, Func<string, string> optionsOf, params string[] people)
    {
        _gate = gate;
        var sshd = LocalServer.Need("sshd", "openssh-server");
        var folder = Directory.CreateDirectory(gate.Path_("sshd")).FullName;
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        gate.Try(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "host")).Code.ShouldBe(0);
        File.WriteAllLines(
            Path.Combine(folder, "authorized_keys"),
            people.Select(person => $"{optionsOf(person)} {gate.PublicKey(person)} {person}".Trim())
        );
        File.WriteAllText(
            Path.Combine(folder, "config"),
            $"""
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            PidFile {folder}/pid
            AuthorizedKeysFile {folder}/authorized_keys
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            ExposeAuthInfo yes
            PrintMotd no
            MaxStartups 100:30:200

            """
        );
        _server = LocalServer.Start(sshd, port => ["-D", "-e", "-f", Path.Combine(folder, "config"), "-p", $"{port}"], folder);
    }

    public string Log => _server.Log;

    /// <summary>A push with the person's key over SSH.</summary>
    public Ran Push(string person, string path, params string[] refspecs)
    {
        var ssh =
            $"ssh -F /dev/null -p {_server.Port} -i {_gate.Key(person)} -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o BatchMode=yes";
        return _gate.Try(
            _gate.Clone(person),
            "git",
            ["-c", $"core.sshCommand={ssh}", "push", $"ssh://{Environment.UserName}@127.0.0.1:{_server.Port}/{path.TrimStart('/')}", .. refspecs]
        );
    }

    public void Dispose() => _server.Dispose();
}
