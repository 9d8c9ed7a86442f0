// Claims about the measures of real histories: equal to a slow count from the trees themselves, in one process, oddities included.
using System.Globalization;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Past;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;
using Countersign.Likelihood;

namespace Countersign.Adapters.Tests.Past;

public sealed class PastReadingTests : IDisposable
{
    private readonly GivenRepository _given = GivenRepository.Create();
    private readonly GitProgram _git = new();

    public void Dispose() => _given.Dispose();

    [Fact]
    public void Every_step_is_measured_as_a_slow_count_from_its_trees_measures_it()
    {
        Grow();
        using var room = Room();

        var read = PastReading.Read(room, Tip).ToList();

        var line = _given.Git("rev-list", "--first-parent", "--reverse", "HEAD").Split('\n');
        var expected = line.Select((_, i) => Slowly(line, i)).ToList();
        read.Select(change => change.Id.Hex).ShouldBe(line.Where((_, i) => expected[i].Files > 0));
        foreach (var (change, slow) in read.Zip(expected.Where(one => one.Files > 0)))
        {
            Rounded(change.Features).ShouldBe(Rounded(slow), change.Subject);
        }
    }

    [Fact]
    public void A_change_that_comes_next_is_measured_as_it_is_once_it_has_entered()
    {
        Grow();
        using var room = Room();
        var before = ObjectId.Parse(_given.Id("HEAD~1"));
        var entered = PastReading.Read(room, Tip).Last();
        var files = room.Compare(room.TreeOf(before), room.TreeOf(Tip)).Select(file => (file.Path, file.Added ?? 0, file.Deleted ?? 0)).ToList();

        var next = PastReading.Next(room, before, files, entered.Message, DateTimeOffset.FromUnixTimeSeconds(entered.When), withPast: true);

        Rounded(next).ShouldBe(Rounded(entered.Features));
        next.EarlierChanges.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_newest_steps_alone_have_the_same_sizes()
    {
        Grow();
        using var room = Room();
        var all = PastReading.Read(room, Tip).Reverse().ToList();

        var newest = PastReading.Newest(room, Tip, 4);

        newest.Select(Sizes).ShouldBe(all.Take(newest.Count).Select(Sizes));
        newest.Count.ShouldBeInRange(3, 4);

        static string Sizes(PastChange one) =>
            $"{one.Id} {one.Features.LinesAdded} {one.Features.LinesDeleted} {one.Features.Files} {one.Features.IsFix} {one.Features.Entropy:0.0000}";
    }

    [Fact]
    public void Single_commits_are_measured_against_their_own_parents_and_merges_are_none()
    {
        Grow();
        using var room = Room();

        var read = PastReading.Read(room, Tip, Grain.Commit).ToList();

        var ids = _given.Git("rev-list", "--no-merges", "--topo-order", "--reverse", "HEAD").Split('\n');
        read.Select(change => change.Id.Hex)
            .ShouldBe(ids.Where(id => _given.Git("diff-tree", "--root", "-r", "--name-only", "--no-commit-id", id).Length > 0));
        read.Single(change => change.Subject == "docs two").Features.Files.ShouldBe(2);
        PastReading.Read(room, Tip).ShouldNotContain(change => change.Subject == "docs two");
        PastReading.Newest(room, Tip, 2, Grain.Commit).Select(change => change.Subject).ShouldBe(["last", "renamed"]);
    }

    [Fact]
    public void One_process_reads_a_history_however_long()
    {
        Grow();
        using var room = Room();
        _ = room.TreeOf(Tip);
        var before = _git.ProcessesStarted;

        PastReading.Read(room, Tip).Count().ShouldBeGreaterThan(10);

        (_git.ProcessesStarted - before).ShouldBe(1);
    }

    [Fact]
    public void Names_with_tabs_line_breaks_and_other_bytes_are_files_like_any_other()
    {
        var first = _given.CommitEntries([
            GivenEntry.File("a\tb", "1\n"),
            GivenEntry.File("c\nd/e", "1\n"),
            new GivenEntry([0xff, 0x01], "100644", "1\n"u8.ToArray()),
        ]);
        var second = _given.CommitEntries(
            [GivenEntry.File("a\tb", "1\n2\n"), GivenEntry.File("c\nd/e", "1\n2\n"), new GivenEntry([0xff, 0x01], "100644", "1\n"u8.ToArray())],
            [first]
        );
        using var room = Room();
        var tip = ObjectId.Parse(second);

        var read = PastReading.Read(room, tip).ToList();
        var files = new[] { (RepoPath.FromBytes("c\nd/e"u8), 1, 0), (RepoPath.FromBytes("a\tb"u8), 1, 0) };
        var next = PastReading.Next(room, ObjectId.Parse(first), files, "change", DateTimeOffset.FromUnixTimeSeconds(read[1].When), withPast: true);

        read.Select(change => (change.Features.Files, change.Features.LinesAdded, change.Features.LinesBefore)).ShouldBe([(3, 3, 0), (2, 2, 2)]);
        Rounded(next).ShouldBe(Rounded(read[1].Features));
    }

    [Fact]
    public void A_step_on_a_side_branch_that_a_later_message_reverts_is_bad_and_so_is_one_that_an_incident_names()
    {
        _given.Write("a", "1\n").Commit("start");
        _given.Branch("side").Write("b", "1\n").Commit("side one");
        var bad = _given.Write("b", "2\n").Commit("side two");
        var merge = _given.Checkout("main").Merge("side");
        var named = _given.Write("a", "2\n").Commit("quiet");
        _given.Write("b", "1\n").Commit($"Revert \"side two\"\n\nThis reverts commit {bad}.");
        _given.Write("c", "1\n").Commit("other\n\nFixes: 0123456789ab and This reverts commit feedfacefeed.");
        using var room = Room();
        var incidents = new IncidentList([new NotedIncident("one", DateTimeOffset.UnixEpoch, [named[..9]], null)]);

        var known = KnownBadReader.Read(room, Tip, incidents);

        known.Steps.Select(id => id.Hex).ShouldBe([merge, named], ignoreOrder: true);
        (known.ByMessages, known.ByIncidents).ShouldBe((1, 1));
        known.Unknown.ShouldBe(2);
    }

    private ObjectId Tip => ObjectId.Parse(_given.Head());

    private CleanRoom Room() => GitRepository.Open(_git, _given.Folder).OpenCleanRoom();

    /// <summary>Merges, deletions, renames, binaries, an empty commit, several people.</summary>
    private void Grow()
    {
        string[] people = ["ada@example.com", "Bo@example.com", "cy@example.com"];
        _given.Write("README", "one\ntwo\n").Write("src/a/x.cs", Text(30)).Commit("start");
        for (var i = 0; i < 8; i++)
        {
            _given.Author = new GivenPerson("somebody", people[i % 3]);
            _given
                .Write($"src/{(char)('a' + (i % 3))}/f{i % 4}.cs", Text(5 + (i * 7)))
                .Write("src/a/x.cs", Text(30 + i))
                .Commit(i % 3 == 0 ? $"fix {i}" : $"step {i}");
        }

        _given.Commit("nothing");
        _given.Branch("side").Write("docs/new.md", Text(12)).Commit("docs one");
        _given.Write("docs/new.md", Text(9)).Write("src/a/x.cs", Text(50)).Commit("docs two");
        _given.Checkout("main").Write("picture.bin", [0, 1, 2, 0, 9]).Commit("a picture");
        _given.Merge("side");
        _given.Delete("src/b/f1.cs").Write("src/b/g1.cs", Text(12)).Commit("renamed");
        _given.Author = new GivenPerson("somebody", "ADA@example.com");
        _given.Write("src/a/x.cs", Text(41)).Write("README", "one\n").Write("docs/new.md", "").Commit("last\n\nFixes #3");
    }

    private static string Text(int lines) => string.Concat(Enumerable.Range(1, lines).Select(i => $"line {i * 7 % 13}\n"));

    /// <summary>From the trees alone: diff by diff, file by file, everything before asked again.</summary>
    private ChangeFeatures Slowly(string[] line, int at)
    {
        var files = Counts(line, at);
        var when = When(line[at]);
        var developers = new HashSet<string>();
        var (age, changes, before) = (0.0, 0, 0);
        foreach (var (path, _, _) in files)
        {
            var earlier = Enumerable.Range(0, at).Where(i => Counts(line, i).Any(file => file.Path == path)).ToList();
            changes += earlier.Count;
            developers.UnionWith(earlier.Select(i => _given.Git("show", "-s", "--format=%ae", line[i]).ToLowerInvariant()));
            age += earlier.Count == 0 ? 0 : (when - When(line[earlier[^1]])) / 86_400.0;
            var (code, content, _) = at == 0 ? (1, [], "") : _given.Try(["cat-file", "blob", $"{line[at - 1]}:{path}"]);
            before += code == 0 && !content.Contains((byte)0) ? content.Count(one => one == (byte)'\n') : 0;
        }

        var total = files.Sum(file => file.Added + file.Deleted);
        var message = _given.Git("show", "-s", "--format=%B", line[at]);
        return new ChangeFeatures
        {
            LinesAdded = files.Sum(file => file.Added),
            LinesDeleted = files.Sum(file => file.Deleted),
            Files = files.Count,
            Subsystems = files.Select(file => file.Path.Contains('/') ? file.Path.Split('/')[0] : "").Distinct().Count(),
            Folders = files.Select(file => Path.GetDirectoryName(file.Path)).Distinct().Count(),
            Entropy = -files.Select(file => (double)(file.Added + file.Deleted) / Math.Max(1, total)).Where(p => p > 0).Sum(p => p * Math.Log2(p)),
            IsFix = message.StartsWith("fix", StringComparison.Ordinal) || message.Contains("Fixes #", StringComparison.Ordinal),
            Developers = developers.Count,
            AgeDays = files.Count == 0 ? 0 : age / files.Count,
            EarlierChanges = changes,
            LinesBefore = before,
        };
    }

    private List<(string Path, int Added, int Deleted)> Counts(string[] line, int at)
    {
        var empty = _given.Git("hash-object", "-t", "tree", "/dev/null");
        return
        [
            .. _given
                .Git("diff-tree", "-r", "--numstat", "--no-renames", at == 0 ? empty : line[at - 1] + "^{tree}", line[at] + "^{tree}")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(row => row.Split('\t'))
                .Select(cells => (cells[2], Number(cells[0]), Number(cells[1]))),
        ];

        static int Number(string cell) => cell == "-" ? 0 : int.Parse(cell, CultureInfo.InvariantCulture);
    }

    private long When(string commit) => long.Parse(_given.Git("show", "-s", "--format=%ct", commit), CultureInfo.InvariantCulture);

    private static ChangeFeatures Rounded(ChangeFeatures it) => it with { Entropy = Math.Round(it.Entropy, 9), AgeDays = Math.Round(it.AgeDays, 9) };
}
