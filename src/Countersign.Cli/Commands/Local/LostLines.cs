// Says when a commit that took another's place lost the line that names a tool; it stops nothing.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Recording;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Provenance.Recording;

namespace Countersign.Cli.Commands.Local;

internal static class LostLines
{
    private const int MostAsked = 100;
    private const int MostBytes = 1 << 20;

    /// <summary>`git commit --amend -m` writes a message anew, and Git gives a hook no way to see that before.</summary>
    /// <param name="moves">By the new commit, those that became it.</param>
    public static void Say(GitRepository repository, ILookup<ObjectId, ObjectId> moves, Screen screen)
    {
        var asked = moves.Take(MostAsked).ToList();
        var messages = CommitMessages.Of(repository, asked.SelectMany(move => move.Append(move.Key)));
        var head = repository.ResolveCommit("HEAD");
        foreach (var move in asked)
        {
            var made = move.Key;
            Say(
                screen,
                $"{made.Short} took the place of {move.First().Short} and",
                move.SelectMany(old => In(messages.GetValueOrDefault(old, ""))),
                In(messages.GetValueOrDefault(made, "")),
                made == head ? Amend : _ => $"git rebase --interactive {made.Short}~1, and reword {made.Short} with that line"
            );
        }
    }

    /// <summary>`git merge --squash` keeps the joined messages in a file, which `git commit -m` does not read.</summary>
    public static void SayOfSquash(GitRepository repository, string message, Screen screen)
    {
        var file = new FileInfo(Path.Combine(repository.GitDir, "SQUASH_MSG"));
        if (file is { Exists: true, Length: < MostBytes })
        {
            Say(screen, "this commit joins others and", In(File.ReadAllText(file.FullName)), In(message), Amend);
        }
    }

    private static void Say(
        Screen screen,
        string what,
        IEnumerable<string> before,
        IReadOnlyList<string> now,
        Func<IReadOnlyList<string>, string> wayBack
    )
    {
        var lost = before.Where(line => !now.Contains(line, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (lost.Count > 0)
        {
            screen.Aside($"countersign: {what} has lost: {Visible.Text(string.Join("; ", lost))}. To keep it: {wayBack(lost)}");
        }
    }

    /// <summary>Changes the commit that HEAD names, and no other.</summary>
    private static string Amend(IReadOnlyList<string> lost) =>
        $"git commit --amend --no-edit {string.Join(' ', lost.Select(line => $"--trailer {ShellText.Word(Visible.Text(line))}"))}";

    /// <summary>Also indented, as a joined message has them.</summary>
    private static List<string> In(string message) =>
        [
            .. message
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.StartsWith(AssistLine.Key + ":", StringComparison.OrdinalIgnoreCase) && line.Length <= 200),
        ];
}
