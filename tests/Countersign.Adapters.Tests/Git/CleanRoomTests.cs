// Claims about the clean room's answers on real repositories, of both object formats.
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;

namespace Countersign.Adapters.Tests.Git;

public sealed class CleanRoomTests
{
    private static CleanRoom Room(GivenRepository given) => GitRepository.Open(new GitProgram(), given.Folder).OpenCleanRoom();

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void Merge_squash_and_rebase_of_one_change_have_one_digest(string format)
    {
        using var given = GivenRepository.Create(format);
        given.Write("a.txt", "one\ntwo\n").Write("b.txt", "b\n").Commit("base");
        given.Branch("feature").Write("a.txt", "one\nTWO\n").Commit("step 1");
        given.Write("new/c.txt", "c\n").Commit("step 2");
        given.Checkout("main").Write("b.txt", "moved on\n").Commit("elsewhere");
        var target = given.Head();
        using var room = Room(given);
        var predicted = room.Merge(ObjectId.Parse(target), ObjectId.Parse(given.Id("feature"))).ShouldBeOfType<MergeResult.Clean>().Tree;
        var digest = room.Manifest(ObjectId.Parse(given.TreeOf(target)), predicted).Digest;

        given.Branch("merged", target).Merge("feature");
        given.Branch("squashed", target).Git("merge", "--quiet", "--squash", "feature");
        given.Commit("squash");
        given.Branch("rebased", "feature").Git("rebase", "--quiet", target);

        foreach (var way in (string[])["merged", "squashed", "rebased"])
        {
            ObjectId.Parse(given.TreeOf(way)).ShouldBe(predicted);
            room.Manifest(ObjectId.Parse(given.TreeOf(target)), ObjectId.Parse(given.TreeOf(way))).Digest.ShouldBe(digest);
        }
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void Files_of_every_kind_are_compared_and_found_again(string format)
    {
        using var given = GivenRepository.Create(format);
        var before = given.Tree([GivenEntry.File("flip.sh", "x"), GivenEntry.File("gone", "1\n2\n"), GivenEntry.File("deep/er/file", "old\n")]);
        var hostile = Encoding.UTF8.GetBytes("-a\t\"b\"\n\u202Ec");
        byte[] latin = [0x63, 0x61, 0x66, 0xE9];
        var after = given.Tree([
            GivenEntry.File("flip.sh", "x", "100755"),
            GivenEntry.File("deep/er/file", "new\nmore\n"),
            GivenEntry.File("link", "flip.sh", "120000"),
            new GivenEntry("bin"u8.ToArray(), "100644", [0, 1, 2]),
            new GivenEntry("sub"u8.ToArray(), "160000", Encoding.ASCII.GetBytes(new string('1', format == "sha1" ? 40 : 64))),
            new GivenEntry(hostile, "100644", "h"u8.ToArray()),
            new GivenEntry(latin, "100644", "l"u8.ToArray()),
        ]);
        using var room = Room(given);
        var files = room.Compare(ObjectId.Parse(before), ObjectId.Parse(after));

        files.Select(file => file.Path.Text).ShouldBe(["-a\t\"b\"\n\u202Ec", "bin", "caf%E9", "deep/er/file", "flip.sh", "gone", "link", "sub"]);
        files[0].Path.Display.ShouldBe("-a\\u{9}\"b\"\\u{A}\\u{202E}c");
        files[1].IsBinary.ShouldBeTrue();
        (files[3].Added, files[3].Deleted).ShouldBe((2, 1));
        files[4].ModeChanged.ShouldBeTrue();
        files[5].IsDeleted.ShouldBeTrue();
        files[7].NewMode.ShouldBe(EntryMode.Submodule);
        room.ReadPath(ObjectId.Parse(after), RepoPath.FromBytes(hostile), 10)!.Bytes.ShouldBe("h"u8.ToArray());
        room.ListTree(ObjectId.Parse(after)).Select(entry => entry.Path).ShouldBe(files.Where(file => !file.IsDeleted).Select(file => file.Path));
        ChangeManifest.TryRead(room.Manifest(files).ToBytes(), out var again).ShouldBeTrue();
        again.Inverse().Digest.ShouldBe(room.Manifest(ObjectId.Parse(after), ObjectId.Parse(before)).Digest);
    }
}
