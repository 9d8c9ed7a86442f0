// Claims about written series on real Git: the sum is the original tree to the byte, and stock Git applies each part on the last.
using System.Globalization;
using System.Text;
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Splitting;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;
using Countersign.Splitting;

namespace Countersign.Adapters.Tests.Git.Splitting;

public sealed class SeriesSumTests
{
    private static readonly string[] s_paths =
    [
        "a.cs",
        "src/one/Basket.cs",
        "src/one/Basket.g.cs",
        "src/two/Invoice.cs",
        "tests/BasketTests.cs",
        "d",
        "d/inner",
        "d/inner/deep",
        "-rf",
        "with space/ünï.txt",
        "line\nbreak\t\"quoted\".py",
        "percent%41.yml",
        "*.md",
        "a.cs/under",
    ];

    [Theory]
    [InlineData("sha1", 0)]
    [InlineData("sha1", 1_000)]
    [InlineData("sha256", 2_000)]
    public void The_parts_of_any_change_sum_up_to_its_tree_and_each_applies_on_the_one_before(string format, int first)
    {
        using var given = GivenRepository.Create(format, bare: true);
        var most = 0;
        for (var seed = first; seed < first + 7; seed++)
        {
            var random = new Random(seed);
            var before = Tree(random);
            var start = given.CommitEntries(Entries(before, format));
            var head = given.CommitEntries(Entries(Changed(random, before), format), [start]);

            var parts = Split(given, start, head, 10);

            most = Math.Max(most, parts.Count);
            var parent = start;
            foreach (var part in parts)
            {
                given.Git("rev-parse", part.Commit.Hex + "^").ShouldBe(parent);
                Applied(given, parent, part.Commit.Hex).ShouldBe(part.Tree.Hex);
                part.Tree.Hex.ShouldNotBe(given.TreeOf(parent), $"seed {seed}: a part of nothing");
                parent = part.Commit.Hex;
            }

            given.TreeOf(parent).ShouldBe(given.TreeOf(head), $"seed {seed}");
        }

        most.ShouldBeGreaterThan(3);
        given.Git("fsck", "--strict", "--no-dangling");
    }

    [Fact]
    public void A_file_that_moved_and_changed_is_moved_as_it_was_and_changed_after()
    {
        using var given = GivenRepository.Create(bare: true);
        var old = Lines(1, 120);
        var start = given.CommitEntries([GivenEntry.File("old/Kept.cs", old)]);
        var head = given.CommitEntries(
            [
                GivenEntry.File("new/Kept.cs", old.Replace("line 60\n", "another\n", StringComparison.Ordinal), "100755"),
                GivenEntry.File("new/More.cs", Lines(500, 120)),
            ],
            [start]
        );

        var parts = Split(given, start, head, 20);

        given
            .Git("diff-tree", "-r", "--no-commit-id", "--raw", "--abbrev=40", "-M100%", parts[0].Commit.Hex)
            .ShouldContain("R100\told/Kept.cs\tnew/Kept.cs");
        var rest = given.Git("diff", "--numstat", "-M", parts[0].Commit.Hex, head);
        rest.ShouldContain("1\t1\tnew/Kept.cs");
        given.Git("ls-tree", parts[0].Commit.Hex + ":new").ShouldStartWith("100644");
    }

