// Claims about history: all parents, first parents, crossing and unrelated lines.
using Countersign.Adapters.Git;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;

namespace Countersign.Adapters.Tests.Git;

public sealed class CleanRoomHistoryTests
{
    private static CleanRoom Room(GivenRepository given) => GitRepository.Open(new GitProgram(), given.Folder).OpenCleanRoom();

    private static ObjectId Id(string hex) => ObjectId.Parse(hex);

    [Fact]
    public void Commits_of_every_parent_of_an_octopus_are_seen()
    {
        using var given = GivenRepository.Create();
        given.Write("a", "1\n").Commit("base");
        var target = given.Head();
        foreach (var name in (string[])["x", "y", "z"])
        {
            given.Author = new GivenPerson(name, name + "@example.com");
            given.Branch(name, target).Write(name, name).Commit("by " + name);
        }

        given.Checkout("x");
        given.Merge("y", "z");
        using var room = Room(given);
        var commits = room.Commits([Id(given.Head())], [Id(target)]).ToArray();
        commits.Length.ShouldBe(4);
        commits[0].Parents.Count.ShouldBe(3);
        commits.Skip(1).Select(commit => commit.Author.Email).ShouldBe(["x@example.com", "y@example.com", "z@example.com"], ignoreOrder: true);
    }

    [Fact]
    public void First_parents_alone_make_the_line_of_a_branch()
    {
        using var given = GivenRepository.Create();
        given.Commit("base");
        var start = given.Head();
        given.Branch("side").Commit("side 1");
        var side = given.Head();
        given.Checkout("main").Commit("main 1");
        var first = given.Head();
        var merge = given.Merge("side");
        using var room = Room(given);
        room.FirstParentChain(Id(start), Id(merge)).ShouldBeOfType<FirstParentLine.OnLine>().Steps.ShouldBe([Id(first), Id(merge)]);
        room.FirstParentChain(Id(side), Id(merge)).ShouldBeOfType<FirstParentLine.NotOnLine>();
        room.FirstParentChain(Id(merge), Id(start)).ShouldBeOfType<FirstParentLine.NotOnLine>();
        room.FirstParentChain(Id(merge), Id(merge)).ShouldBeOfType<FirstParentLine.OnLine>().Steps.ShouldBeEmpty();
        room.FirstParentHistory(Id(merge)).ShouldBe([Id(merge), Id(first), Id(start)]);
        room.IsAncestor(Id(side), Id(merge)).ShouldBeTrue();
        room.IsAncestor(Id(merge), Id(side)).ShouldBeFalse();
    }

    [Fact]
    public void Crossing_merges_have_two_bases_and_still_merge()
    {
        using var given = GivenRepository.Create();
        given.Write("a", "1\n").Write("b", "1\n").Commit();
        given.Branch("other").Write("b", "2\n").Commit();
        var b1 = given.Head();
        given.Checkout("main").Write("a", "2\n").Commit();
        var a1 = given.Head();
        given.Merge(b1);
        given.Write("c", "1\n").Commit();
        given.Checkout("other").Merge(a1);
        given.Write("d", "1\n").Commit();
        using var room = Room(given);
        room.MergeBases(Id(given.Id("main")), Id(given.Id("other"))).Count.ShouldBe(2);
        var tree = room.Merge(Id(given.Id("main")), Id(given.Id("other"))).ShouldBeOfType<MergeResult.Clean>().Tree;
        room.ListTree(tree).Select(entry => entry.Path.Text).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public void A_head_that_contains_the_target_lands_as_it_is_and_strangers_do_not_merge()
    {
        using var given = GivenRepository.Create();
        given.Write("a", "1\n").Commit();
        var target = given.Head();
        given.Branch("ahead").Write("a", "2\n").Commit();
        var stranger = given.CommitEntries([GivenEntry.File("z", "z")]);
        using var room = Room(given);
        room.Merge(Id(target), Id(given.Head())).ShouldBe(new MergeResult.Clean(Id(given.TreeOf("HEAD"))));
        room.Merge(Id(given.Head()), Id(target)).ShouldBe(new MergeResult.Clean(Id(given.TreeOf("HEAD"))));
        room.Merge(Id(target), Id(stranger)).ShouldBeOfType<MergeResult.Conflict>().Reason.ShouldContain("no commit in common");
        Should.Throw<GitFault>(() => room.Merge(Id(target), Id(new string('e', 40)))).Command.ShouldStartWith("git merge-tree");
    }

    [Fact]
    public void Processes_do_not_grow_with_files_or_commits()
    {
        using var given = GivenRepository.Create();
        int Ask(int many)
        {
            var start = given.CommitEntries([GivenEntry.File("base", "b")]);
            var tip = start;
            for (var i = 0; i < 4; i++)
            {
                tip = given.CommitEntries(
                    Enumerable.Range(0, many).Select(n => GivenEntry.File($"f{n}", $"{n % 5}")).Append(GivenEntry.File("base", "b")),
                    [tip]
                );
            }

            var git = new GitProgram();
            using var room = GitRepository.Open(git, given.Folder).OpenCleanRoom();
            var result = room.Merge(Id(start), Id(tip)).ShouldBeOfType<MergeResult.Clean>().Tree;
            var files = room.Compare(room.TreeOf(Id(start)), result);
            room.Manifest(files).Entries.Count.ShouldBe(many);
            room.Commits([Id(tip)], [Id(start)]).Count().ShouldBe(4);
            room.ListTree(result).Count().ShouldBe(many + 1);
            return git.ProcessesStarted;
        }

        Ask(60).ShouldBe(Ask(1));
    }
}
