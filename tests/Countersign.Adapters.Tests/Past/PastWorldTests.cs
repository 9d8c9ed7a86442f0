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

        world.QualifiedNow(s_scale).ShouldBe(6);
        var ahead = world.Next(Step(4_070_908_800, 1));

        ahead!.Change.When.ShouldBe(Start + (5 * Day));
        world.Newest.ShouldBe(Start + (5 * Day));
        world.QualifiedNow(s_scale).ShouldBe(6);
    }

    [Fact]
    public void Whoever_landed_last_is_there_and_where_only_tools_did_nobody_is()
    {
        var world = World();
        world.Next(Step(Start, 1));
        world.Next(Step(Start + (400 * Day), 2));
        world.QualifiedNow(s_scale).ShouldBe(1);

        var tools = World();
        tools.Next(Step(Start));
        tools.QualifiedNow(s_scale).ShouldBe(0);
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
