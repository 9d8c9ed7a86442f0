// Putting the gate in front of a repository and taking it away: what was there before is kept, and nothing is half done.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Pushes;

public sealed class HookInstallTests
{
    private static readonly string[] s_hidden = ["refs/internal", "refs/countersign", "!refs/countersign/records"];

    [Fact]
    public void Installing_twice_and_taking_it_away_leaves_the_operators_settings_and_hooks_as_they_were()
    {
        using var gate = GivenGate.Open();
        gate.RunIn(gate.Bare, ["hook", "uninstall"]).Code.ShouldBe(0);
        gate.OnServer("config", "receive.hideRefs", "refs/internal");
        File.WriteAllText(gate.Path_("site.sh"), "#!/bin/sh\ncat >/dev/null; echo site rule; ! [ -e refuse ]\n");
        File.SetUnixFileMode(gate.Path_("site.sh"), (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(gate.Hook("pre-receive"), gate.Path_("site.sh"));
        File.WriteAllText(gate.Hook("post-receive"), "#!/bin/sh\necho never run\n");
        var before = File.ReadAllText(Path.Combine(gate.Bare, "config"));

        Install(gate).Code.ShouldBe(0);
        Install(gate).Code.ShouldBe(0);
        gate.OnServer("config", "--get-all", "receive.hideRefs").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(s_hidden);
        gate.OnServer("config", "receive.fsckObjects").Output.Trim().ShouldBe("true");
        gate.LowChange("jun", "one", "three days");
        File.WriteAllText(Path.Combine(gate.Bare, "refuse"), "");
        var refused = gate.Push("jun", "one:main");
        File.Delete(Path.Combine(gate.Bare, "refuse"));
        var entered = gate.Push("jun", "one:main");

        refused.Code.ShouldNotBe(0);
        entered.Code.ShouldBe(0, entered.All);
        entered.Errors.ShouldContain("site rule");
        entered.Errors.ShouldNotContain("never run");
        gate.Landings().Count.ShouldBe(1);

        gate.RunIn(gate.Bare, ["hook", "uninstall"]).Code.ShouldBe(0);
        File.ReadAllText(Path.Combine(gate.Bare, "config")).ShouldBe(before);
        new FileInfo(gate.Hook("pre-receive")).LinkTarget.ShouldBe(gate.Path_("site.sh"));
        File.ReadAllText(gate.Hook("post-receive")).ShouldContain("never run");
        Directory.GetFiles(Path.Combine(gate.Bare, "hooks"), "*countersign*").ShouldBeEmpty();
    }

    [Fact]
    public void A_hooks_folder_of_the_repositorys_own_is_used_and_one_outside_is_refused_before_anything_is_written()
    {
        using var gate = GivenGate.Open();
        gate.RunIn(gate.Bare, ["hook", "uninstall"]).Code.ShouldBe(0);
        gate.OnServer("config", "core.hooksPath", "own-hooks");
        Install(gate).Code.ShouldBe(0);
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");
        gate.Push("jun", "timeout:main").Code.ShouldNotBe(0);
        File.Exists(Path.Combine(gate.Bare, "own-hooks", "pre-receive")).ShouldBeTrue();
        gate.RunIn(gate.Bare, ["hook", "uninstall"]).Code.ShouldBe(0);

        Directory.CreateDirectory(gate.Path_("everyones"));
        gate.OnServer("config", "core.hooksPath", gate.Path_("everyones"));
        var shared = Install(gate);

        shared.Code.ShouldBe(2, shared.All);
        shared.All.ShouldContain("core.hooksPath");
        Directory.GetFileSystemEntries(gate.Path_("everyones")).ShouldBeEmpty();
        gate.OnServer("config", "--get-all", "receive.hideRefs").Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--trust", "nowhere.pub")]
    [InlineData("--organisation", "nowhere.yml")]
    [InlineData("--guard", "refs/heads/[")]
    public void An_installation_that_cannot_be_whole_writes_nothing(string option, string value)
    {
        using var gate = GivenGate.Open();
        gate.RunIn(gate.Bare, ["hook", "uninstall"]).Code.ShouldBe(0);
        Directory.Delete(Path.Combine(gate.Bare, "countersign"), recursive: true);

        Install(gate, option, value).Code.ShouldNotBe(0);

        Directory.Exists(Path.Combine(gate.Bare, "countersign")).ShouldBeFalse();
        File.Exists(gate.Hook("pre-receive")).ShouldBeFalse();
    }

    [Fact]
    public void Without_whole_settings_and_its_own_key_the_gate_stays_closed_and_says_why()
    {
        using var gate = GivenGate.Open();
        gate.LowChange("jun", "one", "three days");
        var (settings, key, other) = (
            Path.Combine(gate.Bare, "countersign", "gate.json"),
            Path.Combine(gate.Bare, "countersign", "gate.pem"),
            Countersign.Signatures.EcdsaPrivateKey.Create()
        );
        var (settingsText, keyText) = (File.ReadAllText(settings), File.ReadAllText(key));

        Closed("this repository has no gate", () => File.Delete(settings), () => File.WriteAllText(settings, settingsText));
        Closed("gate.json", () => File.WriteAllText(settings, settingsText[..40]), () => File.WriteAllText(settings, settingsText));
        Closed("gate.pem is missing", () => File.Delete(key), () => File.WriteAllText(key, keyText));
        Closed("is not the one", () => File.WriteAllText(key, other.ToPem()), () => File.WriteAllText(key, keyText));
        gate.Push("jun", "one:main").Code.ShouldBe(0);

        void Closed(string why, Action breaks, Action mends)
        {
            breaks();
            var push = gate.Push("jun", "one:main");
            mends();
            push.Code.ShouldNotBe(0, why);
            push.Errors.ShouldContain(why);
        }
    }

    [Fact]
    public void The_organisations_policy_is_published_and_joined_to_every_verdict_at_the_gate_and_in_clones()
    {
        using var gate = GivenGate.Open();
        File.WriteAllText(
            gate.Path_("organisation.yml"),
            """
            version: 1
            owner: mara
            review-by: 2099-01-01
            levels: [junior, mid, senior, principal]
            otherwise: nothing
            rules:
              - name: everyone has a reader
                require: { peer-review: 1 }

            """
        );
        gate.RunIn(gate.Bare, ["hook", "install", "--organisation", gate.Path_("organisation.yml"), "--program", GivenGate.Program]).Code.ShouldBe(0);
        gate.LowChange("jun", "one", "three days");

        var push = gate.Push("jun", "one:main");
        gate.FetchRecords("jun");
        var check = gate.Run("jun", "check", "--head", "one");

        push.Code.ShouldNotBe(0);
        push.Errors.ShouldContain("everyone has a reader");
        check.Output.ShouldContain("everyone has a reader", customMessage: check.All);
        gate.OnServer("show", "refs/countersign/gate:organisation.yml").Output.ShouldBe(File.ReadAllText(gate.Path_("organisation.yml")));
        gate.OnServer("show", "refs/countersign/gate:trust.json").Output.ShouldNotContain(gate.Path_("organisation.yml"));

        File.AppendAllText(gate.Path_("organisation.yml"), "# shorter\n");
        gate.Push("jun", "one").Code.ShouldBe(0);
        gate.OnServer("show", "refs/countersign/gate:organisation.yml")
            .Output.ShouldEndWith("# shorter\n", customMessage: "an edited file is published with the next push");
        File.Delete(gate.Path_("organisation.yml"));
        gate.Push("jun", "one:other").Errors.ShouldContain("organisation's policy");
    }

    [Fact]
    public void The_key_is_its_owners_alone_an_open_folder_is_warned_about_and_a_new_key_keeps_the_old_landings()
    {
        using var gate = GivenGate.Open();
        var folder = Path.Combine(gate.Bare, "countersign");
        File.GetUnixFileMode(Path.Combine(folder, "gate.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        gate.LowChange("jun", "one", "three days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);

        var again = gate.RunIn(
            gate.Bare,
            ["hook", "install", "--new-gate-key", "--trust", gate.Key("mara") + ".pub", gate.Key("root") + ".pub", "--program", GivenGate.Program]
        );

        again.Output.ShouldContain($"chmod go-w '{folder}'");
        gate.Settings.RootKeys.Count.ShouldBe(2);
        gate.Settings.FormerKeys.Count.ShouldBe(1);
        gate.Landings().Count.ShouldBe(1);
        gate.LowChange("jun", "one", "four days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);
        gate.ChainIsWhole();
    }

    private static Ran Install(GivenGate gate, params string[] more) =>
        gate.RunIn(gate.Bare, ["hook", "install", "--trust", gate.Key("root") + ".pub", "--program", GivenGate.Program, .. more]);
}
