// `roster` says what is wrong, exports what a stock ssh-keygen reads, and imports people without levels.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Rules;

public sealed class RosterVerbTests
{
    [Fact]
    public void A_key_under_two_people_is_an_error_that_names_both()
    {
        using var gate = GivenGate.Open();
        var roster = gate.PracticeRoster().Replace(gate.PublicKey("kit"), gate.PublicKey("jun"), StringComparison.Ordinal);
        gate.Write(gate.Clone("jun"), ".countersign/roster.yml", roster);

        var lint = gate.Run("jun", "roster", "lint");

        lint.Code.ShouldBe(ExitCode.Refused);
        lint.Output.ShouldContain("'jun' and 'kit'");
        lint.Output.ShouldContain("[roster.key-twice]");
    }

    [Fact]
    public void A_level_that_the_policy_beside_it_lacks_is_an_error()
    {
        using var gate = GivenGate.Open();
        gate.Write(gate.Clone("jun"), ".countersign/roster.yml", gate.PracticeRoster(("moss", "middle")));

        var lint = gate.Run("jun", "roster", "lint", "--json");

        lint.Code.ShouldBe(ExitCode.Refused);
        lint.Output.ShouldContain("roster.unknown-level");
    }

    [Fact]
    public void The_export_verifies_our_signatures_with_stock_ssh_keygen()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        gate.Write(clone, "allowed_signers", gate.Run("jun", "roster", "export", "--at", "main").Output);
        gate.Write(clone, "message", "hello\n");
        gate.Try(clone, "ssh-keygen", "-Y", "sign", "-n", "countersign.dev/record", "-f", gate.Key("teo"), "message").Code.ShouldBe(0);

        var verified = gate.Try(
            clone,
            "sh",
            "-c",
            "ssh-keygen -Y verify -f allowed_signers -I teo -n countersign.dev/record -s message.sig < message"
        );

        verified.Code.ShouldBe(0, verified.All);
        gate.Run("jun", "roster", "export").Output.ShouldBe(File.ReadAllText(Path.Combine(clone, "allowed_signers")));
    }

    [Fact]
    public void An_import_has_accounts_teams_and_keys_and_never_a_level()
    {
        using var gate = GivenGate.Open();
        gate.Write(
            gate.Clone("jun"),
            "members.json",
            $$"""
            {"organization":"harbour","fetched_at":"2026-02-01T10:00:00Z","members":[{"login":"Mara","type":"User","name":"Mara"},{"login":"dep","type":"Bot"}],
             "teams":[{"slug":"platform","members":[{"login":"Mara"}]}],"keys":{"Mara":[ {"key":"{{gate.PublicKey("mara")}}" } ] } }
            """
        );

        var import = gate.Run("jun", "roster", "import", "github", "members.json");
        gate.Write(gate.Clone("jun"), "imported.yml", import.Output);

        import.Code.ShouldBe(0, import.All);
        import.Output.ShouldNotContain("level:");
        import.Errors.ShouldContain("dep");
        gate.Run("jun", "roster", "lint", "imported.yml").Code.ShouldBe(0);
        gate.Run("jun", "roster", "import", "github", "imported.yml").Code.ShouldBe(ExitCode.Faulted);
    }
}
