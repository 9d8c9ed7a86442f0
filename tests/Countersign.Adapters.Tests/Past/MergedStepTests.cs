// Claims about reading a whole history for a replay: every style, what each change brought, and a cache that cannot spoil it.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Past;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;
using Countersign.Likelihood;
using Countersign.Provenance;

namespace Countersign.Adapters.Tests.Past;

public sealed class MergedStepTests : IDisposable
{
    private readonly GivenRepository _given = GivenRepository.Create();
    private readonly string _cache = Path.Combine(Directory.CreateTempSubdirectory("countersign-steps-").FullName, "line.steps");

    public void Dispose()
    {
        _given.Dispose();
        Directory.Delete(Path.GetDirectoryName(_cache)!, recursive: true);
    }

    [Fact]
    public void A_linear_history_is_its_commits_oldest_first_with_the_files_of_each()
    {
        _given.Write("a.cs", "1\n2\n").Commit("first");
        _given.Write("a.cs", "1\n3\n").Write("b/c.md", "x\n").Commit("fix: second");
        _given.Delete("a.cs").Commit("third");

        var steps = Read();

        steps.Select(step => step.Subject).ShouldBe(["first", "fix: second", "third"]);
        steps.Select(step => step.How).ShouldBe([Arrived.Root, Arrived.Commit, Arrived.Commit]);
        steps.Select(step => step.IsFix).ShouldBe([false, true, false]);
        Files(steps[1]).ShouldBe(["a.cs +1 -1", "b/c.md +1 -0"]);
        steps[2].Files.Single().NewMode.ShouldBe(EntryMode.Absent);
        steps[1].Parent.ShouldBe(steps[0].Id);
    }

    [Fact]
    public void A_merge_is_one_step_with_everything_that_it_brought_and_whoever_merges_makes_nothing()
    {
        Merged();

        var steps = Read();

        var merge = steps.Single(step => step.How == Arrived.Merge);
        Files(merge).ShouldBe(["b.cs +1 -0", "c.cs +1 -0"]);
        merge.Makers.ShouldBe([CommitSaying.HashOf("eve@example.com"), CommitSaying.HashOf("kim@example.com")], ignoreOrder: true);
        merge.Makers.ShouldNotContain(CommitSaying.HashOf("ada@example.com"));
        merge.Brought.Count.ShouldBe(2);
        merge.Marks.ShouldContain(mark => mark.Class == AssistanceClass.Assisted && mark.Tool == "Claude Code");
    }

    [Fact]
    public void A_squashed_branch_is_one_commit_made_by_its_author_and_those_it_names()
    {
        _given.Write("a.cs", "1\n").Commit("first");
        _given.Write("b.cs", "1\n").Commit("feature (#7)\n\nCo-authored-by: Kim <KIM@example.com>");

        var squashed = Read()[^1];

        squashed.How.ShouldBe(Arrived.Commit);
        squashed.Makers.ShouldBe([CommitSaying.HashOf("ada@example.com"), CommitSaying.HashOf("kim@example.com")]);
    }

    [Fact]
    public void Known_bad_changes_are_those_that_the_other_reader_finds_by_side_commits_and_incidents_too()
    {
        var side = Merged();
        _given.Write("d.cs", "1\n").Commit($"revert\n\nThis reverts commit {side}.");
        var direct = _given.Write("e.cs", "1\n").Commit("direct");
        _given.Write("e.cs", "2\n").Commit($"mend\n\nFixes: {direct[..9]} (\"direct\")\nFixes: 0123456789 (\"nothing\")");
        var incidents = new IncidentList([new NotedIncident("I1", DateTimeOffset.UnixEpoch, [direct], null)]);
        using var room = Room();

        var expected = KnownBadReader.Read(room, Tip, incidents);
        var blame = new PastBlame();
        var steps = Read();
        for (var i = 0; i < steps.Count; i++)
        {
            blame.Add(steps[i], i);
        }

        var found = blame.Find(incidents);
        found.Steps.Select(number => steps[number].Id).ShouldBe(expected.Steps, ignoreOrder: true);
        expected.Steps.Count.ShouldBe(2);
        (found.ByMessages, found.ByIncidents, found.Unknown).ShouldBe((expected.ByMessages, expected.ByIncidents, expected.Unknown));
    }

