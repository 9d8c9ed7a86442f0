// Claims about finding a repository, its refs and its settings, and about moving refs only from where they stand.
using Countersign.Adapters.Git;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;

namespace Countersign.Adapters.Tests.Git;

public sealed class GitRepositoryTests
{
    private static GitRepository Open(string folder) => GitRepository.Open(new GitProgram(), folder);

    private static ObjectId Id(string hex) => ObjectId.Parse(hex);

    [Theory]
    [InlineData("sha1", ObjectFormat.Sha1)]
    [InlineData("sha256", ObjectFormat.Sha256)]
    public void Bare_worktree_and_submodule_checkouts_are_found(string format, ObjectFormat expected)
    {
        using var given = GivenRepository.Create(format);
        given.Write("deep/a", "1\n").Commit();
        var inside = Open(Path.Combine(given.Folder, "deep"));
        inside.Format.ShouldBe(expected);
        (inside.WorkTree, inside.IsBare, inside.IsShallow).ShouldBe((given.Folder, false, false));

        using var bare = given.Clone("--bare");
        (Open(bare.Folder).IsBare, Open(bare.Folder).WorkTree).ShouldBe((true, null));

        using var other = GivenRepository.Create(format);
        other.Git("submodule", "--quiet", "add", "file://" + given.Folder, "lib");
        Open(Path.Combine(other.Folder, "lib")).GitDir.ShouldBe(Path.Combine(other.Folder, ".git", "modules", "lib"));
        using (var room = Open(Path.Combine(other.Folder, "lib")).OpenCleanRoom())
        {
            room.ReadCommit(Id(given.Head())).Subject.ShouldBe("change");
        }

        var side = given.Folder + "-side";
        given.Git("worktree", "add", "--quiet", "-b", "side", side);
        Open(side).CommonDir.ShouldBe(Path.Combine(given.Folder, ".git"));
        using (var room = Open(side).OpenCleanRoom())
        {
            room.ReadCommit(Id(given.Head())).Subject.ShouldBe("change");
        }

        Directory.Delete(side, recursive: true);
    }

    [Fact]
    public void A_folder_without_a_repository_is_a_fault_in_words()
    {
        var folder = Directory.CreateTempSubdirectory("countersign-none-");
        Should.Throw<GitFault>(() => Open(folder.FullName)).Message.ShouldContain("not a git repository");
        Should.Throw<GitFault>(() => Open(Path.Combine(folder.FullName, "nothing"))).Message.ShouldContain("no folder");
        folder.Delete();
    }

    [Fact]
    public void A_shallow_clone_is_refused_with_the_command_that_helps()
    {
        using var given = GivenRepository.Create();
        given.Commit("one");
        given.Commit("two");
        using var shallow = given.Clone("--depth=1");
        var refusal = Should.Throw<ShallowRefusal>(() => Open(shallow.Folder).OpenCleanRoom());
        refusal.Remedy.ShouldBe("git fetch --unshallow origin");
        shallow.Git(refusal.Remedy!.Split(' ')[1..]);
        using var room = Open(shallow.Folder).OpenCleanRoom();
        room.Commits([Id(given.Head())], []).Count().ShouldBe(2);
    }

    [Fact]
    public void A_clone_that_borrows_objects_is_read_whole()
    {
        using var given = GivenRepository.Create();
        given.Write("a", "1\n").Commit();
        using var shared = GivenRepository.Create(bare: true);
        shared.Write(
            "objects/info/alternates",
            Path.GetRelativePath(Path.Combine(shared.Folder, "objects"), Path.Combine(given.Folder, ".git", "objects")) + "\n"
        );
        using var room = Open(shared.Folder).OpenCleanRoom();
        room.ReadCommit(Id(given.Head())).Subject.ShouldBe("change");
    }

    [Fact]
    public void Refs_move_only_from_where_they_were_seen_and_all_together()
    {
        using var given = GivenRepository.Create();
        given.Commit("one");
        var one = Id(given.Head());
        given.Commit("two");
        var two = Id(given.Head());
        var repository = Open(given.Folder);
        repository.UpdateRefs([new("refs/countersign/records", default, one)]).ShouldBeOfType<RefUpdate.Done>();
        repository.UpdateRefs([new("refs/countersign/records", default, two)]).ShouldBeOfType<RefUpdate.Lost>();
        repository
            .UpdateRefs([new("refs/countersign/new", default, one), new("refs/countersign/records", two, one)])
            .ShouldBeOfType<RefUpdate.Lost>();
        repository.ReadRef("refs/countersign/new").ShouldBeNull();
        repository.UpdateRefs([new("refs/countersign/records", one, two)]).ShouldBeOfType<RefUpdate.Done>();
        repository.ReadRef("refs/countersign/records").ShouldBe(two);
        repository.UpdateRefs([new("refs/countersign/records", two, default)]).ShouldBeOfType<RefUpdate.Done>();
        Should.Throw<GitFault>(() => repository.UpdateRefs([new("refs/a\nb", default, one)]));
        Should.Throw<GitFault>(() => repository.UpdateRefs([new("refs/heads/a..b", default, one)]));
    }

