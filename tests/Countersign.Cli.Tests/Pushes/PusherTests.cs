// Who pushed: joined to a person by account or key, and a maker of what they offered.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Pushes;
using Countersign.Cli.Tests.Given;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Cli.Tests.Pushes;

public sealed class PusherTests
{
    private static readonly string[] s_junAndTeo = ["jun", "teo"];

    [Fact]
    public void Whoever_pushed_an_offered_head_is_one_of_its_makers_and_cannot_sign_it()
    {
        using var house = WithAccountsOnMain();
        house.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n  retries: 2\n");

        // Pushed to the gate by teo, offered by jun afterwards, with jun's own account.
        house.Git(house.Clone("teo"), "fetch", "-q", house.Clone("jun"), "timeout:timeout");
        house.Try(house.Clone("teo"), "env", "GL_USER=teo", "git", "push", "-q", "origin", "timeout").Code.ShouldBe(0);
        house.Approve("jun", "timeout");
        var check = house.Run("jun", "check", "--head", "timeout", "--json");
        house.Sign("teo", "timeout");
        var held = house.Push("jun", "timeout:main");
        house.Sign("wren", "timeout").Output.ShouldContain("Signed by");
        var entered = house.Push("jun", "timeout:main");

        check.Output.ShouldContain("\"teo\"", customMessage: "teo is a maker");
        PushRulesTests.Refused(held, "Held");
        entered.Code.ShouldBe(0, entered.All);
    }

    [Fact]
    public void The_same_change_pushed_by_its_author_can_be_signed_by_that_senior()
    {
        using var house = WithAccountsOnMain();
        house.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n  retries: 2\n");
        house.Try(house.Clone("jun"), "env", "GL_USER=jun", "git", "push", "-q", "origin", "timeout").Code.ShouldBe(0);
        house.Approve("jun", "timeout", "teo");

        house.Git(house.Clone("teo"), "fetch", "-q", "origin");
        var entered = house.Try(house.Clone("teo"), "env", "GL_USER=teo", "git", "push", house.Bare, "origin/timeout:refs/heads/main");

        entered.Code.ShouldBe(0, entered.All);
        house.Landings().ShouldHaveSingleItem().Pusher.ShouldBe("gitolite:teo");
    }

    [Fact]
    public void Accounts_and_key_fingerprints_name_persons_and_what_the_roster_lacks_names_nobody()
    {
        using var gate = GivenGate.Open();
        var roster = YamlReader
            .Read(System.Text.Encoding.UTF8.GetBytes(WithAccounts(gate.PracticeRoster())), "roster.yml")
            .Match((node, _) => Roster.Parse(node, "roster.yml", Digest.Of([1])), _ => throw new InvalidOperationException())
            .Match((read, _) => read, problems => throw new InvalidOperationException(string.Join("; ", problems)));
        SshPublicKey.TryParse(gate.PublicKey("ines"), out var key, out _).ShouldBeTrue();

        roster.Find(new Pusher("gitolite", "jun"))?.Id.Value.ShouldBe("jun");
        roster.Find(new Pusher("ssh-key", key!.Fingerprint) { Key = key })?.Id.Value.ShouldBe("ines");
        roster.Find(new Pusher("http", "jun")).ShouldBeNull();
        roster.Find(new Pusher("ssh", "git")).ShouldBeNull();
        PusherReader.Read(name => name is "REMOTE_USER" or "USER" ? "somebody" : null)!.ToString().ShouldBe("http:somebody");
        PusherReader.Read(name => name is "GL_USER" or "REMOTE_USER" ? name : null)!.ToString().ShouldBe("gitolite:GL_USER");
        PusherReader.Read(_ => null).ShouldBeNull();
    }

    private static GivenGate WithAccountsOnMain()
    {
        var gate = GivenGate.Open();
        var folder = gate.Path_("start");
        gate.Write(folder, ".countersign/roster.yml", WithAccounts(gate.PracticeRoster()));
        gate.GitAs("mara", folder, "commit", "-aqm", "accounts");
        gate.Git(gate.Bare, "fetch", "-q", folder, "+main:main");
        Directory.Delete(Path.Combine(gate.Bare, "countersign"), recursive: true);
        gate.Git(gate.Bare, "update-ref", "-d", "refs/countersign/gate");
        gate.RunIn(gate.Bare, ["hook", "install", "--trust", gate.Key("root") + ".pub", "--program", GivenGate.Program]).Code.ShouldBe(0);
        return gate;
    }

    private static string WithAccounts(string roster) =>
        s_junAndTeo.Aggregate(
            roster,
            (text, id) =>
                text.Replace(
                    $"emails: [{GivenGate.Email(id)}]\n    teams",
                    $"emails: [{GivenGate.Email(id)}]\n    accounts: {{ gitolite: {id} }}\n    teams",
                    StringComparison.Ordinal
                )
        );
}
