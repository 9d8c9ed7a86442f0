// Puts `Assisted-by` into a message where staged files have recorded edits, and keeps an empty message empty.
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Recording;
using Countersign.Provenance.Recording;

namespace Countersign.Cli.Commands.Local;

internal static class CommitMessage
{
    private const string Scissors = " ------------------------ >8 ------------------------";

    /// <summary>Arguments as Git gives them: the message's file, where the message came from, and for an amend the commit.</summary>
    public static int Prepare(GitRepository repository, CommitWork work, IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        Marker(repository).Delete();
        if (arguments.Count == 0)
        {
            throw new UsageProblem("prepare-commit-msg wants the file of the message");
        }

        var file = Path.GetFullPath(arguments[0], surroundings.Folder);
        var body = Body(File.ReadAllText(file), repository);
        LostLines.SayOfSquash(repository, body, surroundings.Screen);
        var edits = new EditLog(repository.GitDir).Read(surroundings.Now).Where(edit => edit.Path is not null).ToList();
        if (edits.Count == 0)
        {
            return ExitCode.Allowed;
        }

        // What was edited before a merge or a rebase began belongs to none of its commits.
        var since = work.UnderWaySince ?? DateTimeOffset.MinValue;
        var staged = work.StagedPaths().ToHashSet(StringComparer.Ordinal);
        var missing = AssistLine.Missing(body, edits.Where(edit => edit.At > since && staged.Contains(edit.Path!)));
        if (missing.Count > 0)
        {
            // pre-commit, which stands between Git and us, hands on the source by another way.
            var source = arguments.ElementAtOrDefault(1) ?? surroundings.Variable("PRE_COMMIT_COMMIT_MSG_SOURCE");
            if (string.IsNullOrWhiteSpace(body) || source == "template")
            {
                File.WriteAllText(Marker(repository).FullName, body.Trim());
            }

            work.AddTrailers(file, missing);
            if (string.IsNullOrWhiteSpace(body))
            {
                // Room for a subject, with the empty line that parts it from the rest.
                File.WriteAllText(file, "\n" + File.ReadAllText(file));
            }
        }

        return ExitCode.Allowed;
    }

    /// <summary>Where nothing but our line was added to nothing or to a template, Git shall see nothing, and stop as it would have.</summary>
    public static int Finish(GitRepository repository, IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var marker = Marker(repository);
        if (arguments.Count == 0 || !marker.Exists)
        {
            return ExitCode.Allowed;
        }

        var before = File.ReadAllText(marker.FullName);
        marker.Delete();
        var file = Path.GetFullPath(arguments[0], surroundings.Folder);
        var rest = string.Join(
            '\n',
            Body(File.ReadAllText(file), repository)
                .Split('\n')
                .Where(line => !line.StartsWith(AssistLine.Key + ":", StringComparison.OrdinalIgnoreCase))
        );
        if (Plain(rest) == Plain(before))
        {
            File.WriteAllText(file, "");
        }

        return ExitCode.Allowed;
    }

    /// <summary>What a person wrote: without comments, and without the difference that `git commit -v` shows beneath its scissors.</summary>
    internal static string Body(string message, string mark)
    {
        var body = new StringBuilder();
        foreach (var line in message.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line == mark + Scissors)
            {
                break;
            }

            if (!line.StartsWith(mark, StringComparison.Ordinal))
            {
                body.Append(line).Append('\n');
            }
        }

        return body.ToString();
    }

    private static string Body(string message, GitRepository repository) =>
        Body(message, repository.Config("core.commentChar") is { Length: > 0 } mark && mark != "auto" ? mark : "#");

    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));

    private static FileInfo Marker(GitRepository repository)
    {
        var folder = Path.Combine(repository.GitDir, "countersign");
        Directory.CreateDirectory(folder);
        return new FileInfo(Path.Combine(folder, "message-before"));
    }
}
