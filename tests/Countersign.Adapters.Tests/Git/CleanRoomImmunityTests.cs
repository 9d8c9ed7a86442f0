// Nothing that a repository, a person or a change can set bends what the clean room answers.
using Countersign.Adapters.Git;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;

namespace Countersign.Adapters.Tests.Git;

public sealed class CleanRoomImmunityTests
{
    private static CleanRoom Room(GivenRepository given) => GitRepository.Open(new GitProgram(), given.Folder).OpenCleanRoom();

    private static ObjectId Id(string hex) => ObjectId.Parse(hex);

    /// <summary>Two branches, ours and theirs, that conflict in list.txt.</summary>
    private static GivenRepository Conflicting(string? attributes = null)
    {
        var given = GivenRepository.Create();
        given.Write("list.txt", "start\n");
        if (attributes is not null)
        {
            given.Write(".gitattributes", attributes);
        }

        given.Commit("base");
        given.Branch("theirs").Write("list.txt", "start\ntheirs\n").Commit();
        given.Checkout("main").Write("list.txt", "start\nours\n").Commit();
        return given;
    }

    [Theory]
    [InlineData("tree")]
    [InlineData("work tree")]
    [InlineData("info")]
    [InlineData("configuration")]
    public void A_union_merge_asked_for_by_attributes_is_still_a_conflict(string where)
    {
        using var given = Conflicting(where == "tree" ? "*.txt merge=union\n" : null);
        switch (where)
        {
            case "work tree":
                given.Write(".gitattributes", "*.txt merge=union\n");
                break;
            case "info":
                given.Write(".git/info/attributes", "*.txt merge=union\n");
                break;
            case "configuration":
                given.Write("attributes", "*.txt merge=union\n").Git("config", "core.attributesFile", Path.Combine(given.Folder, "attributes"));
                break;
        }

        given.Try(["merge-tree", "--write-tree", "main", "theirs"]).Code.ShouldBe(0, "stock git in the repository is bent by this: the naive answer");
        using var room = Room(given);
        room.Merge(Id(given.Id("main")), Id(given.Id("theirs"))).ShouldBeOfType<MergeResult.Conflict>().Paths.ShouldBe([RepoPath.Of("list.txt")]);
    }

    [Fact]
    public void A_replaced_commit_or_blob_is_read_as_it_really_is()
    {
        using var given = GivenRepository.Create();
        given.Write("a", "harmless\n").Commit();
        var harmless = given.Head();
        given.Write("a", "harmful\n").Commit();
        var harmful = given.Head();
        given.Git("replace", harmful, harmless);
        given.Git("replace", given.Git("--no-replace-objects", "rev-parse", harmful + ":a"), given.Id(harmless + ":a"));
        using var room = Room(given);
        room.ReadCommit(Id(harmful)).Parents.ShouldBe([Id(harmless)]);
        room.ReadPath(room.TreeOf(Id(harmful)), RepoPath.Of("a"), 100)!.Bytes.ShouldBe("harmful\n"u8.ToArray());
    }

    [Fact]
    public void A_graft_does_not_cut_history()
    {
        using var given = GivenRepository.Create();
        given.Commit("one");
        given.Commit("two");
        given.Write(".git/info/grafts", given.Head() + "\n");
        given.Git("log", "--format=%H").Split('\n').Length.ShouldBe(1);
        using var room = Room(given);
        room.Commits([Id(given.Head())], []).Count().ShouldBe(2);
    }

    [Fact]
    public void A_renamed_folder_does_not_move_files_that_others_added()
    {
        using var given = GivenRepository.Create();
        given.Write("old/a", "aaaa\n").Write("old/b", "bbbb\n").Commit();
        given.Branch("theirs").Write("old/new-file", "new\n").Commit();
        given.Checkout("main");
        given.Git("mv", "old", "new");
        given.Commit("rename the folder");
        given.Git("config", "merge.directoryRenames", "true");
        using var room = Room(given);
        var tree = room.Merge(Id(given.Id("main")), Id(given.Id("theirs"))).ShouldBeOfType<MergeResult.Clean>().Tree;
        room.Find(tree, RepoPath.Of("old/new-file")).ShouldNotBeNull();
        room.Find(tree, RepoPath.Of("new/new-file")).ShouldBeNull();
    }

    [Fact]
    public void Attributes_and_text_conversion_hide_no_lines()
    {
        using var given = GivenRepository.Create();
        given.Write(".gitattributes", "*.sql -diff\n*.cs diff=hide\n").Write("a.sql", "1\n").Write("b.cs", "1\n").Commit();
        var before = given.TreeOf("HEAD");
        given.Git("config", "diff.hide.textconv", "true");
        given.Git("config", "diff.hide.command", "true");
        given.Write("a.sql", "1\n2\n").Write("b.cs", "1\n2\n3\n").Write(".git/info/attributes", "* binary\n").Commit();
        using var room = Room(given);
        var files = room.Compare(Id(before), Id(given.TreeOf("HEAD")));
        files.Select(file => (file.Path.Text, file.Added, file.IsBinary)).ShouldBe([("a.sql", 1, false), ("b.cs", 2, false)]);
    }

    [Fact]
    public void Line_ends_and_filters_leave_content_alone()
    {
        using var given = GivenRepository.Create();
        given.Write(".gitattributes", "* text eol=crlf\n").Write("a", "1\n").Commit();
        given.Git("config", "core.autocrlf", "true");
        using var room = Room(given);
        room.ReadPath(Id(given.TreeOf("HEAD")), RepoPath.Of("a"), 10)!.Bytes.ShouldBe("1\n"u8.ToArray());
    }

    [Fact]
    public void Nothing_is_written_into_the_repository_by_asking()
    {
        using var given = GivenRepository.Create();
        given.Write("a", "1\n").Write("b", "1\n").Commit();
        given.Branch("theirs").Write("a", "2\n").Commit();
        given.Checkout("main").Write("b", "2\n").Commit();
        var before = given.Git("count-objects");
        var repository = GitRepository.Open(new GitProgram(), given.Folder);
        ObjectId tree;
        using (var room = repository.OpenCleanRoom())
        {
            tree = room.Merge(Id(given.Id("main")), Id(given.Id("theirs"))).ShouldBeOfType<MergeResult.Clean>().Tree;
            given.Git("count-objects").ShouldBe(before);
            given.Try(["cat-file", "-e", tree.Hex]).Code.ShouldNotBe(0);
            room.KeepObjects(repository);
        }

        given.Git("cat-file", "-t", tree.Hex).ShouldBe("tree");
        given.Git("fsck", "--strict");
    }

    [Fact]
    public void Pushed_objects_in_quarantine_are_seen_through_the_hook()
    {
        using var given = GivenRepository.Create();
        given.Write("a", "1\n").Commit();
        using var bare = given.Clone("--bare");
        using var elsewhere = given.Clone();
        elsewhere.Write("a", "2\n").Commit("pushed");
        var pushed = Id(elsewhere.Head());
        var quarantine = new Quarantine(Path.Combine(elsewhere.Folder, ".git", "objects"), [Path.Combine(bare.Folder, "objects")]);
        using (var blind = GitRepository.Open(new GitProgram(), bare.Folder).OpenCleanRoom())
        {
            Should.Throw<GitFault>(() => blind.ReadCommit(pushed)).Message.ShouldContain("missing");
        }

        using var room = GitRepository.Open(new GitProgram(), bare.Folder, quarantine).OpenCleanRoom();
        room.Commits([pushed], [Id(given.Head())]).Single().Subject.ShouldBe("pushed");
    }
}