    [Fact]
    public void A_change_of_mind_before_the_merge_makes_no_merge_bad_and_neither_does_an_earlier_message()
    {
        _given.Write("a.cs", "1\n").Commit("first");
        _given.Branch("side");
        var tried = _given.Write("b.cs", "1\n").Commit("try");
        _given.Write("b.cs", "2\n").Commit($"try again\n\nThis reverts commit {tried}.");
        _given.Checkout("main").Write("a.cs", "2\n").Commit($"not that one\n\nThis reverts commit {tried}.");
        _given.Merge("side");

        Blamed(Read()).Steps.ShouldBeEmpty();
        using (var room = Room())
        {
            KnownBadReader.Read(room, Tip, IncidentList.Empty).Steps.ShouldBeEmpty();
        }

        _given.Write("a.cs", "3\n").Commit($"now\n\nThis reverts commit {tried}.");

        var steps = Read();
        Blamed(steps).Steps.Select(number => steps[number].How).ShouldBe([Arrived.Merge]);
    }

    [Fact]
    public void Only_changes_that_count_are_counted_as_named()
    {
        var bad = _given.Write("a.cs", "1\n").Commit("first");
        var other = _given.Write("a.cs", "2\n").Commit("second");
        _given.Write("a.cs", "3\n").Commit($"mend\n\nFixes {bad[..10]}\nFix: {other}\nRevert: {other[..12]}\nFixes 0123456 and fixes #12");

        var all = Blamed(Read());
        var late = Blamed(Read(), from: 1);

        (all.Steps.Count, all.ByMessages, all.Unknown).ShouldBe((2, 2, 1));
        (late.Steps.Single(), late.ByMessages, late.Unknown).ShouldBe((0, 1, 1));
    }

    [Fact]
    public void A_merge_of_nothing_but_merges_is_made_by_whoever_merged()
    {
        _given.Write("a.cs", "1\n").Commit("first");
        _given.Branch("side").Write("b.cs", "1\n").Commit("side");
        _given.Checkout("main").Write("c.cs", "1\n").Commit("main");
        var tree = _given.TreeOf("main");
        _given.Author = new GivenPerson("Kim", "kim@example.com");
        var odd = _given.Git("commit-tree", tree, "-p", "main~1", "-p", "main", "-m", "merge beside");
        var merge = _given.Git("commit-tree", tree, "-p", "main~1", "-p", "main", "-p", odd, "-m", "merge");
        _given.Git("update-ref", "refs/heads/main", merge);
        var newer = _given.Git("commit-tree", _given.TreeOf("side"), "-p", "main", "-p", odd, "-m", "merge of a merge");
        _given.Git("update-ref", "refs/heads/main", newer);

        Read().ShouldAllBe(step => step.Makers.Count > 0);
    }

    [Fact]
    public void What_was_read_once_is_not_read_again_and_new_changes_are_added()
    {
        Merged();
        var all = Said(Read());
        Said(ReadCached()).ShouldBe(all);

        var git = new GitProgram();
        Said(ReadCached(git)).ShouldBe(all);
        git.ProcessesStarted.ShouldBe(2);

        _given.Write("z.cs", "1\n").Commit("one more");
        Said(ReadCached()).ShouldBe(Said(Read()));
    }

    [Fact]
    public void A_cache_that_was_cut_or_damaged_anywhere_gives_the_same_answer()
    {
        Merged();
        var all = Said(ReadCached());
        var whole = File.ReadAllBytes(_cache);
        for (var at = 0; at < whole.Length; at += 37)
        {
            File.WriteAllBytes(_cache, whole[..at]);
            Said(ReadCached()).ShouldBe(all, $"cut at {at}");
            var damaged = whole.ToArray();
            damaged[at] ^= 0x40;
            File.WriteAllBytes(_cache, damaged);
            Said(ReadCached()).ShouldBe(all, $"damaged at {at}");
        }

        File.ReadAllBytes(_cache).ShouldBe(whole);
    }

    [Fact]
    public void A_rewritten_history_is_read_anew_from_where_it_parts()
    {
        _given.Write("a.cs", "1\n").Commit("first");
        _given.Write("a.cs", "2\n").Commit("second");
        _given.Write("a.cs", "3\n").Commit("third");
        ReadCached();
        _given.Git("reset", "--quiet", "--hard", "HEAD~1");
        _given.Write("a.cs", "4\n").Commit("another third");

        Said(ReadCached()).ShouldBe(Said(Read()));
        ReadCached().Select(step => step.Subject).ShouldBe(["first", "second", "another third"]);
    }

