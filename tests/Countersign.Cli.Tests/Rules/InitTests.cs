// From a repository without rules to a gate that holds changes: proposed, said by somebody, signed by a root key, pushed.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Rules;

public sealed class InitTests
{
    private static string[] Said(GivenGate gate) =>
        [
            "init",
            "--owner",
            "mara",
            "--source",
            "the team's list",
            "--level",
            "mara=principal",
            "--level",
            "teo=principal",
            "--level",
            "jun=senior",
            "--signer",
            "mara=src/**",
            "--signer",
            "teo=src/invoices",
            "--criticality",
            "checkout=high",
            "--public-key",
            $"mara={gate.Key("mara")}.pub",
            "--public-key",
            $"teo={gate.Key("teo")}.pub",
            "--public-key",
            $"jun={gate.Key("jun")}.pub",
        ];

    [Theory]
    [Trait("claim", "P17"), Trait("twin", "P17")]
    [InlineData(true, "sha1")]
    [InlineData(false, "sha1")]
    [InlineData(true, "sha256")]
    [InlineData(false, "sha256")]
    public void The_start_enters_only_after_a_root_key_signed_exactly_its_tree_and_then_the_rules_hold(bool history, string format)
    {
        using var gate = GivenGate.Unruled(history, format);
        var clone = gate.Clone("mara");
        var init = gate.Run("mara", Said(gate));
        gate.Git(clone, "add", ".countersign");
        gate.Git(clone, "commit", "-q", "-m", "rules: how changes enter", "--", ".countersign");

        var before = gate.Push("mara", "HEAD:main");
        var unasked = gate.Run("mara", "init", "--sign", "--key", gate.Key("root"));
        var signed = gate.RunIn(clone, ["init", "--sign", "--key", gate.Key("root")], typing: true);
        var after = gate.Push("mara", "HEAD:main");

        init.Code.ShouldBe(0, init.All);
        before.Code.ShouldNotBe(0);
        before.Errors.ShouldContain("countersign init --sign");
        unasked.Code.ShouldBe(ExitCode.Usage);
        unasked.Errors.ShouldContain("--tree");
        signed.Code.ShouldBe(0, signed.All);
        signed.Output.ShouldContain("Next: git push origin HEAD:refs/heads/main");
        after.Code.ShouldBe(0, after.All);
        after.Errors.ShouldContain("Allowed, signed by a root key");
        gate.Tip().ShouldBe(gate.Git(clone, "rev-parse", "HEAD"));
        gate.RunIn(clone, ["audit"]).Output.ShouldContain("main: 1 signed", Case.Sensitive, "a root key is somebody's signature");

        gate.Commit("jun", "next", "src/checkout/Basket.cs", "// another basket\n");
        var held = gate.Push("jun", "next:main");
        held.Code.ShouldNotBe(0);
        held.Errors.ShouldContain("Held");
    }

    [Fact]
    public void The_files_that_our_own_commands_write_for_agents_belong_to_everyone_who_signs_here()
    {
        using var gate = GivenGate.Unruled(history: true);
        var clone = gate.Clone("mara");
        gate.Run("mara", Said(gate)).Code.ShouldBe(0);
        gate.Git(clone, "add", ".countersign");
        gate.Git(clone, "commit", "-q", "-m", "rules: how changes enter", "--", ".countersign");
        gate.RunIn(clone, ["init", "--sign", "--key", gate.Key("root")], typing: true).Code.ShouldBe(0);
        gate.Push("mara", "HEAD:main").Code.ShouldBe(0);

        gate.Git(clone, "checkout", "-q", "-b", "agents");
        var section = gate.Run("mara", "init", "--agents");
        var hooks = gate.Run("mara", "local", "install", "--hooks", "none", "--for", "claude", "cursor", "codex", "gemini", "copilot");
        gate.Git(clone, "add", "-A");
        gate.Git(clone, "commit", "-q", "-m", "agents: their section and hooks");
        var check = gate.Run("mara", "check", "--json");

        section.Code.ShouldBe(0, section.All);
        hooks.Code.ShouldBe(0, hooks.All);
        (section.Output + hooks.Output).ShouldNotContain("Nobody owns");
        using var verdict = JsonDocument.Parse(check.Output);
        var missing = verdict.RootElement.GetProperty("missing").EnumerateArray().ToList();
        missing[0].GetProperty("how").GetString().ShouldBe("countersign propose agents");
        missing.ShouldContain(item =>
            item.GetProperty("id").GetString() == "sign-off"
            && item.GetProperty("who").EnumerateArray().Any(who => who.GetString() == "teo")
            && item.GetProperty("how").GetString() == "countersign sign agents"
        );
        check.Output.ShouldNotContain("nobody in the roster can give it");
        check.Output.ShouldNotContain("nobody owns it");
        verdict.RootElement.GetProperty("assistance").GetProperty("class").GetString().ShouldBe("unknown");
    }