    [Fact]
    public void Symbolic_refs_are_followed_and_odd_revisions_name_nothing()
    {
        using var given = GivenRepository.Create();
        given.Commit();
        given.Git("symbolic-ref", "refs/heads/alias", "refs/heads/main");
        var repository = Open(given.Folder);
        repository.FinalName("HEAD").ShouldBe("refs/heads/main");
        repository.FinalName("refs/heads/alias").ShouldBe("refs/heads/main");
        repository.FinalName("refs/heads/main").ShouldBe("refs/heads/main");
        repository
            .Refs("refs/heads")
            .ShouldBe([new("refs/heads/alias", Id(given.Head()), "refs/heads/main"), new("refs/heads/main", Id(given.Head()), null)]);
        foreach (var odd in (string[])["", "nothing", "--all", "a\nb", "main:", "main:nothing"])
        {
            repository.ResolveCommit(odd).ShouldBeNull();
        }
    }

    [Fact]
    public void Own_settings_come_without_those_of_the_person()
    {
        using var given = GivenRepository.Create();
        given.Git("config", "--add", "countersign.guard", "refs/heads/main");
        given.Git("config", "--add", "countersign.guard", "refs/heads/Release");
        var repository = Open(given.Folder);
        repository.OwnConfigValues("Countersign.Guard").ShouldBe(["refs/heads/main", "refs/heads/Release"]);
        repository.OwnConfig("user.name").ShouldBeNull();
        repository.SetConfig("countersign.mode", "observe");
        repository.Config("countersign.mode").ShouldBe("observe");
    }

    [Fact]
    public void A_refused_push_is_an_answer_and_an_accepted_one_arrives()
    {
        using var given = GivenRepository.Create();
        given.Commit();
        using var bare = given.Clone("--bare");
        bare.Write("hooks/pre-receive", "#!/bin/sh\necho not today >&2\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                Path.Combine(bare.Folder, "hooks/pre-receive"),
                UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite
            );
        }

        var repository = Open(given.Folder);
        var refused = repository.Push(bare.Folder, ["HEAD:refs/heads/offer"]);
        refused.Accepted.ShouldBeFalse();
        refused.Messages.ShouldContain("not today");
        refused.Refs.Single().To.ShouldBe("refs/heads/offer");
        bare.Delete("hooks/pre-receive");
        repository.Push(bare.Folder, ["HEAD:refs/heads/offer"]).Accepted.ShouldBeTrue();
        repository.RemoteRefs(bare.Folder, "refs/heads/offer").Single().Id.ShouldBe(Id(given.Head()));
        repository.Fetch(bare.Folder, "refs/heads/offer:refs/heads/back");
        repository.ReadRef("refs/heads/back").ShouldBe(Id(given.Head()));
        Should.Throw<GitFault>(() => repository.Push("/nowhere/at/all", ["HEAD:refs/heads/x"]));
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void Files_are_added_to_a_tree_in_a_constant_number_of_processes(string format)
    {
        using var given = GivenRepository.Create(format);
        given.Write("d/aa/x.json", "x").Write("d.txt", "t").Commit();
        var git = new GitProgram();
        var repository = GitRepository.Open(git, given.Folder);
        var who = new Identity("Gate", "gate@example.com", 1_700_000_000);
        var before = git.ProcessesStarted;
        using var writer = new GitObjectsWriter(repository);
        var files = Enumerable
            .Range(0, 300)
            .Select(n => new NewFile(RepoPath.Of($"d/{n % 16:x2}/{n}.json"), [(byte)n]))
            .Append(new NewFile(RepoPath.Of("d/aa/x.json"), null))
            .ToArray();
        var written = writer.Commit(Id(given.TreeOf("HEAD")), files, new NewCommit([Id(given.Head())], "records\n", who, who));
        (git.ProcessesStarted - before).ShouldBe(2);
        given.Git("fsck", "--strict", written.Id.Hex);
        given.Git("log", "-1", "--format=%an %ce %at %s", written.Id.Hex).ShouldBe("Gate gate@example.com 1700000000 records");
        given.Git("ls-tree", "-r", "--name-only", written.Tree.Hex).Split('\n').Length.ShouldBe(301);
        given.GitBytes("cat-file", "blob", written.Id.Hex + ":d/0f/15.json").ShouldBe([15]);
        Should.Throw<ArgumentException>(() => writer.Commit(null, [new NewFile(RepoPath.Of("a/../b"), [])], new NewCommit([], "x", who, who)));
    }
}
