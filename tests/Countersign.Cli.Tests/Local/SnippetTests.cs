// The snippets for lefthook and pre-commit, run by the real tools, where those are here.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Local;

public sealed class SnippetTests
{
    private const string Line = "Assisted-by: Claude:claude-opus-4-8";

    [Fact]
    public void Lefthook_calls_every_hook_as_the_shipped_file_says()
    {
        var lefthook = Tool("lefthook") ?? Skip("lefthook");
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        File.Copy(Path.Combine(Root(), "ci/local/lefthook.yml"), Path.Combine(clone, "lefthook.yml"));
        var path = PathWithProgram(gate, lefthook);
        gate.TryWith(path, clone, lefthook, "install").ShouldSatisfyAllConditions(ran => ran.Code.ShouldBe(0, ran.All));

        WorksAsInstalled(gate, clone, path);
        gate.TryWith(path, clone, "git", "commit", "-q", "--amend", "--no-edit").Code.ShouldBe(0);
        gate.TracedLines(clone).ShouldBe("pages/help/it.md 1-1", "post-rewrite had its lines on standard input");
    }

    [Fact]
    public void Pre_commit_calls_every_hook_of_the_manifest()
    {
        var preCommit = Tool("pre-commit") ?? Skip("pre-commit");
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        var shipped = gate.Path_("shipped");
        gate.Git(gate.Path_("."), "init", "-q", "-b", "main", shipped);
        File.Copy(Path.Combine(Root(), ".pre-commit-hooks.yaml"), Path.Combine(shipped, ".pre-commit-hooks.yaml"));
        gate.Git(shipped, "add", "-A");
        gate.GitAs("mara", shipped, "commit", "-q", "-m", "hooks");
        var config = File.ReadAllText(Path.Combine(Root(), "ci/local/pre-commit-config.yaml"))
            .Replace("https://example.org/countersign.git", shipped, StringComparison.Ordinal)
            .Replace("rev: main", $"rev: {gate.Git(shipped, "rev-parse", "HEAD")}", StringComparison.Ordinal);
        gate.Write(clone, ".pre-commit-config.yaml", config);
        var path = PathWithProgram(gate, preCommit);
        path["PRE_COMMIT_HOME"] = gate.Path_("pre-commit-home");
        gate.TryWith(path, clone, preCommit, "install").ShouldSatisfyAllConditions(ran => ran.Code.ShouldBe(0, ran.All));

        WorksAsInstalled(gate, clone, path);
    }

    private static void WorksAsInstalled(GivenGate gate, string clone, IReadOnlyDictionary<string, string> path)
    {
        Ran Git(params string[] arguments) => gate.TryWith(path, clone, "git", arguments);
        gate.Git(clone, "checkout", "-q", "-b", "it", "--no-track", "origin/main");
        gate.ClaudeEdits(clone, "pages/help/it.md", "", "it\n");
        gate.Git(clone, "add", "pages");
        Git("commit", "-q", "-m", "help: it").ShouldSatisfyAllConditions(ran => ran.Code.ShouldBe(0, ran.All));
        gate.Message(clone).ShouldBe($"help: it\n\n{Line}");
        gate.TracedLines(clone).ShouldBe("pages/help/it.md 1-1");

        var policy = File.ReadAllText(Path.Combine(clone, ".countersign/policy.yml"));
        gate.Write(clone, ".countersign/policy.yml", policy + "nonsense: true\n");
        gate.Git(clone, "add", ".countersign");
        var stopped = Git("commit", "-q", "-m", "rules");
        gate.Git(clone, "checkout", "-q", "HEAD", "--", ".countersign");

        stopped.Code.ShouldNotBe(0);
        stopped.All.ShouldContain("nonsense");
        var pushed = Git("push", "origin", "it");
        pushed.Code.ShouldBe(0, pushed.All);
        pushed.Flat().ShouldContain("it as a change to main, from what this clone knows: Allowed");
    }

    private static Dictionary<string, string> PathWithProgram(GivenGate gate, string tool)
    {
        var folder = gate.Path_("programs");
        gate.Write(folder, "countersign", $"#!/bin/sh\nexec '{GivenGate.Program}' \"$@\"\n");
        File.SetUnixFileMode(Path.Combine(folder, "countersign"), (UnixFileMode)0b111_101_101);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{folder}:{Path.GetDirectoryName(tool)}:{Environment.GetEnvironmentVariable("PATH")}",
        };
    }

    private static string? Tool(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine(Root(), "out/tools/node_modules/.bin"))
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static string Skip(string name)
    {
        Assert.Skip($"{name} is not here; ./test installs it where it can");
        return "";
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Countersign.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("not inside the repository");
        }

        return folder.FullName;
    }
}
