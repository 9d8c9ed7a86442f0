// Makes the branches of a series: all of them or none, and never one that somebody works on.
using Countersign.Adapters.Git;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Split;

/// <summary>In order. <paramref name="Undo"/> takes away exactly those that were made and puts back those that were moved; null where all of them stood already.</summary>
internal sealed record SplitBranches(IReadOnlyList<string> Names, string? Undo)
{
    public static SplitBranches Make(Desk desk, SplitProposal proposal, bool force)
    {
        var repository = desk.Repository;
        var zero = ObjectId.Zero(repository.Format);
        var wanted = proposal.Parts.Select(part => (Name: proposal.Branch(part.Written), part.Written.Commit)).ToList();
        var changes = wanted
            .Select(branch => new RefChange($"refs/heads/{branch.Name}", repository.ReadRef($"refs/heads/{branch.Name}") ?? zero, branch.Commit))
            .Where(change => change.Old != change.New)
            .ToList();
        var standing = changes.Where(change => !change.Old.IsZero).ToList();
        if (standing.Count > 0 && !force)
        {
            throw new UsageProblem(
                $"{Listed(standing)} stand elsewhere already: choose other names with --name, or move them with --force (git branch -f NAME {standing[0].Old.Short} puts the first back)"
            );
        }

        var taken = CheckedOut(repository);
        if (standing.Where(change => taken.Contains(change.Name)).ToList() is { Count: > 0 } busy)
        {
            throw new UsageProblem(
                $"{Listed(busy)} is checked out, or being rebased or bisected: finish that, or change to another branch there first, so that no work is lost"
            );
        }

        if (changes.Count > 0)
        {
            desk.Room.KeepObjects(repository);
            repository
                .UpdateRefs(changes, "countersign split")
                .Match(() => 0, reason => throw new UsageProblem($"a branch moved meanwhile ({reason}); run the command again", ExitCode.Faulted));
        }

        return new SplitBranches([.. wanted.Select(branch => branch.Name)], changes.Count > 0 ? string.Join(" && ", Undoing(changes)) : null);
    }

    private static IEnumerable<string> Undoing(List<RefChange> changes)
    {
        foreach (var moved in changes.Where(change => !change.Old.IsZero))
        {
            yield return $"git branch -f {Word(moved)} {moved.Old.Hex}";
        }

        if (changes.Where(change => change.Old.IsZero).Select(Word).ToList() is { Count: > 0 } made)
        {
            yield return $"git branch -D {string.Join(' ', made)}";
        }
    }

    private static string Word(RefChange change) => ShellText.Word(VerdictView.Short(change.Name));

    /// <summary>In this work tree or in one linked to it; a rebase and a bisection come back to their branch, and to those that go with it.</summary>
    private static HashSet<string> CheckedOut(GitRepository repository) =>
        repository
            .Git.Run(repository.Surroundings, ["worktree", "list", "--porcelain"])
            .Expect()
            .Lines.Where(line => line.StartsWith("branch ", StringComparison.Ordinal))
            .Select(line => line["branch ".Length..])
            .Append(repository.FinalName("HEAD"))
            .Concat(WorkTrees(repository).SelectMany(UnderWay))
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> WorkTrees(GitRepository repository)
    {
        var linked = Path.Combine(repository.CommonDir, "worktrees");
        return [repository.CommonDir, .. Directory.Exists(linked) ? Directory.EnumerateDirectories(linked) : []];
    }

    private static IEnumerable<string> UnderWay(string folder)
    {
        return
        [
            .. Lines("rebase-merge/head-name"),
            .. Lines("rebase-merge/update-refs"),
            .. Lines("rebase-apply/head-name"),
            .. Lines("BISECT_START").Select(name => $"refs/heads/{name}"),
        ];

        string[] Lines(string name) => Path.Combine(folder, name) is var file && File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    private static string Listed(List<RefChange> changes) =>
        string.Join(", ", changes.Take(5).Select(change => Visible.Text(VerdictView.Short(change.Name)))) + (changes.Count > 5 ? " and more" : "");
}
