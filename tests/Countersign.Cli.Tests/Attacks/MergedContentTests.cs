// Merges: what lands is compared with what was signed, whatever made the merge and whatever it hides.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class MergedContentTests(SeniorGate shared) : IClassFixture<SeniorGate>
{
    private readonly GivenGate gate = shared.Gate;

    [Fact]
    [Trait("claim", "C10"), Trait("twin", "C10")]
    public void An_evil_merge_is_judged_by_what_it_lands_and_the_honest_one_carries_the_sign_off()
    {
        gate.Commit("jun", "evil-merge", "tools/evil-merge.txt", "benign\n");
        gate.Approved("jun", "evil-merge", "teo");
        gate.TargetMoves("pages/help/evil-merge.md", "meanwhile\n");

        var evil = gate.Merge("jun", "evil-merge", folder => gate.Write(folder, "tools/slipped-in.txt", "evil\n"));
        gate.Push("jun", $"{evil}:main").ShouldBeHeld("tools/slipped-in.txt");

        var honest = gate.Merge("jun", "evil-merge");
        gate.Push("jun", $"{honest}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C11"), Trait("twin", "C11")]
    public void An_edit_hidden_in_the_conflict_of_an_update_merge_is_stale_until_it_is_signed()
    {
        gate.TargetMoves("pages/help/update.md", "one\n");
        gate.Commit(
            "jun",
            "update",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["pages/help/update.md"] = "two\n", ["tools/update.txt"] = "benign\n" }
        );
        gate.Approved("jun", "update", "teo");
        gate.TargetMoves("pages/help/update.md", "three\n");
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.Git(gate.Clone("jun"), "checkout", "-q", "update");
        gate.MergeHere(
            "jun",
            "origin/main",
            folder =>
            {
                gate.Write(folder, "pages/help/update.md", "two and three\n");
                gate.Write(folder, "tools/update.txt", "benign, and hidden in an update\n");
            }
        );

        var landing = gate.Merge("jun", "update");
        gate.Push("jun", $"{landing}:main").ShouldBeHeld("teo approved, but does not count: is stale", "tools/update.txt");

        gate.Approved("jun", "update", "teo");
        gate.Push("jun", $"{landing}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C12"), Trait("twin", "C12")]
    public void A_merge_from_a_less_protected_branch_is_judged_as_all_that_it_brings()
    {
        gate.Commit("jun", "dev", "tools/dev-one.txt", "one\n");
        gate.Commit("jun", "dev", "tools/dev-two.txt", "two\n");
        gate.Push("jun", "dev").ShouldEnter();
        var landing = gate.Merge("jun", "dev");

        gate.Push("jun", $"{landing}:main").ShouldBeHeld("nobody has signed");

        gate.Approved("jun", "dev", "teo");
        gate.Push("jun", $"{landing}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C13"), Trait("twin", "C13")]
    public void A_group_of_changes_enters_only_when_every_member_is_signed_as_it_is_in_the_group()
    {
        gate.Commit("jun", "member-one", "tools/member-one.txt", "one\n");
        gate.Approved("jun", "member-one", "teo");
        gate.Commit("kit", "member-two", "tools/member-two.txt", "two\n");
        gate.Proposed("kit", "member-two");
        gate.Merge("jun", "member-one");
        var group = gate.MergeHere("jun", "origin/member-two");

        gate.Push("jun", $"{group}:main").ShouldBeHeld("taken step by step");

        gate.SignedOff("ines", "member-two");
        gate.MergeHere("jun", "origin/main", folder => gate.Write(folder, "tools/of-nobody.txt", "in the group only\n"));
        gate.Push("jun", $"{group}:main").ShouldBeHeld("tools/of-nobody.txt");
        gate.Git(gate.Clone("jun"), "reset", "-q", "--hard", "HEAD~1");
        gate.Push("jun", $"{group}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C19"), Trait("twin", "C19")]
    public void Criss_cross_merge_bases_change_nothing()
    {
        gate.Commit("jun", "cross", "tools/cross.txt", "one\n");
        gate.Approved("jun", "cross", "teo");
        gate.TargetMoves("pages/help/cross.md", "meanwhile\n");
        var first = gate.Merge("jun", "cross");
        gate.Git(gate.Clone("jun"), "checkout", "-q", "cross");
        gate.MergeHere("jun", "origin/main");
        gate.Quietly(() => gate.Push("jun", $"{first}:main").ShouldEnter());
        gate.Commit("jun", "cross", "tools/cross.txt", "two\n");
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        gate.Git(gate.Clone("jun"), "merge-base", "--all", "cross", "origin/main").Split('\n').Length.ShouldBe(2);
        gate.Approved("jun", "cross", "teo");

        var evil = gate.Merge("jun", "cross", folder => gate.Write(folder, "tools/cross.txt", "three\n"));
        gate.Push("jun", $"{evil}:main").ShouldBeHeld();
        var honest = gate.Merge("jun", "cross");
        gate.Push("jun", $"{honest}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C20"), Trait("twin", "C20")]
    public void A_directory_rename_moves_nothing_that_was_not_signed()
    {
        gate.TargetMoves("pages/help/old/page.md", GivenGate.Lines(20));
        gate.Commit(
            "jun",
            "folder",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["pages/help/old/extra.md"] = "extra\n", ["tools/folder.txt"] = "benign\n" }
        );
        gate.Approved("jun", "folder", "teo");
        gate.Git(gate.Clone("kit"), "fetch", "-q", "origin");
        gate.Git(gate.Clone("kit"), "checkout", "-q", "-b", "rename-folder", "--no-track", "origin/main");
        gate.Git(gate.Clone("kit"), "mv", "pages/help/old", "pages/help/new");
        gate.Commit("kit", "rename-folder", "pages/help/renamed.md", "the folder has a new name\n");
        gate.Quietly(() => gate.Push("kit", "rename-folder:main").ShouldEnter());

        var moved = gate.Merge("jun", "folder", null, "main", "-c", "merge.directoryRenames=true");
        gate.Git(gate.Clone("jun"), "ls-tree", "--name-only", moved, "pages/help/new/").ShouldContain("extra.md");
        gate.Push("jun", $"{moved}:main").ShouldBeHeld();

        var honest = gate.Merge("jun", "folder", null, "main", "-c", "merge.directoryRenames=false");
        gate.Push("jun", $"{honest}:main").ShouldEnter();
    }

    [Fact]
    [Trait("claim", "C21"), Trait("twin", "C21")]
    public void A_union_attribute_resolves_no_conflict_wherever_it_is_written()
    {
        gate.TargetMoves("pages/help/union.md", "one\n");
        gate.Commit(
            "jun",
            "union",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["pages/help/.gitattributes"] = "* merge=union\n",
                ["pages/help/union.md"] = "two\n",
                ["tools/union.txt"] = "benign\n",
            }
        );
        gate.Approved("jun", "union", "teo");
        gate.TargetMoves("pages/help/union.md", "three\n");
        foreach (var folder in new[] { gate.Bare, gate.Path_("clone-jun/.git") })
        {
            gate.Write(folder, "info/attributes", "* merge=union\n");
        }

        var united = gate.Merge("jun", "union");
        gate.Git(gate.Clone("jun"), "show", $"{united}:pages/help/union.md").ShouldBe("three\ntwo");
        gate.Run("jun", "check", "--head", "union").Said().ShouldContain("conflicts with the target in pages/help/union.md");
        gate.Push("jun", $"{united}:main").ShouldBeHeld("pages/help/union.md");

        gate.Git(gate.Clone("jun"), "branch", "-q", "-f", "union", united);
        gate.Approved("jun", "union", "teo");
        gate.Push("jun", "union:main").ShouldEnter();
        File.Delete(Path.Combine(gate.Bare, "info/attributes"));
        File.Delete(gate.Path_("clone-jun/.git/info/attributes"));
    }

    [Fact]
    [Trait("claim", "C30"), Trait("twin", "C30")]
    public void A_tree_with_conflict_markers_is_neither_offered_nor_signed_nor_let_in()
    {
        gate.Commit("jun", "markers", "tools/markers.txt", "<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs\n");
        gate.Push("jun", "markers").ShouldEnter();

        gate.Run("jun", "propose", "markers").Code.ShouldNotBeOneOf(0, 3);
        gate.Sign("teo", "markers").Output.ShouldNotContain("Signed by");
        gate.Push("jun", "markers:main").ShouldNotEnter("conflict markers in tools/markers.txt");

        gate.Rewrite("jun", "markers", "tools/markers.txt", "one\n=======\ntwo\n");
        gate.Approved("jun", "markers", "teo");
        gate.Push("jun", "markers:main").ShouldEnter();
    }
}