    [Fact]
    public void Whoever_wrote_a_part_stays_its_author_with_their_trailers_and_the_others_of_the_change_do_not_enter_it()
    {
        using var given = GivenRepository.Create();
        given.Write("readme", "1\n").Commit("start");
        var start = given.Head();
        given.Author = new GivenPerson("Berta", "berta@example.com");
        given.Committer = given.Author;
        given.Write("one/a.cs", Lines(1, 120)).Commit("one: first\n\nWhy it is so.\n\nAssisted-by: Tool\nChange-Id: I1");
        given.Author = new GivenPerson("Carl", "carl@example.com");
        given.Write("two/b.cs", Lines(500, 120)).Commit("two: second\n\nCo-authored-by: Dora <dora@example.com>\nCountersign-Series: other");
        given.Write("one/a.cs", Lines(1, 121)).Commit("one: third");

        var parts = Split(given, start, given.Head(), 20);

        string Of(int part, string form) => given.Git("log", "-1", $"--format={form}", parts[part].Commit.Hex);
        parts.Count.ShouldBe(2);
        Of(0, "%an <%ae> %cn").ShouldBe("Carl <carl@example.com> Berta");
        Of(0, "%B").ShouldContain("Why it is so.");
        Of(0, "%(trailers:only,unfold)").ShouldBe("Assisted-by: Tool\nCountersign-Series: many");
        Of(0, "%B").ShouldNotContain("Change-Id");
        Of(0, "%ad").ShouldBe(given.Git("log", "-1", "--format=%ad", given.Head()));
        Of(1, "%an").ShouldBe("Carl");
        Of(1, "%(trailers:only,unfold)").ShouldBe("Co-authored-by: Dora <dora@example.com>\nCountersign-Series: many");
    }

    [Fact]
    public void A_co_author_is_made_of_everybody_behind_a_part_who_is_not_its_author()
    {
        using var given = GivenRepository.Create();
        given.Write("readme", "1\n").Commit("start");
        var start = given.Head();
        foreach (var (name, length) in new[] { ("Berta", 110), ("Carl", 120) })
        {
            given.Author = given.Committer = new GivenPerson(name, $"{name}@example.com");
            given.Write("one/a.cs", Lines(1, length)).Write("two/b.cs", Lines(500, length)).Commit($"by {name}");
        }

        // What stood at a path that is gone again may have gone into any file.
        given.Author = given.Committer = new GivenPerson("Emil", "emil@example.com");
        given.Write("passing", "1\n").Commit("in");
        given.Delete("passing").Commit("out");

        foreach (var part in Split(given, start, given.Head(), 20))
        {
            var message = given.Git("log", "-1", "--format=%an%n%B", part.Commit.Hex);
            message.ShouldStartWith("Emil\n");
            message.ShouldContain("Co-authored-by: Berta <Berta@example.com>\n");
            message.ShouldContain("Co-authored-by: Carl <Carl@example.com>\n");
        }
    }

    private static List<WrittenPart> Split(GivenRepository given, string start, string head, double limit)
    {
        var repository = GitRepository.Open(new GitProgram(), given.Folder);
        using var room = repository.OpenCleanRoom();
        var (from, to) = (ObjectId.Parse(start), ObjectId.Parse(head));
        var files = new SplitReader(room, new RulebookReader(room, YamlReader.Read)).Read(room.TreeOf(from), room.TreeOf(to));
        var series = SeriesPlanner.Plan(files, limit);
        var makers = new PartMakers(
            room,
            [.. room.Commits([to], [from])],
            [.. files.SelectMany(file => file.From is { } left ? [left, file.Path] : new[] { file.Path })]
        );
        List<WrittenPart> parts = [.. new SeriesWriter(room, makers).Write(series, from, room.TreeOf(to), "many things", "many")];
        room.KeepObjects(repository);
        return parts;
    }