    [Fact]
    public void A_clone_of_an_empty_sha256_repository_that_took_itself_for_a_sha1_one_is_told_so_with_the_way_out()
    {
        using var gate = GivenGate.Unruled(history: false, format: "sha256");
        var clone = gate.Path_("sha1-clone");
        gate.Git(gate.Bare, "init", "-q", "--object-format=sha1", "-b", "main", clone);
        gate.Git(clone, "remote", "add", "origin", gate.Bare);
        const string Way = "Start it anew: git init --object-format=sha256 DIR";

        var check = gate.RunIn(clone, ["check"]);
        var sync = gate.RunIn(clone, ["sync"]);
        var list = gate.RunIn(clone, ["list"]);
        var right = gate.Run("mara", "check");
        gate.Write(gate.Clone("mara"), "README.md", "# Harbour\n");
        var proposed = gate.Run("mara", "init", "--owner", "mara", "--dry-run");

        check.Code.ShouldBe(2, check.All);
        check.Errors.ShouldContain("there is no branch yet that a change could enter; commit once");
        sync.Code.ShouldBe(1, sync.All);
        sync.Flat().ShouldContain("this clone names objects by SHA-1 and its remote does not");
        sync.Flat().ShouldContain(Way);
        list.Flat().ShouldContain(Way);
        right.Errors.ShouldContain("there is no branch yet that a change could enter; commit once");
        proposed.Code.ShouldBe(0, proposed.All);
        gate.Run("mara", "sync").Flat().ShouldNotContain(Way);
    }

    [Fact]
    [Trait("claim", "P17")]
    public void A_root_signature_for_one_tree_lets_no_other_tree_start()
    {
        using var gate = GivenGate.Unruled(history: true);
        var clone = gate.Clone("mara");
        gate.Run("mara", Said(gate)).Code.ShouldBe(0);
        gate.Git(clone, "add", ".countersign");
        gate.Git(clone, "commit", "-q", "-m", "rules: how changes enter");
        gate.Run("mara", "init", "--sign", "--key", gate.Key("root"), "--tree", gate.Git(clone, "rev-parse", "HEAD^{tree}")).Code.ShouldBe(0);
        gate.Write(
            clone,
            ".countersign/policy.yml",
            File.ReadAllText(Path.Combine(clone, ".countersign/policy.yml")).Replace("over: 90", "over: 900", StringComparison.Ordinal)
        );
        gate.Git(clone, "commit", "-q", "--amend", "-a", "-m", "rules: how changes enter");

        gate.Push("mara", "HEAD:main").Code.ShouldNotBe(0);
    }

    [Fact]
    [Trait("claim", "P17")]
    public void Only_a_root_key_that_the_gate_trusts_signs_a_start_and_only_over_rules_that_lint_and_stand_alone()
    {
        using var gate = GivenGate.Unruled(history: true);
        var clone = gate.Clone("mara");
        gate.Run("mara", "init", "--owner", "mara").Code.ShouldBe(0);
        gate.Git(clone, "add", ".countersign");
        gate.Git(clone, "commit", "-q", "-m", "rules: nobody can sign yet");
        var unfinished = gate.RunIn(clone, ["init", "--sign", "--key", gate.Key("root")], typing: true);
        gate.Git(clone, "reset", "-q", "--hard", "HEAD~1");
        gate.Run("mara", Said(gate)).Code.ShouldBe(0);
        gate.Git(clone, "add", ".countersign");
        gate.Git(clone, "commit", "-q", "-m", "rules: how changes enter");
        var stranger = gate.RunIn(clone, ["init", "--sign", "--key", gate.Key("stranger")], typing: true);
        gate.Write(clone, "README.md", "# and more\n");
        gate.Git(clone, "commit", "-q", "-am", "more");
        var together = gate.RunIn(clone, ["init", "--sign", "--key", gate.Key("root")], typing: true);

        unfinished.Code.ShouldBe(ExitCode.Refused);
        unfinished.Output.ShouldContain("policy.nobody-can-meet");
        stranger.Code.ShouldBe(ExitCode.Usage);
        stranger.Errors.ShouldContain("is no root key of this gate");
        together.Errors.ShouldContain("the start stands alone");
    }

