// After a commit: which of its lines the recorded edits wrote goes into a note beside it, and follows it when it is rewritten.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Lines;
using Countersign.Adapters.Git.Recording;
using Countersign.Changes;
using Countersign.Provenance.Recording;

namespace Countersign.Cli.Commands.Local;

internal static class AfterCommit
{
    private const int MostRewritten = 10_000;

    public static int Run(GitRepository repository, Surroundings surroundings)
    {
        var log = new EditLog(repository.GitDir);
        var edits = log.Read(surroundings.Now);
        if (edits.All(edit => edit.Path is null) || repository.ResolveCommit("HEAD") is not { } head)
        {
            return ExitCode.Allowed;
        }

        var work = new CommitWork(repository);
        var since = work.UnderWaySince ?? DateTimeOffset.MinValue;
        var counted = edits.Where(edit => edit.Path is not null && edit.At > since).ToList();
        var paths = counted.Select(edit => edit.Path!).ToHashSet(StringComparer.Ordinal);
        var added = AddedText.Of(repository, head, paths.Contains);
        Write(
            work,
            head,
            Traced(added, counted.Select(edit => new Written(AgentTool.Find(edit.Tool)!, edit.Version, edit.Model, edit.Path!, edit.Marks))),
            surroundings
        );

        // What is not in the commit yet, or only in part, is still to come.
        var touched = Touched(repository, head).Where(paths.Contains).ToHashSet(StringComparer.Ordinal);
        if (touched.Count > 0)
        {
            touched.ExceptWith(work.Unfinished(touched));
            log.Keep(edit => edit.Path is null || edit.At <= since || !touched.Contains(edit.Path), surroundings.Now);
        }

        return ExitCode.Allowed;
    }

    /// <summary>Git says on standard input which commit became which; several may have become one.</summary>
    /// <param name="arguments">`amend` or `rebase`, which also amends commits while it is under way.</param>
    public static int Rewritten(GitRepository repository, IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var moves = surroundings
            .Screen.Input.ReadToEnd()
            .Split('\n')
            .Select(line => line.Split(' '))
            .Where(words => words.Length >= 2)
            .Select(words => (IsOld: ObjectId.TryParse(words[0], out var old), Old: old, IsNew: ObjectId.TryParse(words[1], out var made), New: made))
            .Where(move => move is { IsOld: true, IsNew: true } && move.Old != move.New)
            .Take(MostRewritten)
            .ToLookup(move => move.New, move => move.Old);
        var work = new CommitWork(repository);
        if (arguments is ["rebase", ..] || !work.IsRebasing)
        {
            // At its end a rebase tells of all that it moved, and only then is HEAD where it stays.
            LostLines.Say(repository, moves, surroundings.Screen);
        }

        if (repository.ReadRef(CommitWork.NotesRef) is null)
        {
            return ExitCode.Allowed;
        }

        foreach (var move in moves)
        {
            var written = move.Append(move.Key).SelectMany(old => Written(repository, work, old)).ToList();
            var paths = written.Select(one => one.Path).ToHashSet(StringComparer.Ordinal);
            Write(work, move.Key, Traced(AddedText.Of(repository, move.Key, paths.Contains), written), surroundings);
        }

        return ExitCode.Allowed;
    }

    /// <summary>What our note of a commit says that a tool wrote there, as marks, so that it can be found in another commit.</summary>
    private static IEnumerable<Written> Written(GitRepository repository, CommitWork work, ObjectId commit)
    {
        if (repository.ResolveCommit(commit.Hex) is null || work.Note(commit) is not { } note)
        {
            return [];
        }

        var traced = TraceRecord.Read(note);
        var paths = traced.Select(one => one.Path).ToHashSet(StringComparer.Ordinal);
        var added = AddedText.Of(repository, commit, paths.Contains);
        return traced
            .Where(one => added.ContainsKey(one.Path))
            .Select(one => new Written(
                one.Tool,
                one.Version,
                one.Model,
                one.Path,
                [
                    .. added[one.Path]
                        .Where(line => one.Lines.Any(range => range.First <= line.Number && line.Number <= range.Last))
                        .Select(line => line.Mark),
                ]
            ))
            .ToList();
    }

    /// <summary>Whoever edited last is asked first.</summary>
    private static List<TracedLines> Traced(IReadOnlyDictionary<string, IReadOnlyList<AddedLine>> added, IEnumerable<Written> written)
    {
        var traced = new List<TracedLines>();
        var all = written.Reverse().ToList();
        foreach (var (path, lines) in added)
        {
            var match = new LineMatch(lines);
            foreach (var one in all.Where(one => one.Path == path).GroupBy(one => (one.Tool, one.Version, one.Model)))
            {
                var found = match.Take(one.SelectMany(edit => edit.Marks));
                traced.Add(new TracedLines(one.Key.Tool, one.Key.Version, one.Key.Model, path, found));
            }
        }

        return traced;
    }

    /// <summary>A note that somebody else's tool wrote stays as it is.</summary>
    private static void Write(CommitWork work, ObjectId commit, List<TracedLines> traced, Surroundings surroundings)
    {
        var note = TraceRecord.Write(traced, commit.Hex, surroundings.Now, Guid.NewGuid);
        if (note.Length > 0 && work.Note(commit) is var before && (before is null || TraceRecord.IsOurs(before)))
        {
            work.WriteNote(commit, note);
        }
    }

    private static string[] Touched(GitRepository repository, ObjectId commit) =>
        repository
            .Git.Run(
                repository.Surroundings,
                [
                    "diff-tree",
                    "--root",
                    "-r",
                    "-m",
                    "--first-parent",
                    "--name-only",
                    "-z",
                    "--no-renames",
                    "--no-commit-id",
                    "--end-of-options",
                    commit.Hex,
                ]
            )
            .Expect()
            .Text.Split('\0', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What one tool wrote in one file, wherever it stands by now.</summary>
internal sealed record Written(AgentTool Tool, string? Version, string? Model, string Path, IReadOnlyList<LineMark> Marks);
