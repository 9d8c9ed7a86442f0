// Claims about the key at hand: held by an agent, on a hardware token, ending; what is chosen, shown, and said where it cannot sign.
using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed partial class KeysTests : IDisposable
{
    private const string Socket = "SSH_AUTH_SOCK";
    private readonly string? _socketBefore = Environment.GetEnvironmentVariable(Socket);
    private string _agent = "";

    [Fact]
    public void A_key_that_only_an_agent_holds_signs_and_where_it_does_not_hold_it_both_sign_and_doctor_say_what_loads_it()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();
        var known = gate.Key("teo");
        var safe = gate.Path_("safe");
        File.Move(known, safe);
        gate.Git(gate.Clone("teo"), "config", "countersign.key", known);
        gate.Run("teo", "sync").Code.ShouldBe(0);

        var alone = Alone(() => gate.Run("teo", "doctor"));
        StartAgent(gate);
        var lacking = gate.Run("teo", "doctor");
        var failed = gate.Sign("teo", "timeout");
        gate.Try(gate.Clone("teo"), "ssh-add", "-q", safe).Code.ShouldBe(0);
        var holding = gate.Run("teo", "doctor");
        var signed = gate.Sign("teo", "timeout");

        alone.Code.ShouldBe(1, alone.All);
        alone.Flat().ShouldContain("no ssh-agent can be reached, and only the public key is here eval $(ssh-agent); ssh-add");
        lacking.Code.ShouldBe(1, lacking.All);
        lacking.Flat().ShouldContain($"0 keys, and not the private half of {known}.pub ssh-add {known}");
        failed.Code.ShouldNotBe(0);
        failed.Errors.ShouldContain($"nothing holds the private half of {known}.pub");
        failed.Errors.ShouldContain($"ssh-add {known}");
        holding.Code.ShouldBe(0, holding.All);
        holding.Output.ShouldContain("holds the private half");
        signed.Output.ShouldContain($"You sign as teo with {known}.pub (agent)");
        signed.Output.ShouldContain("Signed by teo", customMessage: signed.All);
    }

    [Fact]
    public void A_hardware_key_is_chosen_before_a_file_shown_as_one_and_where_it_is_not_connected_nothing_is_signed()
    {
        using var gate = GivenGate.Open(rosterOf: gate =>
            gate.PracticeRoster()
                .Replace(
                    $"{{ key: \"{gate.PublicKey("teo")}\", kind: file }}",
                    $"{{ key: \"{gate.PublicKey("teo")}\", kind: file }}, {{ key: \"{SecurityKey(gate)}\", kind: hardware }}",
                    StringComparison.Ordinal
                )
        );
        gate.OfferTimeout();
        gate.Git(gate.Clone("teo"), "config", "--unset", "countersign.key");
        gate.Write(gate.Path_(".ssh"), "id_ed25519_sk.pub", SecurityKey(gate) + "\n");
        gate.Write(gate.Path_(".ssh"), "id_ed25519.pub", gate.PublicKey("teo") + "\n");

        var signed = gate.Sign("teo", "timeout");

        signed.Output.ShouldContain($"You sign as teo with {gate.Path_(".ssh/id_ed25519_sk.pub")} (hardware)", customMessage: signed.All);
        signed.Code.ShouldNotBe(0);
        signed.Errors.ShouldContain("Connect the key and load it: ssh-add -K");
        gate.Recorded<SignOffs.SignOff>().ShouldBeEmpty();
    }

    [Fact]
    public void A_key_that_ends_soon_is_told_by_doctor_and_one_that_has_ended_signs_nothing_and_is_named()
    {
        using var gate = GivenGate.Open(rosterOf: gate =>
            gate.PracticeRoster()
                .Replace(
                    $"\"{gate.PublicKey("teo")}\", kind: file",
                    $"\"{gate.PublicKey("teo")}\", kind: file, valid-before: {gate.Now.AddDays(12).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}",
                    StringComparison.Ordinal
                )
        );
        gate.OfferTimeout();
        gate.Run("teo", "sync").Code.ShouldBe(0);

        var soon = gate.Run("teo", "doctor");
        gate.Now = gate.Now.AddDays(13);
        var ended = gate.Run("teo", "doctor");
        var signed = gate.Sign("teo", "timeout");

        soon.Code.ShouldBe(0, soon.All);
        soon.Output.ShouldContain("soon     key");
        soon.Flat().ShouldContain("is teo's and ends on");
        ended.Code.ShouldBe(1, ended.All);
        ended.Flat().ShouldContain("by the roster at refs/heads/main, so nothing that it signs counts");
        signed.Code.ShouldBe(2, signed.All);
        signed.Flat().ShouldContain("ended on");
    }

    [Fact]
    public void Doctor_names_a_clone_whose_plain_fetch_does_not_bring_the_records()
    {
        using var gate = GivenGate.Open();
        gate.Clone("teo");

        var before = gate.Run("teo", "doctor");
        gate.Run("teo", "sync").Code.ShouldBe(0);
        var after = gate.Run("teo", "doctor");

        before.Code.ShouldBe(1, before.All);
        before.Flat().ShouldContain("a plain fetch does not bring the records countersign sync");
        after.Code.ShouldBe(0, after.All);
        after.Flat().ShouldContain("a plain fetch from origin brings the records");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Socket, _socketBefore);
        if (_agent.Length > 0)
        {
            System.Diagnostics.Process.GetProcessById(int.Parse(_agent, System.Globalization.CultureInfo.InvariantCulture)).Kill();
        }
    }

    private void StartAgent(GivenGate gate)
    {
        var socket = gate.Path_("agent");
        var started = gate.Try(gate.Clone("teo"), "ssh-agent", "-s", "-a", socket);
        started.Code.ShouldBe(0, started.All);
        _agent = AgentId().Match(started.Output).Groups[1].Value;
        Environment.SetEnvironmentVariable(Socket, socket);
    }

    private static Ran Alone(Func<Ran> run)
    {
        Environment.SetEnvironmentVariable(Socket, null);
        return run();
    }

    /// <summary>A public key as ssh-keygen -t ed25519-sk writes it; there is no token behind it.</summary>
    private static string SecurityKey(GivenGate gate)
    {
        var point = Convert.FromBase64String(gate.PublicKey("stranger").Split(' ')[1])[^32..];
        byte[] blob = [.. Part(Encoding.ASCII.GetBytes("sk-ssh-ed25519@openssh.com")), .. Part(point), .. Part("ssh:"u8.ToArray())];
        return $"sk-ssh-ed25519@openssh.com {Convert.ToBase64String(blob)}";
    }

    private static byte[] Part(byte[] bytes)
    {
        var part = new byte[4 + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(part, bytes.Length);
        bytes.CopyTo(part, 4);
        return part;
    }

    [GeneratedRegex("SSH_AGENT_PID=([0-9]+)")]
    private static partial Regex AgentId();
}
