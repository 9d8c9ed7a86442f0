// What a judgement costs: the number of Git processes does not grow with files, commits or refs.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Changes;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Pushes;

public sealed class CostTests(ITestOutputHelper output)
{
    private const int Few = 40;

    [Fact]
    public void Judging_a_push_starts_as_many_git_processes_for_one_file_and_commit_as_for_many_files_commits_and_tags()
    {
        using var gate = GivenGate.Open();
        var small = gate.LowChange("jun", "small", "three days");
        gate.Push("jun", "small").Code.ShouldBe(0);
        for (var i = 0; i < 12; i++)
        {
            gate.Commit(
                "kit",
                "large",
                Enumerable.Range(0, 4).ToDictionary(j => $"pages/help/{i}-{j}.md", j => $"hello {i} {j}\n", StringComparer.Ordinal)
            );
        }

        var large = gate.Git(gate.Clone("kit"), "rev-parse", "large");
        gate.Push("kit", "large").Code.ShouldBe(0);
        var tip = gate.Tip();

        var forSmall = Processes(new RefCommand("refs/heads/main", ObjectId.Parse(tip), ObjectId.Parse(small)));
        var forLarge = Processes([
            new RefCommand("refs/heads/main", ObjectId.Parse(tip), ObjectId.Parse(large)),
            .. Enumerable.Range(0, 50).Select(i => new RefCommand($"refs/tags/t{i}", ObjectId.Zero(ObjectFormat.Sha1), ObjectId.Parse(large))),
        ]);

        output.WriteLine($"git processes for one file and commit: {forSmall}; for 48 files, 12 commits and 50 tags: {forLarge}");
        forLarge.ShouldBeLessThanOrEqualTo(forSmall + 2);
        forSmall.ShouldBeLessThan(Few);

        int Processes(params RefCommand[] commands)
        {
            var git = new GitProgram();
            var repository = GitRepository.Open(git, gate.Bare);
            using var room = repository.OpenCleanRoom();
            var house = new Gatehouse(repository, room, gate.Settings, YamlReader.Read, organisation: null);
            new PushJudge(house).Judge(commands, null, DateTimeOffset.UtcNow).Refs.ShouldNotBeEmpty();
            return git.ProcessesStarted;
        }
    }
}
