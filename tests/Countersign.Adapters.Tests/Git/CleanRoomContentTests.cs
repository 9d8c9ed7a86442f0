// Claims about content: what the digest tells apart, what stock tools agree with, what is left behind.
using System.Diagnostics;
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;

namespace Countersign.Adapters.Tests.Git;

public sealed class CleanRoomContentTests
{
    private const string Python =
        "def public_page():\n    check()\n    x = 1\n    y = 2\n    return False\n\n\ndef admin_page():\n    check()\n    x = 1\n    y = 2\n    return False\n\n\nend = 1\n";

    private static CleanRoom Room(GivenRepository given) => GitRepository.Open(new GitProgram(), given.Folder).OpenCleanRoom();

    private static ObjectId Id(string hex) => ObjectId.Parse(hex);

    private static ObjectId TreeWith(GivenRepository given, string content, string mode = "100644") =>
        Id(given.Tree([GivenEntry.File("a.py", content, mode)]));

    [Fact]
    public void A_hunk_moved_to_another_function_has_its_own_digest_though_its_patch_id_is_equal()
    {
        using var given = GivenRepository.Create();
        var at = Python.IndexOf("return False", StringComparison.Ordinal);
        var last = Python.LastIndexOf("return False", StringComparison.Ordinal);
        var pages = (
            Base: TreeWith(given, Python),
            Public: TreeWith(given, Python[..at] + "return True" + Python[(at + 12)..]),
            Admin: TreeWith(given, Python[..last] + "return True" + Python[(last + 12)..])
        );
        string PatchId(ObjectId tree) =>
            Encoding.ASCII.GetString(given.Start(["patch-id", "--stable"], given.GitBytes("diff", "-U1", pages.Base.Hex, tree.Hex))).Split(' ')[0];
        using var room = Room(given);
        PatchId(pages.Public).ShouldBe(PatchId(pages.Admin));
        room.Manifest(pages.Base, pages.Public).Digest.ShouldNotBe(room.Manifest(pages.Base, pages.Admin).Digest);
    }

    [Fact]
    public void Indentation_alone_and_a_mode_flip_alone_change_the_digest()
    {
        using var given = GivenRepository.Create();
        var before = TreeWith(given, "if ok:\n    a()\n");
        using var room = Room(given);
        var inside = room.Manifest(before, TreeWith(given, "if ok:\n    a()\n    pay()\n")).Digest;
        room.Manifest(before, TreeWith(given, "if ok:\n    a()\npay()\n")).Digest.ShouldNotBe(inside);
        room.Manifest(before, TreeWith(given, "if ok:\n    a()\n    pay()\n", "100755")).Digest.ShouldNotBe(inside);
    }

    [Fact]
    public void A_change_of_nothing_has_the_digest_of_no_bytes()
    {
        using var given = GivenRepository.Create();
        given.Commit("empty");
        using var room = Room(given);
        room.Compare(Id(given.TreeOf("HEAD")), Id(given.TreeOf("HEAD"))).ShouldBeEmpty();
        room.Manifest(ObjectId.EmptyTree(ObjectFormat.Sha1), Id(given.TreeOf("HEAD"))).Digest.ToString().ShouldStartWith("e3b0c442");
    }

    [Fact]
    public void A_rename_is_two_paths_and_a_hint()
    {
        using var given = GivenRepository.Create();
        var before = Id(given.Tree([GivenEntry.File("old.txt", "one\ntwo\nthree\nfour\n")]));
        var after = Id(given.Tree([GivenEntry.File("new.txt", "one\ntwo\nthree\nfour\nfive\n")]));
        using var room = Room(given);
        var files = room.WithRenameHints(room.Compare(before, after), before, after);
        files.Select(file => (file.Path.Text, file.RenamedFrom?.Text)).ShouldBe([("new.txt", "old.txt"), ("old.txt", null)]);
    }

    [Fact]
    public void A_blob_larger_than_asked_for_is_cut_and_says_so()
    {
        using var given = GivenRepository.Create();
        var blob = Id(given.Blob(new byte[300_000]));
        using var room = Room(given);
        var content = room.ReadBlob(blob, 1000);
        (content.Size, content.Bytes.Length, content.IsCut).ShouldBe((300_000, 1000, true));
        room.ReadBlob(blob, 300_000).IsCut.ShouldBeFalse();
    }

    [Fact]
    public void Conflict_markers_left_by_the_change_are_named_and_older_ones_are_not()
    {
        using var given = GivenRepository.Create();
        const string Markers = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n";
        var before = Id(given.Tree([GivenEntry.File("guide.md", Markers), GivenEntry.File("a", "a\n")]));
        var after = Id(
            given.Tree([
                GivenEntry.File("guide.md", Markers + "more\n"),
                GivenEntry.File("a", "a\n" + Markers),
                GivenEntry.File("b", "Title\n=======\n"),
            ])
        );
        using var room = Room(given);
        room.ConflictMarkers(room.Compare(before, after)).ShouldBe([RepoPath.Of("a")]);
    }

    [Fact]
    public void A_huge_change_is_digested_in_bounded_memory()
    {
        var count = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 100_000 : 5_000;
        using var given = GivenRepository.Create();
        var blob = given.Blob(new byte[20_000]);
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            lines.Append("100644 blob ").Append(blob).Append($"\tf{i:000000}\n");
        }

        var tree = Id(Encoding.ASCII.GetString(given.Start(["mktree"], Encoding.ASCII.GetBytes(lines.ToString()))).Trim());
        using var room = Room(given);
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var manifest = room.Manifest(ObjectId.EmptyTree(ObjectFormat.Sha1), tree);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan((count * 2_000L) + 20_000_000);
        manifest.Entries.Count.ShouldBe(count);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_corrupt_object_is_a_fault_that_names_it()
    {
        using var given = GivenRepository.Create();
        given.Write("a", "some content\n").Commit();
        var blob = given.Id("HEAD:a");
        var file = Path.Combine(given.Folder, ".git", "objects", blob[..2], blob[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllBytes(file, [.. File.ReadAllBytes(file)[..5], 1, 2, 3, 4, 5]);
        using var room = Room(given);
        var fault = Should.Throw<GitFault>(() => room.Manifest(ObjectId.EmptyTree(ObjectFormat.Sha1), Id(given.TreeOf("HEAD"))));
        (fault.Message + fault.StandardError).ShouldContain(blob);
        room.ReadCommit(Id(given.Head())).Subject.ShouldBe("change");
    }

    [Fact]
    public void A_missing_object_is_a_fault_with_a_way_out_and_the_next_question_is_answered()
    {
        using var given = GivenRepository.Create();
        given.Commit();
        using var room = Room(given);
        Should.Throw<GitFault>(() => room.ReadBlob(Id(new string('d', 40)), 10)).Whole.ShouldContain("is missing from the repository. Fetch it");
        Should.Throw<GitFault>(() => room.ReadCommit(Id(given.TreeOf("HEAD")))).Message.ShouldContain("not a commit");
        room.ReadCommit(Id(given.Head())).Subject.ShouldBe("change");
    }
}