    /// <summary>By stock Git: the difference of two commits as a patch, applied to an index of the first.</summary>
    private static string Applied(GivenRepository given, string parent, string commit)
    {
        var patch = given.GitBytes("diff-tree", "-p", "--binary", "--full-index", "--no-renames", "-r", parent, commit);
        var index = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            given.With("GIT_INDEX_FILE", index);
            given.Git("read-tree", parent);
            given.Start(["apply", "--cached", "--whitespace=nowarn"], patch);
            return given.Git("write-tree");
        }
        finally
        {
            given.With("GIT_INDEX_FILE", Path.Combine(given.Folder, "index"));
            File.Delete(index);
        }
    }

    private static string Lines(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i}\n")));

    private static SortedDictionary<string, (string Mode, byte[] Content)> Tree(Random random)
    {
        var tree = new SortedDictionary<string, (string, byte[])>(StringComparer.Ordinal);
        foreach (var path in s_paths.Where(_ => random.Next(3) > 0))
        {
            Put(tree, path, Content(random));
        }

        return tree;
    }

    private static SortedDictionary<string, (string Mode, byte[] Content)> Changed(
        Random random,
        SortedDictionary<string, (string Mode, byte[] Content)> before
    )
    {
        var tree = new SortedDictionary<string, (string Mode, byte[] Content)>(before, StringComparer.Ordinal);
        foreach (var (path, (mode, content)) in before)
        {
            switch (random.Next(8))
            {
                case 0:
                    tree.Remove(path);
                    break;
                case 1:
                    tree.Remove(path);
                    Put(tree, $"moved/{path}", (mode, content));
                    break;
                case 2:
                    tree.Remove(path);
                    Put(tree, $"moved/{path}", (mode is "100644" or "100755" ? "100755" : mode, mode == "160000" ? content : Edit(random, content)));
                    break;
                case 3:
                    tree[path] = Content(random);
                    break;
                case 4 when mode is "100644" or "100755":
                    tree[path] = (mode == "100644" ? "100755" : "100644", random.Next(2) == 0 ? content : Edit(random, content));
                    break;
                case 5 or 6 when mode is "100644" or "100755":
                    tree[path] = (mode, Edit(random, content));
                    break;
                default:
                    break;
            }
        }

        foreach (var path in s_paths.Where(_ => random.Next(4) == 0))
        {
            Put(tree, path, Content(random));
        }

        return tree;
    }

    /// <summary>A file makes room for folders and the other way round.</summary>
    private static void Put(SortedDictionary<string, (string Mode, byte[] Content)> tree, string path, (string Mode, byte[] Content) what)
    {
        foreach (
            var other in tree
                .Keys.Where(key => key.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(key + "/", StringComparison.Ordinal))
                .ToList()
        )
        {
            tree.Remove(other);
        }

        tree[path] = what;
    }

    private static (string Mode, byte[] Content) Content(Random random) =>
        random.Next(10) switch
        {
            0 => ("120000", Encoding.UTF8.GetBytes("../elsewhere")),
            1 => ("160000", Encoding.ASCII.GetBytes(new string('a', 40))),
            2 => ("100644", [0, 1, 2, 0xFF, (byte)random.Next(256), (byte)'\n', 0]),
            3 => ("100644", []),
            4 => ("100755", Text(random, "\r\n")),
            5 => ("100644", [.. Text(random, "\n"), 0xE9, 0xFF, (byte)'x']),
            _ => ("100644", Text(random, "\n")),
        };

    private static byte[] Text(Random random, string end)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 90)).Select(i => $"var name{random.Next(40)} = {i};{end}"));
        return Encoding.UTF8.GetBytes(random.Next(3) == 0 ? text.TrimEnd('\r', '\n') : text);
    }

    private static byte[] Edit(Random random, byte[] content)
    {
        var lines = Encoding.Latin1.GetString(content).Split('\n').ToList();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(lines.Count + 1);
            switch (random.Next(4))
            {
                case 0 when at < lines.Count:
                    lines.RemoveAt(at);
                    break;
                case 1 when at < lines.Count:
                    lines[at] = "  " + lines[at] + (random.Next(2) == 0 ? "\r" : " ");
                    break;
                case 2 when at < lines.Count:
                    lines[at] = $"class Name{random.Next(40)} {{ }}";
                    break;
                default:
                    lines.Insert(at, string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(j => $"added {j}\n")).TrimEnd('\n'));
                    break;
            }
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    /// <summary>A submodule's commit has as many digits as the repository's own.</summary>
    private static IEnumerable<GivenEntry> Entries(SortedDictionary<string, (string Mode, byte[] Content)> tree, string format) =>
        tree.Select(entry => new GivenEntry(
            Encoding.UTF8.GetBytes(entry.Key),
            entry.Value.Mode,
            entry.Value.Mode == "160000" ? Encoding.ASCII.GetBytes(new string('a', format == "sha256" ? 64 : 40)) : entry.Value.Content
        ));
}
