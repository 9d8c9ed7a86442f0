// One `git log` of a first-parent line, oldest first, with modes, blobs and counted lines: the reading under a replay.
using System.Text;
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

/// <summary>One process for the line; a second one, started at the first merge, for the commits that merges brought.</summary>
internal sealed class MergedStepLog(CleanRoom room, SignalSet signals)
{
    // Bounds what one commit may take of memory; beyond it files are counted in no list. Git's own limit is none.
    private const int MostFiles = 1_000_000;

    /// <param name="after">Only steps that come after this one of the line; null for the whole line.</param>
    public IEnumerable<MergedStep> Read(ObjectId tip, ObjectId? after)
    {
        using var answer = new LogAnswer(
            room,
            ["--first-parent", "--diff-merges=first-parent", "--reverse", "--no-renames", "--raw", "--no-abbrev", "--numstat", "--root"],
            tip,
            after
        );
        SideCommits? sides = null;
        var files = new List<StepFile>();
        var more = answer.Next(out var piece);
        while (more)
        {
            var header = answer.Header(piece);
            files.Clear();
            var counted = 0;
            while ((more = answer.Next(out piece)) && piece is [(byte)':', ..])
            {
                files.Add(Record(piece, answer));
                if (files.Count > MostFiles)
                {
                    throw new GitFault($"commit {header.Id.Short} changes more than {MostFiles:N0} files", LogAnswer.Command, exitCode: 0);
                }
            }

            for (; more && LineCount.Is(piece); more = answer.Next(out piece))
            {
                if (counted == files.Count)
                {
                    throw GitFault.Unreadable(LogAnswer.Command, "it counts lines of more files than it names");
                }

                files[counted] = Counted(files[counted], piece);
                counted++;
            }

            if (counted != files.Count)
            {
                throw GitFault.Unreadable(LogAnswer.Command, "it names more files than it counts lines of");
            }

            if (header.Parents.Count > 1)
            {
                sides ??= SideCommits.Read(room, tip, after, signals);
            }

            yield return Step(header, [.. files], sides);
        }
    }

    private MergedStep Step(StepHeader header, IReadOnlyList<StepFile> files, SideCommits? sides)
    {
        var own = CommitSaying.Of(header.Claim, signals);
        var brought = header.Parents.Count > 1 && sides is not null ? sides.BroughtBy(header) : [];
        var isMerge = brought.Count > 0;
        return new MergedStep
        {
            Id = header.Id,
            Parent = header.Parents.Count > 0 ? header.Parents[0] : null,
            How =
                header.Parents.Count == 0 ? Arrived.Root
                : header.Parents.Count == 1 ? Arrived.Commit
                : Arrived.Merge,
            When = header.When,
            Subject = header.Subject,
            IsFix = own.IsFix,
            Makers = MakersOf(own, brought),
            Marks = isMerge
                ?
                [
                    .. own
                        .Marks.Concat(brought.SelectMany(one => one.Saying.Marks))
                        .Distinct()
                        .OrderByDescending(mark => mark.Certainty)
                        .Take(MergedStep.MostMarks),
                ]
                : own.Marks,
            Blamed = isMerge ? [.. own.Blamed.Concat(brought.SelectMany(one => one.Saying.Blamed)).Distinct(StringComparer.Ordinal)] : own.Blamed,
            Brought = [.. brought.Select(one => one.Key)],
            Files = files,
        };
    }

    /// <summary>Whoever merges what others wrote makes nothing, unless merges are all that there is.</summary>
    private static IReadOnlyList<uint> MakersOf(CommitSaying own, IReadOnlyList<SideCommit> brought)
    {
        List<uint> wrote = [.. brought.Where(one => !one.IsMerge).SelectMany(one => one.Saying.Makers).Distinct().Take(MergedStep.MostMakers)];
        return brought.All(one => one.IsMerge) ? own.Makers : wrote;
    }

    /// <summary>":oldmode newmode oldblob newblob letter", and the path in the next piece.</summary>
    private static StepFile Record(ReadOnlySpan<byte> piece, LogAnswer answer)
    {
        const int Modes = 14;
        var blob = (piece.Length - Modes - 4) / 2;
        if (blob is not (40 or 64) || !EntryModes.TryParse(piece[1..7], out var oldMode) || !EntryModes.TryParse(piece[8..14], out var newMode))
        {
            throw GitFault.Unreadable(LogAnswer.Command, $"'{VisibleText.Of(Encoding.UTF8.GetString(piece))}' is no record of a change");
        }

        var (before, after) = (StepHeader.Key(piece[(Modes + 1)..]), StepHeader.Key(piece[(Modes + 2 + blob)..]));
        return new StepFile(answer.Path(), oldMode, newMode, before, after, 0, 0, false);
    }

    private static StepFile Counted(StepFile file, ReadOnlySpan<byte> piece)
    {
        var count = LineCount.Read(piece);
        return count.Path.SequenceEqual(file.Path.Bytes)
            ? file with
            {
                Added = count.Added,
                Deleted = count.Deleted,
                IsBinary = count.IsBinary,
            }
            : throw GitFault.Unreadable(LogAnswer.Command, $"the line count of {file.Path.Display} is not where it should be");
    }
}
