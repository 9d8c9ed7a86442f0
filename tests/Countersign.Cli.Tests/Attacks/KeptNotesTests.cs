// A tool's notes belong to nobody: they can be rewritten and deleted by whoever may push. What the gate has seen of them stays seen, for everybody.
using Countersign.Cli.Tests.Given;
using Countersign.Provenance;

namespace Countersign.Cli.Tests.Attacks;

public sealed class KeptNotesTests(AssistedGate shared) : IClassFixture<AssistedGate>
{
    private const string Ai = "refs/notes/ai";

    [Fact]
    [Trait("claim", "A6"), Trait("twin", "A6")]
    public void A_note_that_was_deleted_or_rewritten_after_the_gate_saw_it_still_counts_and_without_one_the_same_change_enters()
    {
        var gate = shared.Gate;
        foreach (var (branch, meddle) in new[] { ("deleted", $":{Ai}"), ("rewritten", $"+refs/heads/junk:{Ai}"), ("replaced", "") })
        {
            var clone = Noted(gate, branch);
            gate.Push("jun", $"{branch}:main").ShouldBeHeld("declared none");
            gate.Git(clone, "branch", "-f", "junk", gate.Git(clone, "commit-tree", "-m", "tidy", $"{branch}~1^{{tree}}").Trim());

            var what = branch == "replaced" ? $"+{gate.Git(clone, "rev-parse", $"{branch}:pages/help/{branch}.md")}:{Ai}" : meddle;
            gate.Git(clone, "push", "-q", "origin", what);

            gate.Push("jun", $"{branch}:main").ShouldBeHeld("declared none");
            gate.FactsOf("kit", $"origin/{branch}").GetProperty("provenance").GetProperty("class").GetString().ShouldBe("Agent");
            gate.SignedBy("kit", "jun", branch);
            gate.Push("jun", $"{branch}:main").Code.ShouldBe(0, "a reader is all that the page ever needed");
            gate.Git(gate.Bare, "update-ref", "-d", Ai);
        }

        gate.Commit("jun", "plain", "pages/help/plain.md", "by hand\n");
        gate.Offer("jun", "plain", AssistanceClass.None);
        gate.Push("jun", "plain:main").Code.ShouldBe(0, "nothing was ever noted of it");
    }

    [Fact]
    [Trait("claim", "A6"), Trait("twin", "A6")]
    public void A_note_of_an_earlier_version_of_a_change_counts_for_the_amended_one_and_without_one_the_amended_change_enters()
    {
        var gate = shared.Gate;
        foreach (var (branch, isNoted) in new[] { ("again", true), ("again-by-hand", false) })
        {
            if (isNoted)
            {
                Noted(gate, branch);
                gate.Push("jun", $"{branch}:main").ShouldBeHeld("declared none");
            }
            else
            {
                gate.Commit("jun", branch, $"pages/help/{branch}.md", "a\n");
                gate.Offer("jun", branch, AssistanceClass.None);
            }

            var clone = gate.Clone("jun");
            gate.Git(clone, "checkout", "-q", branch);
            gate.GitAs("jun", clone, "-c", "notes.rewriteRef=", "commit", "-q", "--amend", "--no-edit", "--date=2020-02-02T02:02:02Z");
            gate.Offer("jun", branch, AssistanceClass.None);
            var pushed = gate.Push("jun", $"{branch}:main");

            if (!isNoted)
            {
                pushed.Code.ShouldBe(0, pushed.All);
                continue;
            }

            pushed.ShouldBeHeld("declared none");
            gate.FactsOf("kit", $"origin/{branch}").GetProperty("provenance").GetProperty("class").GetString().ShouldBe("Agent");
            gate.SignedBy("kit", "jun", branch);
            gate.Push("jun", $"{branch}:main").Code.ShouldBe(0, "a reader is all that the page ever needed");
        }
    }

    [Fact]
    public void Whoever_signs_sees_the_notes_that_the_gate_saw()
    {
        var gate = shared.Gate;
        Noted(gate, "seen");
        var clone = gate.Clone("wren");
        gate.Git(clone, "for-each-ref", "refs/notes").ShouldBeEmpty();

        gate.Run("wren", "sync").Code.ShouldBe(0);

        gate.Run("wren", "show", "origin/seen").Flat().ShouldContain("recorded 1 of 1 added lines");
    }

    /// <summary>Of everything that lay there before the gate came, too.</summary>
    [Fact]
    public void Repair_keeps_what_lies_there_already()
    {
        var gate = shared.Gate;
        var clone = Noted(gate, "before");
        var blob = gate.Git(clone, "notes", "--ref=ai", "list", "before").Trim();
        gate.Git(gate.Bare, "update-ref", "-d", "refs/countersign/notes");

        gate.RunIn(gate.Bare, ["hook", "repair"]).Code.ShouldBe(0);

        gate.Git(gate.Bare, "ls-tree", "-r", "--name-only", "refs/countersign/notes").ShouldContain(blob);
        gate.Push("jun", ":refs/countersign/notes").Code.ShouldNotBe(0, "only the gate writes there");
    }

    private static string Noted(GivenGate gate, string branch)
    {
        gate.Commit("jun", branch, $"pages/help/{branch}.md", "a\n");
        gate.Offer("jun", branch, AssistanceClass.None);
        var clone = gate.Clone("jun");
        gate.Git(clone, "update-ref", "-d", Ai);
        gate.Git(clone, "fetch", "-q", "origin", $"+{Ai}*:{Ai}*");
        gate.GitAs(
            "jun",
            clone,
            "notes",
            "--ref=ai",
            "add",
            "-m",
            $"pages/help/{branch}.md\n  s_1::t_1 1\n---\n{{\"schema_version\":\"authorship/3.0.0\",\"git_ai_version\":\"1.5.0\",\"sessions\":{{\"s_1\":{{\"agent_id\":{{\"tool\":\"claude\",\"model\":\"opus\"}}}}}}}}",
            branch
        );
        gate.Git(clone, "push", "-q", "origin", $"+{Ai}");
        return clone;
    }
}
