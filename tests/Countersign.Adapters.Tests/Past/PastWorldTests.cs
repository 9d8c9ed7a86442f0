// Claims about who is there at the end of a history: clocks that ran ahead, and histories that nobody was active in.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Past;
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Signatures;

namespace Countersign.Adapters.Tests.Past;

public sealed class PastWorldTests
{
    private const long Day = 86_400;
    private const long Start = 1_700_000_000;
    private static readonly SeniorityScale s_scale = new([new("junior"), new("senior")]);
    private static readonly SeniorityScale s_one = new([new("member")]);
    private static readonly Policy s_policy = YamlReader
        .Read("{ version: 1, owner: mara, review-by: 2099-01-01, levels: [junior, senior], otherwise: nothing, rules: [] }"u8.ToArray(), "policy.yml")
        .Match(
            (node, _) =>
                PolicyDocument
                    .ReadAlone(node, Digest.Of([]))
                    .Match((policy, _) => policy, problems => throw new InvalidOperationException(problems[0].ToString())),
            problems => throw new InvalidOperationException(problems[0].ToString())
        );

    [Fact]
    public void One_commit_from_2099_sends_nobody_away()
    {
        var world = World();
        for (var i = 0; i < 6; i++)
        {
            world.Next(Step(Start + (i * Day), (uint)i));
        }

        world.QualifiedNow(s_one).ShouldBe(6);
        var ahead = world.Next(Step(4_070_908_800, 1));

        ahead!.Change.When.ShouldBe(Start + (5 * Day));
        world.Newest.ShouldBe(Start + (5 * Day));
        world.QualifiedNow(s_one).ShouldBe(6);
    }

    [Fact]
    public void Whoever_landed_last_is_there_and_where_only_tools_did_nobody_is()
    {
        var world = World();
        world.Next(Step(Start, 1));
        world.Next(Step(Start + (400 * Day), 2));
        world.QualifiedNow(s_one).ShouldBe(1);

        var tools = World();
        tools.Next(Step(Start));
        tools.QualifiedNow(s_one).ShouldBe(0);
    }

    [Fact]
    public void Where_nobody_of_the_upper_half_is_there_nobody_else_counts_for_them()
    {
        var world = World();
        for (var i = 0; i < 30; i++)
        {
            world.Next(Step(Start + (i * Day), (uint)(i % 4)));
        }

        world.QualifiedNow(s_scale).ShouldBe(0);
        world.QualifiedNow(s_one).ShouldBe(4);
    }

    [Fact]
    public void A_change_is_none_of_its_own_maker_s_earlier_changes()
    {
        var world = World();
        var levels = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            var past = world.Next(Step(Start + (i * Day), 1)).ShouldNotBeNull();
            levels.Add(world.For(past, s_policy).Makers.ShouldHaveSingleItem().Level!.Value.Value);
        }

        levels.ShouldBe([.. Enumerable.Repeat("junior", 10), "senior", "senior"]);
    }

    [Fact]
    public void A_file_that_only_stands_elsewhere_counts_a_tenth_in_a_replay_as_at_the_gate_and_one_that_changed_counts_in_full()
    {
        var renamed = Minutes(Gone("src/a.cs", 7), Came("lib/a.cs", 7));
        var edited = Minutes(Gone("src/a.cs", 7), Came("lib/a.cs", 8));
        var executable = Minutes(Gone("src/a.cs", 7), Came("lib/a.cs", 7) with { NewMode = EntryMode.Executable });
        var closer = Minutes(Gone("docs/a.md", 7), Came("lib/a.cs", 7));
        var twice = Minutes(Gone("src/a.cs", 7), Came("lib/a.cs", 7), Came("lib/b.cs", 7));

        (renamed.EffectiveLines, renamed.Files, renamed.Moved).ShouldBe((30, 0, 300));
        renamed.Low.ShouldBe(8 + 0.15 + (60 * 30 / 400.0), 1e-9);
        foreach (var full in new[] { edited, executable, closer })
        {
            (full.EffectiveLines, full.Files, full.Moved).ShouldBe((390, 2, 0));
        }

        (twice.EffectiveLines, twice.Files).ShouldBe((330, 1));
    }

    private static ReviewMinutesFacts Minutes(params StepFile[] files) =>
        World().Next(Step(Start, 1) with { Files = files }).ShouldNotBeNull().Facts.ReviewMinutes.ShouldNotBeNull();

    private static StepFile Gone(string path, ulong blob) => new(RepoPath.Of(path), EntryMode.Regular, EntryMode.Absent, blob, 0, 0, 300, false);

    private static StepFile Came(string path, ulong blob) => new(RepoPath.Of(path), EntryMode.Absent, EntryMode.Regular, 0, blob, 300, 0, false);

    private static PastWorld World() =>
        new(
            new Rulebook { Commit = default, Tree = default },
            "refs/heads/main",
            new RepositoryFacts("", "sha1", "2.39.5"),
            DateTimeOffset.FromUnixTimeSeconds(Start + (1_000 * Day))
        );

    private static MergedStep Step(long when, params uint[] makers) =>
        new()
        {
            Id = ObjectId.Parse(new string('1', 40)),
            Parent = ObjectId.Parse(new string('2', 40)),
            How = Arrived.Commit,
            When = when,
            Subject = "change",
            Makers = makers,
            Files = [new StepFile(RepoPath.Of("src/a.cs"), EntryMode.Regular, EntryMode.Regular, 1, 2, 3, 1, false)],
        };
}