    [Fact]
    public void Whoever_stops_in_the_middle_keeps_what_was_read_and_can_go_on()
    {
        for (var i = 0; i < 20; i++)
        {
            _given.Write("a.cs", $"{i}\n").Commit($"change {i}");
        }

        using (var room = Room())
        using (var cache = StepCache.Open(_cache, "test"))
        {
            PastSteps.Read(room, Tip, SignalSet.BuiltIn, cache, null, TestContext.Current.CancellationToken).Take(7).Count().ShouldBe(7);
        }

        Said(ReadCached()).ShouldBe(Said(Read()));
    }

    [Fact]
    public void Odd_names_odd_bytes_and_odd_dates_are_read_as_they_are()
    {
        byte[] latin = [(byte)'d', (byte)'/', 0xE9, (byte)'.', (byte)'c'];
        var first = _given.CommitEntries([GivenEntry.File("a\tb\n.cs", "1\n")], message: "first");
        var second = _given.CommitEntries(
            [
                GivenEntry.File("a\tb\n.cs", "1\n2\n"),
                new GivenEntry(latin, "100755", [0, 1, 2]),
                new GivenEntry("sub"u8.ToArray(), "160000", System.Text.Encoding.ASCII.GetBytes(first)),
            ],
            [first],
            "\u202Esecond\u0007"
        );
        _given.Git("update-ref", "refs/heads/main", second);

        var step = Read()[^1];

        step.Files.Select(file => file.Path.Text).ShouldBe(["a\tb\n.cs", "d/%E9.c", "sub"]);
        step.Files[1].IsBinary.ShouldBeTrue();
        step.Files[1].NewMode.ShouldBe(EntryMode.Executable);
        step.Files[2].NewMode.ShouldBe(EntryMode.Submodule);
        step.Subject.ShouldContain("second");
        Said(ReadCached()).ShouldBe(Said(Read()));
    }

    [Fact]
    public void A_history_with_a_missing_tree_is_a_fault_and_no_shorter_history()
    {
        _given.Write("a.cs", "1\n").Commit("first");
        var tree = _given.TreeOf("HEAD");
        _given.Write("a.cs", "2\n").Commit("second");
        File.Delete(Path.Combine(_given.Folder, ".git", "objects", tree[..2], tree[2..]));

        Should.Throw<GitFault>(() => Read()).Message.ShouldContain(tree);
    }

    private string Merged()
    {
        _given.Write("a.cs", "1\n").Commit("first");
        _given.Branch("side");
        _given.Author = new GivenPerson("Eve", "eve@example.com");
        var side = _given.Write("b.cs", "1\n").Commit("one\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        _given.Author = new GivenPerson("Kim", "kim@example.com");
        _given.Write("c.cs", "1\n").Commit("two");
        _given.Author = new GivenPerson("Ada", "ada@example.com");
        _given.Checkout("main");
        _given.Write("a.cs", "2\n").Commit("meanwhile");
        _given.Merge("side");
        return side;
    }

    private static KnownBad<int> Blamed(List<MergedStep> steps, int from = 0)
    {
        var blame = new PastBlame();
        for (var i = 0; i < steps.Count; i++)
        {
            blame.Add(steps[i], i < from ? null : i - from);
        }

        return blame.Find(IncidentList.Empty);
    }

    private ObjectId Tip => ObjectId.Parse(_given.Head());

    private CleanRoom Room(GitProgram? git = null) => GitRepository.Open(git ?? new GitProgram(), _given.Folder).OpenCleanRoom();

    private List<MergedStep> Read()
    {
        using var room = Room();
        return [.. PastSteps.Read(room, Tip, SignalSet.BuiltIn, null, null, TestContext.Current.CancellationToken)];
    }

    private List<MergedStep> ReadCached(GitProgram? git = null)
    {
        using var room = Room(git);
        using var cache = StepCache.Open(_cache, "test");
        return [.. PastSteps.Read(room, Tip, SignalSet.BuiltIn, cache, null, TestContext.Current.CancellationToken)];
    }

    private static IEnumerable<string> Files(MergedStep step) => step.Files.Select(file => $"{file.Path} +{file.Added} -{file.Deleted}");

    private static List<string> Said(IEnumerable<MergedStep> steps) =>
        [
            .. steps.Select(step =>
            {
                using var bytes = new MemoryStream();
                using var writer = new BinaryWriter(bytes);
                StepForm.Write(writer, step);
                return Convert.ToHexStringLower(bytes.ToArray());
            }),
        ];
}
