// Evidence of AI assistance: taken away, invented, pinned on somebody; it only adds, and never slows by itself.
using System.Text.Json;
using Countersign.Cases;
using Countersign.Cli.Tests.Given;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

/// <summary>The policy asks by reach alone for what reaches anything, and by provenance for help pages, so that both can be seen.</summary>
public sealed class AssistedGate : IDisposable
{
    private readonly Lazy<GivenGate> _gate = new(() =>
        GivenGate.Open(
            GivenGate.PracticePolicy.Replace(
                "rules:\n",
                """
                rules:
                  - name: what a tool wrote on the help pages has one reader
                    when: { paths: ["pages/help/**"], provenance: { at-least: assisted, unknown-counts-as: none } }
                    require: { peer-review: 1 }

                """,
                StringComparison.Ordinal
            )
        )
    );

    public GivenGate Gate => _gate.Value;

    public void Dispose()
    {
        if (_gate.IsValueCreated)
        {
            _gate.Value.Dispose();
        }
    }
}

public sealed class AssistanceTests(AssistedGate shared) : IClassFixture<AssistedGate>
{
    private const string Trailer = "\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n";

    [Fact]
    [Trait("claim", "A1"), Trait("twin", "A1"), Trait("claim", "A7"), Trait("twin", "A7"), Trait("claim", "A6")]
    public void A_trailer_amended_away_and_declared_none_stays_seen_and_is_shown_as_a_contradiction()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "amended", "pages/help/one.md", "one\n", "help: one" + Trailer);
        gate.Offer("jun", "amended");
        gate.Git(gate.Clone("jun"), "commit", "-q", "--amend", "-m", "help: one, better");
        gate.Git(gate.Clone("jun"), "push", "-q", "origin", "HEAD:refs/notes/ai", "--force");
        gate.Offer("jun", "amended", AssistanceClass.None);

        var pushed = gate.Push("jun", "amended:main");

        pushed.All.ShouldContain("Held");
        pushed.All.ShouldContain("jun declared none");
        var provenance = gate.FactsOf("jun", "amended").GetProperty("provenance");
        provenance.GetProperty("class").GetString()!.ShouldBe("assisted", StringCompareShould.IgnoreCase);
        provenance.GetProperty("contradictions").GetArrayLength().ShouldBeGreaterThan(0);

        gate.SignedBy("kit", "jun", "amended");
        gate.Push("jun", "amended:main").Code.ShouldBe(0, "a reader is all that the page ever needed");
        gate.Landings()[^1].Findings.ShouldContain(finding => finding.Raw.Contains("Claude", StringComparison.Ordinal));
        gate.Landings()[^1].Signals.ShouldBe("signals/2");
    }

    [Fact]
    [Trait("twin", "A6")]
    public void Work_that_never_had_a_sign_of_a_tool_and_is_declared_none_enters_as_the_policy_says()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "by-hand", "pages/help/hand.md", "hand\n");
        gate.Offer("jun", "by-hand", AssistanceClass.None);

        gate.Push("jun", "by-hand:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "A2"), Trait("twin", "A2")]
    public void A_squash_loses_no_sign_and_makes_none_stronger()
    {
        var gate = shared.Gate;
        gate.Commit("moss", "squashed", "pages/help/s1.md", "a\n", "help: s1" + Trailer);
        gate.Commit("moss", "squashed", "pages/help/s2.md", "b\n", "help: s2, by hand");
        gate.Offer("moss", "squashed");
        gate.Git(gate.Clone("moss"), "reset", "-q", "--soft", "origin/main");
        gate.Git(gate.Clone("moss"), "commit", "-q", "-m", "help: both");
        gate.Offer("moss", "squashed");

        var provenance = gate.FactsOf("moss", "squashed").GetProperty("provenance");

        provenance.GetProperty("class").GetString()!.ShouldBe("assisted", StringCompareShould.IgnoreCase);
        provenance.GetProperty("findings").GetArrayLength().ShouldBe(1, "one line was seen once");
        gate.Push("moss", "squashed:main").All.ShouldContain("Held");
        gate.SignedBy("kit", "moss", "squashed");
        gate.Push("moss", "squashed:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "A3"), Trait("twin", "A3"), Trait("claim", "A8"), Trait("twin", "A8")]
    public void Without_a_sign_it_is_unknown_and_none_only_where_every_human_maker_signed_that()
    {
        var gate = shared.Gate;
        gate.Commit("kit", "two", "pages/help/two.md", "two\n", "help: two");
        gate.Commit("kit", "two", "pages/help/two.md", "two\nthree\n", "help: three", author: "ines");

        Class(gate, "kit", "two").ShouldBe("unknown", "an agent may have made this under kit's name; nobody claims to see it");
        gate.Offer("kit", "two", AssistanceClass.None);
        Class(gate, "kit", "two").ShouldBe("unknown", "ines has not said so");

        var content = gate.ContentOf("kit", "two");
        gate.Say(
            "ines",
            new Attribution
            {
                Context = gate.Here(null),
                Subject = new StatementSubject { Change = gate.ChangeIdOf("two"), Digest = content.Digest },
                Signer = GivenGate.Claim("ines"),
                SignedAt = gate.Second,
                Nonce = GivenGate.NewNonce(),
                Act = AttributionAct.Declare,
                Ai = new AiDeclaration(AssistanceClass.None, null, null),
            }
        );
        Class(gate, "kit", "two").ShouldBe("none");
        gate.Push("kit", "two:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "A4"), Trait("twin", "A4")]
    public void A_forged_agent_costs_a_colleague_no_signature_that_reach_does_not_ask_anyway()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "mine", "docs/mine.md", "mine\n");
        var clean = Missing(gate, "jun", "mine");
        gate.Commit("jun", "forged", "docs/mine.md", "mine\n", "docs: mine" + Trailer + "Generated-by: Claude Code\n");

        Missing(gate, "jun", "forged").ShouldBe(clean, "what the change needs does not depend on who or what wrote it");
        Class(gate, "jun", "forged").ShouldBe("assisted", "and the sign is shown all the same");

        gate.Offer("jun", "forged", "teo");
        gate.Push("jun", "forged:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "A5"), Trait("twin", "A5")]
    public void A_trailer_known_to_be_written_without_any_assistance_is_evidence_of_nothing()
    {
        var gate = shared.Gate;
        gate.Commit(
            "jun",
            "editor",
            "pages/help/editor.md",
            "e\n",
            "help: editor\n\nCo-authored-by: Copilot <copilot@github.com>\nAssisted-by: Claudia Winter\nAI-Assisted: no\n"
        );
        gate.Offer("jun", "editor", AssistanceClass.None);

        Class(gate, "jun", "editor").ShouldBe("none");
        gate.FactsOf("jun", "editor")
            .GetProperty("provenance")
            .TryGetProperty("contradictions", out var contradictions)
            .ShouldBe(contradictions.ValueKind == JsonValueKind.Array);
        gate.Push("jun", "editor:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "H1")]
    public void Declaring_none_takes_no_signature_away_that_reach_asks_for()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "risky", "config/risky.yml", "a: 1\n", "config: risky" + Trailer);
        gate.Commit("kit", "plain", "config/plain.yml", "a: 1\n");
        gate.Offer("kit", "plain", AssistanceClass.None);
        gate.Offer("jun", "risky");

        Missing(gate, "kit", "plain").ShouldBe(Missing(gate, "jun", "risky"));
    }

    private static string Class(GivenGate gate, string person, string branch) =>
        gate.FactsOf(person, branch).GetProperty("provenance").GetProperty("class").GetString()!.ToLowerInvariant();

    private static string Missing(GivenGate gate, string person, string branch) =>
        string.Join(
            "; ",
            gate.Check(person, branch)
                .GetProperty("missing")
                .EnumerateArray()
                .Select(item => item.GetProperty("requirement").GetString())
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_tools_record_of_lines_raises_what_is_asked_here_and_at_the_gate_and_a_landing_keeps_what_it_said()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "recorded", "pages/help/recorded.md", "one\ntwo\n", "help: recorded");
        gate.Commit("jun", "plain", "pages/help/plain.md", "one\ntwo\n", "help: plain");
        var clone = gate.Clone("jun");
        gate.Check("jun", "recorded").GetProperty("verdict").GetString().ShouldBe("Allowed");
        gate.GitAs(
            "jun",
            clone,
            "notes",
            "--ref=ai",
            "add",
            "-m",
            "pages/help/recorded.md\n  s_1::t_1 1-2\n---\n{\"schema_version\":\"authorship/3.0.0\",\"git_ai_version\":\"1.6.22\",\"sessions\":{\"s_1\":{\"agent_id\":{\"tool\":\"claude\",\"model\":\"opus\"}}}}",
            "recorded"
        );

        var here = gate.Check("jun", "recorded").GetProperty("verdict").GetString();
        gate.Git(clone, "push", "-q", "origin", "+refs/notes/ai:refs/notes/ai");
        var held = gate.Push("jun", "recorded:main");
        gate.Push("jun", "plain:main").Code.ShouldBe(0, "nobody recorded anything about this one");
        gate.Approve("jun", "recorded", "teo");
        gate.Git(clone, "rebase", "-q", "origin/main", "recorded");
        gate.GitAs("jun", clone, "notes", "--ref=ai", "copy", "recorded@{1}", "recorded");
        gate.Git(clone, "push", "-q", "origin", "+refs/notes/ai:refs/notes/ai");
        gate.Approve("jun", "recorded", "teo");
        var landed = gate.Push("jun", "recorded:main");
        gate.OnServer("update-ref", "-d", "refs/notes/ai").Code.ShouldBe(0);
        gate.Fetched("teo");

        here.ShouldBe("Held");
        held.All.ShouldContain("git-ai authorship/3.0.0 (1.6.22)");
        landed.Code.ShouldBe(0, landed.All);
        var why = gate.Run("teo", "why", "pages/help/recorded.md:1", "origin/main");
        why.All.ShouldContain("recorded: git-ai authorship/3.0.0 (1.6.22)");
    }
}
