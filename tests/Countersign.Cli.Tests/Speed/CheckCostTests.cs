// What a check and a push cost: a constant number of Git processes, and memory that grows with the list of files alone.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Speed;

public sealed class CheckCostTests(ITestOutputHelper output)
{
    /// <summary>One more than a plain clone needs: this one's own configuration speaks of Countersign, so Git is asked for it.</summary>
    private const int Most = 8;

    private static readonly int s_many = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 100_000 : 5_000;

    /// <summary>No change is too long to read.</summary>
    private static readonly string s_patient = GivenGate.PracticePolicy.Replace("over: 90", "over: 900000", StringComparison.Ordinal);

    [Fact]
    public void A_check_starts_as_many_git_processes_for_one_file_as_for_three_hundred_files_in_a_hundred_commits()
    {
        using var gate = GivenGate.Open();
        gate.Grow("small", files: 1, commits: 1);
        gate.Grow("large", files: 300, commits: 100);

        var small = Questions(gate, "small");
        var large = Questions(gate, "large");

        output.WriteLine(string.Join('\n', large));
        large.Select(Kind).ShouldBe(small.Select(Kind), ignoreOrder: true);
        large.Length.ShouldBeLessThanOrEqualTo(Most);
    }

    [Fact]
    public void Once_records_are_fetched_a_check_costs_no_more_processes_than_before()
    {
        using var gate = GivenGate.Open();
        gate.Grow("small", files: 1, commits: 1);
        gate.Grow("large", files: 300, commits: 100);
        var before = Questions(gate, "small");
        gate.Run("jun", "propose", "small").Code.ShouldBeOneOf(0, 3, 8);
        gate.Run("jun", "sync").Code.ShouldBe(0);

        Questions(gate, "small").Length.ShouldBeLessThanOrEqualTo(before.Length);
        Questions(gate, "large").Length.ShouldBeLessThanOrEqualTo(before.Length);
    }

    [Theory]
    [InlineData("pages/help", true)]
    [InlineData("config", false)]
    public void A_push_is_judged_and_recorded_with_as_many_git_processes_for_many_files_and_commits_merged_at_once_as_for_one(
        string folder,
        bool enters
    )
    {
        using var one = GivenGate.Open(s_patient);
        using var many = GivenGate.Open(s_patient);
        one.Grow("branch", files: 1, commits: 1, folder);
        many.Grow("branch", files: 300, commits: 100, folder);

        var small = Judged(one, "branch", enters);
        var large = Judged(many, "branch", enters);

        output.WriteLine(string.Join('\n', large));
        large.Select(Kind).ShouldBe(small.Select(Kind), ignoreOrder: true);
    }

    [Fact]
    public void Steps_that_enter_one_by_one_are_recorded_in_one_commit_of_the_gate()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        var before = gate.Landings().Count;
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        gate.Approve("jun", "timeout", "teo");
        gate.Git(clone, "checkout", "-q", "timeout");
        gate.Write(clone, "pages/help/refunds.md", "# Refunds\nThree days.\n");
        gate.GitAs("jun", clone, "commit", "-q", "-a", "-m", "help: refunds");
        var commits = gate.OnServer("rev-list", "--count", "refs/countersign/gate").Output;

        gate.Push("jun", "timeout:main").Code.ShouldBe(0);

        gate.Landings().Count.ShouldBe(before + 2, "the second step is no part of what teo signed");
        (
            int.Parse(gate.OnServer("rev-list", "--count", "refs/countersign/gate").Output, System.Globalization.CultureInfo.InvariantCulture)
            - int.Parse(commits, System.Globalization.CultureInfo.InvariantCulture)
        ).ShouldBe(1);
    }

    [Fact]
    public void Thousands_of_files_are_decided_in_memory_that_grows_with_their_number_alone()
    {
        using var gate = GivenGate.Open(s_patient);
        gate.Grow("few", files: s_many / 10, commits: 1);
        gate.Grow("many", files: s_many, commits: 1);
        Allocated(gate, "few");

        var few = Allocated(gate, "few");
        var many = Allocated(gate, "many");

        output.WriteLine($"{s_many / 10} files: {few >> 10} KiB allocated; {s_many} files: {many >> 10} KiB");
        many.ShouldBeLessThan(12 * few, "ten times the files take ten times the memory, not a hundred times");
        (many / s_many).ShouldBeLessThan(24 << 10, "bytes for each file");
    }

    /// <summary>All that the check allocated on its way, freed or not: the same on every run, unlike what is held at some moment.</summary>
    private static long Allocated(GivenGate gate, string branch)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var ran = gate.Run("jun", "check", "--head", branch);
        ran.Code.ShouldBe(0, ran.All);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>What both hooks asked of Git for one push of the branch to main, as a merge: each step of main's first line is a landing of its own.</summary>
    private static string[] Judged(GivenGate gate, string branch, bool enters)
    {
        var (folder, log) = StandIn(gate);
        foreach (var hook in new[] { "pre-receive", "post-receive" })
        {
            // Git puts its own folder first on a hook's PATH.
            var file = Path.Combine(gate.Bare, "hooks", hook);
            var lines = File.ReadAllLines(file);
            File.WriteAllLines(file, [lines[0], $"PATH='{folder}':$PATH", "export PATH", .. lines[1..]]);
        }

        var clone = gate.Clone("jun");
        var merge = gate.GitAs("jun", clone, "commit-tree", $"{branch}^{{tree}}", "-p", "origin/main", "-p", branch, "-m", "many pages");
        var pushed = gate.Push("jun", $"{merge.Trim()}:main");
        (pushed.Code == 0).ShouldBe(enters, pushed.All);
        return File.ReadAllLines(log);
    }

    /// <summary>What the program asked of Git.</summary>
    private static string[] Questions(GivenGate gate, string branch)
    {
        var (folder, log) = StandIn(gate);
        var ran = gate.Try(
            gate.Clone("jun"),
            "env",
            $"PATH={folder}:{Environment.GetEnvironmentVariable("PATH")}",
            GivenGate.Program,
            "check",
            "--head",
            branch
        );
        ran.Code.ShouldBeOneOf([0, 3, 8], ran.All);
        return File.ReadAllLines(log);
    }

    /// <summary>A stand-in for Git writes each question down and passes it on; the log is empty.</summary>
    private static (string Folder, string Log) StandIn(GivenGate gate)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the stand-in for git is a shell script");
        }

        var folder = Directory.CreateDirectory(gate.Path_("stand-in")).FullName;
        var (script, log) = (Path.Combine(folder, "git"), Path.Combine(folder, "log"));
        var real = gate.Try(folder, "sh", "-c", "command -v git").Output.Trim();
        File.WriteAllText(script, $"#!/bin/sh\necho \"$*\" >>'{log}'\nexec '{real}' \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete(log);
        return (folder, log);
    }

    private static string Kind(string question) => question.Split(' ').First(word => !word.StartsWith('-'));
}
