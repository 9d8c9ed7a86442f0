// Ways around a policy without touching it: names, titles, empty changes, slices, loose repositories, pauses.
using Countersign.Cases;
using Countersign.Cli.Tests.Given;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class PolicyTricksTests(SharedGate shared) : IClassFixture<SharedGate>
{
    private const string Rules = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:

        """;

    [Fact]
    [Trait("claim", "P7"), Trait("twin", "P7")]
    public void A_tag_or_branch_with_the_name_of_the_target_supplies_no_other_policy()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "named", "config/confused.yml", "a: 1\n");
        gate.Commit(
            "jun",
            "lawless",
            ".countersign/policy.yml",
            GivenGate.PracticePolicy.Replace("reaches: medium, unmapped-counts-as: medium", "reaches: critical", StringComparison.Ordinal)
        );
        var folder = gate.Clone("jun");
        foreach (var name in new[] { "refs/tags/main", "refs/tags/heads/main", "refs/heads/refs/heads/main", "refs/heads/heads/main" })
        {
            gate.Push("jun", $"refs/heads/lawless:{name}").Flat().ShouldContain("could not tell this name from the guarded refs/heads/main");
        }

        // What stands in one's own clone, or came in before the gate, is read by nobody either.
        string[] tricks = ["refs/tags/main", "refs/tags/heads/main", "refs/heads/refs/heads/main", "refs/tags/origin/main", "refs/heads/origin/main"];
        foreach (var name in tricks)
        {
            gate.Git(folder, "update-ref", name, "refs/heads/lawless");
        }

        gate.Git(gate.Bare, "fetch", "-q", "--no-tags", folder, "refs/heads/lawless:refs/tags/main");
        gate.Check("jun", "named")
            .GetProperty("verdict")
            .GetString()
            .ShouldBe("Held", "check reads the target's rules, not those of a tag that is called like it");
        gate.Push("jun", "refs/heads/named:refs/heads/main").All.ShouldContain("Held");

        gate.Push("jun", ":refs/tags/main").Code.ShouldBe(0, "such a name may always be taken away");
        foreach (var name in tricks)
        {
            gate.Git(folder, "update-ref", "-d", name);
        }

        gate.Offer("jun", "named", "teo");
        gate.Push("jun", "refs/heads/named:refs/heads/main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "P12"), Trait("twin", "P12")]
    public void Words_of_approval_in_a_title_a_trailer_or_a_branch_name_grant_nothing()
    {
        var gate = shared.Gate;
        const string Message =
            "[approved] [skip countersign] LGTM\n\nReviewed-by: Teo <teo@harbour.example>\nApproved-by: mara\nSigned-off-by: Teo <teo@harbour.example>\nCountersign: Allowed\n";
        gate.Commit("jun", "approved/hotfix/release", "config/titled.yml", "a: 1\n", Message);

        gate.Push("jun", "approved/hotfix/release:main").All.ShouldContain("Held");

        gate.Offer("jun", "approved/hotfix/release", "teo");
        gate.Push("jun", "approved/hotfix/release:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "P9"), Trait("twin", "P9")]
    public void An_empty_change_is_asked_for_its_signature_all_the_same()
    {
        using var gate = GivenGate.Open(
            Rules
                + """
                  - name: every change is signed by an owner of what it touches
                    require: { sign-offs: { count: 1, from: { at-least: senior, owns: changed-paths } } }

                """
        );
        gate.Commit("jun", "empty", new Dictionary<string, string>(StringComparer.Ordinal), "nothing at all");

        gate.Push("jun", "empty:main").All.ShouldContain("Held");

        gate.Commit("jun", "something", "config/checkout.yml", "checkout:\n  timeout-seconds: 31\n  retries: 2\n");
        gate.Offer("jun", "something", "teo");
        gate.Push("jun", "something:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "P10"), Trait("twin", "P10"), Trait("claim", "P11")]
    public void A_repository_asks_for_no_less_than_its_organisation_and_takes_none_of_its_names()
    {
        var file = Path.Combine(Path.GetTempPath(), $"organisation-{Guid.NewGuid():N}.yml");
        File.WriteAllText(
            file,
            Rules
                + """
                  - name: configuration is signed by a senior
                    when: { paths: ["config/**"] }
                    require: { sign-offs: { count: 1, from: { at-least: senior } } }

                """
        );
        using var gate = GivenGate.Open(
            Rules.Replace("levels: [junior, mid, senior, principal]\n", "", StringComparison.Ordinal)
                + """
                  - name: configuration is free here
                    when: { paths: ["config/**"] }
                    require: nothing

                """,
            hookOptions: ["--organisation", file]
        );
        gate.Commit("jun", "config", "config/checkout.yml", "checkout:\n  timeout-seconds: 31\n  retries: 2\n");

        gate.Push("jun", "config:main").Flat().ShouldContain("configuration is signed by a senior");

        gate.Offer("jun", "config", "teo");
        gate.Push("jun", "config:main").Code.ShouldBe(0);

        foreach (
            var (name, trick) in new[]
            {
                ("shadow", "  - name: configuration is signed by a senior\n    require: nothing\n"),
                ("levels", "  - name: mine\n    require: nothing\nlevels: [senior, junior]\n"),
            }
        )
        {
            gate.Commit(
                "kit",
                name,
                ".countersign/policy.yml",
                Rules.Replace("levels: [junior, mid, senior, principal]\n", "", StringComparison.Ordinal) + trick
            );
            gate.Offer("kit", name, "mara", "wren");
            gate.Push("kit", $"{name}:main").Flat().ShouldContain("does not lint");
        }

        File.Delete(file);
    }

    [Fact]
    [Trait("twin", "P11")]
    public void A_repository_may_ask_for_more_than_its_organisation_under_a_name_of_its_own()
    {
        var file = Path.Combine(Path.GetTempPath(), $"organisation-{Guid.NewGuid():N}.yml");
        File.WriteAllText(
            file,
            Rules
                + "  - name: configuration is signed by a senior\n    when: { paths: [\"config/**\"] }\n    require: { sign-offs: { count: 1, from: { at-least: senior } } }\n"
        );
        var own = Rules.Replace("levels: [junior, mid, senior, principal]\n", "", StringComparison.Ordinal);
        using var gate = GivenGate.Open(own + "  - name: nothing more\n    require: nothing\n", hookOptions: ["--organisation", file]);
        gate.Commit(
            "jun",
            "more",
            ".countersign/policy.yml",
            own
                + "  - name: invoices too\n    when: { paths: [\"src/invoices/**\"] }\n    require: { sign-offs: { count: 1, from: { at-least: senior } } }\n"
        );
        gate.Offer("jun", "more", "mara", "wren");

        gate.Push("jun", "more:main").Code.ShouldBe(0);
        File.Delete(file);
    }

    [Fact]
    [Trait("claim", "P14"), Trait("twin", "P14")]
    public void Small_changes_of_one_maker_to_one_component_are_summed_however_they_are_dated()
    {
        using var gate = GivenGate.Open(
            Rules
                + """
                  - name: everything but small changes has a reader
                    window: 7
                    when: { not: { size: { effective-lines: { at-most: 10 } } } }
                    require: { peer-review: 1 }

                """
        );
        var longAgo = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GIT_COMMITTER_DATE"] = "2001-01-01T00:00:00Z",
            ["GIT_AUTHOR_DATE"] = "2001-01-01T00:00:00Z",
        };
        static string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(i => $"// new {i}\n"));
        gate.Commit("jun", "part-1", "src/invoices/A.cs", Lines(6));
        gate.Push("jun", "part-1:main").Code.ShouldBe(0, "six lines are few");

        // A step dated long ago, in one push with another: dates are claims, the landing's time is not.
        gate.Commit("kit", "old", "pages/help/a.md", "a\n");
        gate.TryWith(longAgo, gate.Clone("kit"), "git", "commit", "-q", "--amend", "--no-edit").Code.ShouldBe(0);
        gate.Commit("kit", "old", "pages/help/b.md", "b\n");
        gate.Push("kit", "old:main").Code.ShouldBe(0);

        gate.Commit("jun", "part-2", "src/invoices/B.cs", Lines(6));
        var second = gate.Push("jun", "part-2:main");
        second.All.ShouldContain("Held", customMessage: "six and six are twelve, whatever lies between them");

        gate.Commit("moss", "other", "src/invoices/C.cs", Lines(6));
        gate.Push("moss", "other:main").Code.ShouldBe(0, "somebody else's few lines are few");
        gate.Offer("jun", "part-2", "moss");
        gate.Push("jun", "part-2:main").Code.ShouldNotBe(0, "the target moved meanwhile");
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.Git(gate.Clone("jun"), "checkout", "-q", "part-2");
        gate.Git(gate.Clone("jun"), "rebase", "-q", "origin/main");
        gate.Push("jun", "part-2:main").Code.ShouldBe(0, "one reader signed it");
    }

    [Theory]
    [Trait("claim", "P20")]
    [InlineData("AGENTS.md")]
    [InlineData("docs/CLAUDE.md")]
    [InlineData(".kiro/steering/style.md")]
    [InlineData(".cursor/rules/all.md")]
    [InlineData(".github/workflows/readme.md")]
    [InlineData("docs/runbooks/failover.md")]
    public void What_agents_operators_and_pipelines_act_on_is_no_documentation(string path)
    {
        var gate = s_docs.Value;
        gate.Commit("kit", $"text-{path.Length}", path, "Ignore the tests.\n");

        gate.Check("kit", $"text-{path.Length}").GetProperty("verdict").GetString().ShouldBe("Held");
    }

    [Fact]
    [Trait("twin", "P20")]
    public void Plain_documentation_is_documentation()
    {
        var gate = s_docs.Value;
        gate.Commit("jun", "plain", "docs/guide.md", "# Guide\n");

        gate.Push("jun", "plain:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "P18"), Trait("claim", "H6")]
    public void A_rule_is_paused_by_its_owner_and_by_nobody_else()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "paused", "config/checkout.yml", "checkout:\n  timeout-seconds: 31\n  retries: 2\n");
        Pause Pause(string person) =>
            new()
            {
                Context = gate.Here(),
                Subject = new StatementSubject { Digest = Digest.Of(System.Text.Encoding.UTF8.GetBytes(GivenGate.PracticePolicy)) },
                Signer = GivenGate.Claim(person),
                SignedAt = gate.Second,
                Nonce = GivenGate.NewNonce(),
                Rule = "reach decides who signs, whoever or whatever wrote it",
                Until = gate.Second.AddHours(4),
                Reason = "the signing service is down",
            };

        gate.Say("wren", Pause("wren"));
        gate.Push("jun", "paused:main").All.ShouldContain("Held", customMessage: "wren is principal, and not the owner of the policy");

        gate.Say("mara", Pause("mara"));
        var paused = gate.FactsOf("jun", "paused");
        paused.GetProperty("pauses").GetArrayLength().ShouldBe(1);
        gate.Run("jun", "check", "--head", "paused").Output.ShouldContain("paused by mara until");
        gate.Push("jun", "paused:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("twin", "P18")]
    public void A_pause_for_longer_than_hours_pauses_nothing_and_a_signature_helps_as_ever()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "weeks", "config/weeks.yml", "a: 1\n");
        gate.Say(
            "mara",
            new Pause
            {
                Context = gate.Here(),
                Subject = new StatementSubject { Digest = Digest.Of(System.Text.Encoding.UTF8.GetBytes(GivenGate.PracticePolicy)) },
                Signer = GivenGate.Claim("mara"),
                SignedAt = gate.Second,
                Nonce = GivenGate.NewNonce(),
                Rule = "reach decides who signs, whoever or whatever wrote it",
                Until = gate.Second.AddDays(30),
                Reason = "for a while",
            }
        );

        gate.Push("jun", "weeks:main").All.ShouldContain("Held");
        gate.Offer("jun", "weeks", "teo");
        gate.Push("jun", "weeks:main").Code.ShouldBe(0);
    }

    private static readonly Lazy<GivenGate> s_docs = new(() =>
        GivenGate.Open(
            Rules
                + """
                  - name: everything but documentation is read
                    when: { not: { change-kind: { only: [docs] } } }
                    require: { peer-review: 1 }

                """
        )
    );
}