    [Fact]
    public void No_level_is_ever_guessed_and_who_said_so_stands_beside_each()
    {
        using var gate = GivenGate.Unruled(history: true);
        var unsaid = gate.Run("mara", "init", "--owner", "mara", "--level", "teo=senior");
        var dry = gate.Run("mara", "init", "--owner", "mara", "--dry-run");
        Directory.Exists(Path.Combine(gate.Clone("mara"), ".countersign")).ShouldBeFalse();
        gate.Run("mara", Said(gate)).Code.ShouldBe(0);
        var roster = File.ReadAllText(Path.Combine(gate.Clone("mara"), ".countersign/roster.yml"));

        unsaid.Code.ShouldBe(ExitCode.Usage);
        unsaid.Errors.ShouldContain("who says that teo is senior?");
        dry.Code.ShouldBe(0, dry.All);
        dry.Output.ShouldNotContain("levels: [{");
        dry.Output.ShouldContain("id: jun");
        roster.ShouldContain("source: 'the team''s list, ");
    }

    [Fact]
    public void Whoever_cannot_be_replaced_is_named_with_the_paths_that_would_stand_still()
    {
        using var gate = GivenGate.Unruled(history: true);

        var init = gate.Run("mara", Said(gate));

        init.Output.ShouldContain("Who cannot be replaced");
        init.Output.ShouldContain("mara: the only one for .github, src/checkout, the files at the top");
        init.Output.ShouldNotContain("src/invoices,");
    }

    [Fact]
    public void What_stands_there_is_never_overwritten_and_stopping_half_way_writes_nothing()
    {
        using var gate = GivenGate.Unruled(history: true);
        var folder = Path.Combine(gate.Clone("mara"), ".countersign");
        var stopped = gate.Typing("mara", ["mara", "mara", "high"], "init");
        Directory.Exists(folder).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(gate.Clone("mara"), ".countersign*").ShouldBeEmpty();

        gate.Write(gate.Clone("mara"), ".countersign/notes.txt", "mine\n");
        var again = gate.Run("mara", Said(gate));

        stopped.Code.ShouldBe(ExitCode.Usage);
        stopped.Errors.ShouldContain("nothing was written");
        again.Code.ShouldBe(ExitCode.Usage);
        again.Errors.ShouldContain("never overwrites");
        Directory.GetFiles(folder).Length.ShouldBe(1);
    }

    [Fact]
    public void Answers_at_the_terminal_become_owners_criticality_and_levels_with_their_source()
    {
        using var gate = GivenGate.Unruled(history: true);

        var init = gate.Typing(
            "mara",
            [
                "mara",
                "",
                "",
                "mara,teo",
                "critical",
                "",
                "",
                "",
                "",
                "principal",
                "the list of 5 January",
                gate.Key("mara") + ".pub",
                "senior",
                "the same list",
                gate.Key("teo") + ".pub",
            ],
            "init"
        );

        init.Code.ShouldBe(0, init.All);
        var catalog = File.ReadAllText(Path.Combine(gate.Clone("mara"), ".countersign/catalog.yml"));
        catalog.ShouldContain("owner: checkout-signers");
        catalog.ShouldContain("criticality: critical");
        File.ReadAllText(Path.Combine(gate.Clone("mara"), ".countersign/roster.yml")).ShouldContain("the same list");
    }

    [Fact]
    public void Names_made_to_break_the_files_end_up_as_plain_text_in_files_that_still_lint()
    {
        using var gate = GivenGate.Unruled(
            history: true,
            files: new Dictionary<string, string>
            {
                ["it's: {a} #b/[x]*?.txt"] = "x\n",
                ["src/\"quoted\"\u202e/x.txt"] = "x\n",
                ["src/two\nlines/x.txt"] = "x\n",
            }
        );
        var clone = gate.Clone("teo");
        gate.Write(clone, "README.md", "# again\n");
        gate.Git(clone, "-c", "user.name=x', may: [override] #\u202e", "-c", "user.email=x'y@harbour.example", "commit", "-q", "-am", "odd");

        var init = gate.Run(
            "teo",
            "init",
            "--owner",
            "teo",
            "--source",
            "the list",
            "--level",
            "teo=principal",
            "--public-key",
            $"teo={gate.Key("teo")}.pub",
            "--level",
            "jun=principal",
            "--public-key",
            $"jun={gate.Key("jun")}.pub"
        );

        init.Code.ShouldBe(0, init.All);
        init.Output.ShouldContain("cannot be written in a catalog");
        init.Output.ShouldNotContain("\u202e");
        gate.Run("teo", "policy", "lint").Output.ShouldContain(" 0 errors");
        File.ReadAllText(Path.Combine(clone, ".countersign/roster.yml")).ShouldNotContain("\n    may:");
    }
}
