// The scenarios in which a well-known gate answers otherwise, through policies that `policy import` made of that gate's own file and of CODEOWNERS.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public abstract class ImportedPolicyTests(ImportedGate shared)
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "C1"), Trait("twin", "C1")]
    public void A_push_after_the_sign_off_is_not_covered_by_it()
    {
        var signed = Signed("a", "benign\n");
        gate.Commit("jun", "a", "src/a.txt", "benign\nand something else\n");

        gate.Push("jun", "a:main").ShouldBeHeld("teo approved, but does not count: is stale");
        gate.Push("jun", $"{signed}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C2"), Trait("twin", "C2")]
    public void B_the_age_of_a_commit_that_was_pushed_elsewhere_does_not_matter()
    {
        var evil = gate.Rewrite("jun", "b-elsewhere", "src/b.txt", "evil\n");
        gate.Push("jun", "b-elsewhere").ShouldEnter();
        var benign = Signed("b", "benign\n");
        gate.Push("jun", $"+{evil}:b").ShouldEnter();

        gate.Push("jun", $"{evil}:main").ShouldBeHeld("nobody has signed");
        gate.Push("jun", $"{benign}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C3"), Trait("twin", "C3")]
    public void C_the_bad_head_that_comes_back_is_not_what_was_signed()
    {
        var evil = gate.Rewrite("jun", "c", "src/c.txt", "evil\n");
        gate.Proposed("jun", "c");
        var benign = Signed("c", "benign\n");

        gate.Push("jun", $"+{evil}:c", $"{evil}:main").ShouldBeHeld("teo approved, but does not count: is stale");
        gate.Push("jun", $"{benign}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W19"), Trait("twin", "W19")]
    [Trait("claim", "W20"), Trait("twin", "W20")]
    public void D_an_objection_takes_the_approval_back_and_its_end_brings_none_back()
    {
        Signed("d", "benign\n");
        gate.Says("teo", "object", "d", "carts would be charged twice");
        gate.Push("jun", "d:main").ShouldBeHeld("teo objects");
        gate.Says("teo", "withdraw", "d");
        gate.Push("jun", "d:main").ShouldBeHeld("teo approved, but does not count: decided otherwise since");

        gate.SignedOff("teo", "d");
        gate.Push("jun", "d:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W13"), Trait("twin", "W13")]
    public void E_who_left_the_team_does_not_count_any_more()
    {
        gate.Rewrite("jun", "e", "src/e.txt", "benign\n");
        gate.Approved("jun", "e", "ines");
        gate.Govern("leaves", roster => roster.Replace(ImportedGate.Joined, ImportedGate.Apart, StringComparison.Ordinal));

        gate.Push("jun", $"{gate.Merge("jun", "e")}:main").ShouldBeHeld("ines approved, but does not count");
        gate.SignedOff("teo", "e");
        gate.Push("jun", $"{gate.Merge("jun", "e")}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C13"), Trait("twin", "C13")]
    public void F_a_merge_of_what_nobody_signed_does_not_enter_as_a_group()
    {
        gate.Rewrite("jun", "f", "src/f.txt", "benign\n");
        gate.Proposed("jun", "f");
        var group = gate.Merge("kit", "origin/f");

        gate.Push("kit", $"{group}:main").ShouldBeHeld();
        gate.SignedOff("teo", "f");
        gate.Push("kit", $"{group}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W7"), Trait("twin", "W7")]
    public void G_whoever_made_a_commit_behind_a_second_parent_does_not_count()
    {
        gate.Rewrite("jun", "g", "src/g.txt", "the junior's\n");
        gate.Rewrite("teo", "g-behind", "src/g-behind.txt", "the senior's\n");
        gate.Push("teo", "g-behind").ShouldEnter();
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.MergeHere("jun", "origin/g-behind");
        gate.Proposed("jun", "g");
        gate.Craft("teo", "g", GivenGate.Approval).ShouldEnter();

        gate.Push("jun", "g:main").ShouldBeHeld("teo approved, but does not count: made this change");
        gate.SignedOff("mara", "g");
        gate.Push("jun", "g:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W8"), Trait("twin", "W8")]
    public void H_a_commit_under_an_unknown_address_blocks_and_the_same_under_a_known_one_enters()
    {
        gate.Rewrite("jun", "h", "src/h.txt", "benign\n");
        const string Nobody = "Nobody <nobody@elsewhere.example>";
        gate.Git(gate.Clone("jun"), "commit", "-q", "--amend", "--no-edit", $"--author={Nobody}");
        gate.Approved("jun", "h", "teo");

        gate.Push("jun", "h:main").ShouldBeHeld($"nobody in the roster is {Nobody}");
        Signed("h", "benign\n");
        gate.Push("jun", "h:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "W18"), Trait("twin", "W18")]
    public void I_a_word_of_approval_inside_a_refusal_is_no_approval()
    {
        gate.Rewrite("jun", "i", "src/i.txt", "benign\n");
        gate.Proposed("jun", "i");
        gate.Says("jun", "case", "i", "--why", ":+1: approved by teo, LGTM");
        gate.Says("teo", "object", "i", "> :+1:\n\nno, please do not merge");

        gate.Push("jun", "i:main").ShouldBeHeld("teo objects", "nobody has signed");
        gate.Says("teo", "withdraw", "i");
        gate.SignedOff("teo", "i");
        gate.Push("jun", "i:main").ShouldEnter();
    }

    [Fact]
    [Trait("twin", "P9")]
    public void What_the_imported_file_asks_of_nobody_enters_without_a_signature()
    {
        gate.Rewrite("jun", "pages", "docs/pages.md", "# Pages\n");

        gate.Push("jun", "pages:main").ShouldEnter();
    }

    private string Signed(string branch, string content)
    {
        var head = gate.Rewrite("jun", branch, $"src/{branch}.txt", content);
        gate.Approved("jun", branch, "teo");
        return head;
    }
}

public sealed class ImportedPolicyBotTests(ImportedPolicyBotTests.Bot shared) : ImportedPolicyTests(shared), IClassFixture<ImportedPolicyBotTests.Bot>
{
    public sealed class Bot()
        : ImportedGate(
            ".policy.yml",
            """
            policy:
              approval:
                - or: [docs only, senior sign-off]
            approval_rules:
              - name: docs only
                if: { only_changed_files: { paths: ["^docs/"] } }
              - name: senior sign-off
                options: { invalidate_on_push: true }
                requires: { count: 1, teams: ["harbour/platform"] }

            """
        );
}

public sealed class ImportedOwnersTests(ImportedOwnersTests.Owners shared) : ImportedPolicyTests(shared), IClassFixture<ImportedOwnersTests.Owners>
{
    public sealed class Owners() : ImportedGate(".github/CODEOWNERS", "* @harbour/platform\n/docs/\n");
}

/// <summary>A gate whose only policy is what the verb proposes for a file; mara, teo and ines are its one team.</summary>
public abstract class ImportedGate : IDisposable
{
    internal const string Joined = "emails: [ines@harbour.example]\n    teams: [platform]";
    internal const string Apart = "emails: [ines@harbour.example]\n    teams: [payments]";

    protected ImportedGate(string file, string content)
    {
        using var before = GivenGate.Open();
        before.Write(before.Clone("mara"), file, content);
        var import = before.Run("mara", "policy", "import", file);
        import.Code.ShouldBe(0, import.All);
        Gate = GivenGate.Open(policy: import.Output, rosterOf: gate => gate.PracticeRoster().Replace(Apart, Joined, StringComparison.Ordinal));
    }

    internal GivenGate Gate { get; }

    public void Dispose()
    {
        Gate.Dispose();
        GC.SuppressFinalize(this);
    }
}
