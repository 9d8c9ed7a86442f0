// What no push may do, each beside the honest push that differs in one thing.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Pushes;

public sealed class PushRulesTests
{
    [Fact]
    public void A_guarded_ref_is_deleted_or_rewound_only_by_an_override_that_names_exactly_that_move()
    {
        using var gate = GivenGate.Open();
        var start = gate.Tip();
        gate.LowChange("jun", "one", "three days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);
        var tip = gate.Tip();
        var rewind = $"+{start}:refs/heads/main";

        Refused(gate.Push("jun", ":main"), "is not deleted");
        Refused(gate.Push("jun", rewind), "is not rewound");
        gate.FetchRecords("mara");
        gate.Keep("teo", gate.MoveOverride("teo", "refs/heads/main", tip, start));
        gate.Push("teo", "refs/countersign/records:refs/countersign/records").Code.ShouldBe(0);
        Refused(gate.Push("jun", rewind), "is not rewound");
        gate.FetchRecords("mara");
        gate.Keep("mara", gate.MoveOverride("mara", "refs/heads/main", tip, start));
        gate.Push("mara", "refs/countersign/records:refs/countersign/records").Code.ShouldBe(0);
        Refused(gate.Push("jun", ":main"), "is not deleted");
        gate.Push("jun", "one:side").Code.ShouldBe(0);

        gate.Push("mara", rewind).Code.ShouldBe(0);

        gate.Tip().ShouldBe(start);
        gate.ChainIsWhole();
        var landing = gate.Landings()[^1];
        (landing.Outcome, landing.SignOffs.Count).ShouldBe(("Allowed", 1));
        gate.LowChange("jun", "one", "five days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);
        gate.ChainIsWhole();
    }

    [Fact]
    public void Names_that_could_stand_for_a_guarded_ref_or_the_gates_own_are_refused_and_others_enter()
    {
        using var gate = GivenGate.Open(hookOptions: ["--guard", "main", "refs/heads/release/*"]);
        gate.LowChange("jun", "one", "three days");

        foreach (
            var name in new[]
            {
                "refs/replace/" + gate.Tip(),
                "refs/heads/HEAD",
                "refs/heads/Main",
                "refs/heads/Release/1.0",
                "refs/countersign/gate",
                "refs/countersign/heads/x/1",
                "refs/Countersign/records",
                "refs/countersign/other",
            }
        )
        {
            gate.Push("jun", $"one:{name}").Code.ShouldNotBe(0, name);
        }

        gate.Push("jun", "one:refs/heads/mainly", "one:refs/heads/releases", "one:refs/tags/try").Code.ShouldBe(0);
        gate.OnServer("for-each-ref", "--format=%(refname)")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["refs/countersign/gate", "refs/heads/main", "refs/heads/mainly", "refs/heads/releases", "refs/tags/try"]);
    }

    [Fact]
    public void The_gates_own_refs_are_refused_by_the_hook_as_well_where_the_setting_was_lost()
    {
        using var gate = GivenGate.Open();
        gate.OnServer("config", "--unset-all", "receive.hideRefs");
        gate.LowChange("jun", "one", "three days");

        Refused(gate.Push("jun", "+one:refs/countersign/gate"), "only the gate writes here");
        Refused(gate.Push("jun", ":refs/countersign/gate"), "only the gate writes here");
        gate.Push("jun", "one").Code.ShouldBe(0);
    }

    [Fact]
    public void A_push_to_a_symbolic_ref_is_judged_as_the_ref_it_names()
    {
        using var gate = GivenGate.Open();
        gate.OnServer("symbolic-ref", "refs/heads/trunk", "refs/heads/main");
        gate.OnServer("symbolic-ref", "refs/heads/later", "refs/heads/twin");
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");
        var low = gate.LowChange("kit", "one", "three days");

        Refused(gate.Push("jun", "timeout:trunk"), "Held");
        gate.Push("kit", "one:trunk").Code.ShouldBe(0);

        gate.Tip().ShouldBe(low);
        gate.ChainIsWhole();
        gate.RunIn(gate.Bare, ["hook", "install", "--guard", "main", "twin", "--program", GivenGate.Program]).Code.ShouldBe(0);
        Refused(gate.Push("jun", "timeout:later"), "twin");
        gate.Push("kit", "one:later").Code.ShouldBe(0);
        gate.Tip("refs/heads/twin").ShouldBe(low);
        gate.ChainIsWhole("refs/heads/twin");
    }

    [Fact]
    public void A_guarded_tag_or_new_guarded_branch_starts_where_a_guarded_branch_stood()
    {
        using var gate = GivenGate.Open(hookOptions: ["--guard", "main", "refs/heads/release/*", "refs/tags/v*"]);
        var start = gate.Tip();
        var inside = gate.LowChange("jun", "one", "three days");
        var tip = gate.LowChange("jun", "one", "four days");
        gate.Push("jun", "one:main").Code.ShouldBe(0);
        var held = gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");
        var clone = gate.Clone("jun");
        foreach (var (name, commit) in new[] { ("v1", tip), ("v2", held), ("v3", inside), ("v0", start) })
        {
            gate.Git(clone, "tag", "-a", name, "-m", name, commit);
        }

        Refused(gate.Push("jun", "v2"), "never was");
        Refused(gate.Push("jun", "v3"), "never was");
        gate.Push("jun", "v1", "v0").Code.ShouldBe(0);
        Refused(gate.Push("jun", "+v0:v1"), "neither moved nor deleted");
        Refused(gate.Push("jun", $"{inside}:refs/heads/release/1"), "never was the tip");
        Refused(gate.Push("jun", $"{held}:refs/heads/release/1"), "Held");
        gate.Push("jun", $"{tip}:refs/heads/release/1").Code.ShouldBe(0);
        gate.Push("jun", $"{start}:refs/heads/release/0").Code.ShouldBe(0);
        gate.ChainIsWhole("refs/heads/release/1");
        Refused(gate.Push("jun", $"+{held}:refs/heads/release/1"), "Held");
    }

    [Fact]
    public void A_history_swapped_by_a_merge_the_wrong_way_round_is_refused_and_the_right_way_enters()
    {
        using var gate = GivenGate.Open();
        gate.LowChange("jun", "one", "three days");
        gate.LowChange("kit", "two", "hello");
        gate.Commit("kit", "two", "pages/help/other.md", "hello\n");
        gate.Git(gate.Clone("kit"), "checkout", "-q", "-B", "two", "origin/main");
        gate.Commit("kit", "two", "pages/help/other.md", "hello\n");
        gate.Push("kit", "two:main").Code.ShouldBe(0);
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.Git(gate.Clone("jun"), "merge", "-q", "--no-edit", "origin/main");

        Refused(gate.Push("jun", "one:main"), "is not on the first-parent line");

        gate.Git(gate.Clone("jun"), "checkout", "-q", "-B", "right", "origin/main");
        gate.Git(gate.Clone("jun"), "merge", "-q", "--no-ff", "--no-edit", "one^1");
        gate.Push("jun", "right:main").Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void An_empty_repository_takes_only_its_rules_first_signed_by_a_root_key(string format)
    {
        using var gate = GivenGate.Empty(format);
        var folder = gate.Path_("first");
        gate.Git(gate.Path_("start"), "init", "-q", $"--object-format={format}", "-b", "main", folder);
        foreach (var file in new[] { "policy.yml", "roster.yml", "catalog.yml" })
        {
            gate.Write(folder, ".countersign/" + file, File.ReadAllText(Path.Combine(gate.Path_("start"), ".countersign", file)));
        }

        gate.GitAs("mara", folder, "add", "-A");
        gate.GitAs("mara", folder, "commit", "-q", "-m", "the rules");
        var rules = gate.Git(folder, "rev-parse", "HEAD");
        gate.Git(gate.Path_("start"), "push", "-q", gate.Bare, "HEAD:refs/heads/attempt");
        Refused(gate.Try(gate.Path_("start"), "git", "push", gate.Bare, "HEAD:refs/heads/main"), "countersign init --sign");
        Refused(gate.Try(folder, "git", "push", gate.Bare, "HEAD:refs/heads/main"), "countersign init --sign");

        gate.Git(gate.Clone("mara"), "fetch", "-q", folder, "main");
        gate.Keep("mara", gate.StartApproval(folder, rules, "refs/heads/main"), key: "stranger");
        Refused(gate.Push("mara", "refs/countersign/records:refs/countersign/records", $"{rules}:refs/heads/main"), "record.");
        gate.Git(gate.Clone("mara"), "update-ref", "-d", "refs/countersign/records");
        gate.Keep("mara", gate.StartApproval(folder, rules, "refs/heads/main"), key: "root");
        var entered = gate.Push("mara", "refs/countersign/records:refs/countersign/records", $"{rules}:refs/heads/main");

        entered.Code.ShouldBe(0, entered.All);
        gate.ChainIsWhole();
    }

    [Fact]
    public void A_refused_push_leaves_no_ref_and_no_object_and_options_or_atomic_change_nothing()
    {
        using var gate = GivenGate.Open();
        gate.OnServer("config", "receive.advertisePushOptions", "true");
        var held = gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");

        gate.Push("jun", "timeout:main", "timeout:side").Code.ShouldNotBe(0);
        gate.Push("jun", "--atomic", "-o", "countersign=off", "timeout:main").Code.ShouldNotBe(0);
        gate.Has(held).ShouldBeFalse();
        gate.OnServer("for-each-ref", "refs/heads").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        gate.LowChange("kit", "one", "three days");
        gate.Push("kit", "--atomic", "-o", "countersign=off", "one:main", "one:side").Code.ShouldBe(0);
    }

    internal static void Refused(Ran push, string why)
    {
        push.Code.ShouldNotBe(0, push.All);
        push.Errors.ShouldContain(why);
    }
}
