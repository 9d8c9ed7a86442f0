// One `git log` of a first-parent line, oldest first, with modes, blobs and counted lines: the reading under a replay.
using System.Globalization;
using System.Text;
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

/// <summary>One process for the line; a second one, started at the first merge, for the commits that merges brought.</summary>
internal sealed class MergedStepLog(CleanRoom room, SignalSet signals)
{
    private const string Command = "git log";
    private const int LongestPiece = 8 << 20;

    // Bounds what one commit may take of memory; beyond it files are counted in no list. Git's own limit is none.
    private const int MostFiles = 1_000_000;

    /// <param name="after">Only steps that come after this one of the line; null for the whole line.</param>
    public IEnumerable<MergedStep> Read(ObjectId tip, ObjectId? after)
    {
        List<string> arguments =
        [
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            "--reverse",
            "--no-renames",
            "--raw",
            "--no-abbrev",
            "--numstat",
            "-z",
            "--root",
            "--no-mailmap",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            StepHeader.Format,
            "--stdin",
        ];
        using var process = room.Git.Start(room.Surroundings, arguments);
        process.Arm();
        process.Feed(Encoding.ASCII.GetBytes($"{tip.Hex}\n{(after is { } known ? $"^{known.Hex}\n" : "")}"));
        var reader = new ByteReader(process.Output, Command, LongestPiece);
        SideCommits? sides = null;
        var files = new List<StepFile>();
        var more = Next(reader, process, out var piece);
        while (more)
        {
            var header = StepHeader.Read(piece, reader, Command);
            files.Clear();
            var counted = 0;
            while ((more = Next(reader, process, out piece)) && piece is [(byte)':', ..])
            {
                files.Add(Record(piece, reader));
                if (files.Count > MostFiles)
                {
                    throw new GitFault($"commit {header.Id.Short} changes more than {MostFiles:N0} files", Command, exitCode: 0);
                }
            }

            for (; more && piece.AsSpan().Contains((byte)'\t'); more = Next(reader, process, out piece))
            {
                if (counted == files.Count)
                {
                    throw GitFault.Unreadable(Command, "it counts lines of more files than it names");
                }

                files[counted] = Counted(files[counted], piece);
                counted++;
            }

            if (counted != files.Count)
            {
                throw GitFault.Unreadable(Command, "it names more files than it counts lines of");
            }

            if (header.Parents.Count > 1)
            {
                sides ??= SideCommits.Read(room, tip, after, signals);
            }

            yield return Step(header, [.. files], sides);
        }

        process.Expect();
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
            // Whoever merges what others wrote makes nothing.
            Makers = isMerge
                ? [.. brought.Where(one => !one.IsMerge).SelectMany(one => one.Saying.Makers).Distinct().Take(MergedStep.MostMakers)]
                : own.Makers,
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

    // A span does not live across a yield: the piece that follows a step is copied.
    private static bool Next(ByteReader reader, GitProcess process, out byte[] piece)
    {
        process.Arm();
        var found = reader.TryReadTo(0, out var bytes);
        piece = found ? bytes.TrimStart((byte)'\n').ToArray() : [];
        return found;
    }

    /// <summary>":oldmode newmode oldblob newblob letter", and the path in the next piece.</summary>
    private static StepFile Record(ReadOnlySpan<byte> piece, ByteReader reader)
    {
        const int Modes = 14;
        var blob = (piece.Length - Modes - 4) / 2;
        if (blob is not (40 or 64) || !EntryModes.TryParse(piece[1..7], out var oldMode) || !EntryModes.TryParse(piece[8..14], out var newMode))
        {
            throw GitFault.Unreadable(Command, $"'{VisibleText.Of(Encoding.UTF8.GetString(piece))}' is no record of a change");
        }

        var (before, after) = (StepHeader.Key(piece[(Modes + 1)..]), StepHeader.Key(piece[(Modes + 2 + blob)..]));
        return new StepFile(RepoPath.FromBytes(reader.ReadTo(0)), oldMode, newMode, before, after, 0, 0, false);
    }

    /// <summary>Added TAB deleted TAB path, with dashes for binary content.</summary>
    private static StepFile Counted(StepFile file, ReadOnlySpan<byte> piece)
    {
        var first = piece.IndexOf((byte)'\t');
        var second = piece[(first + 1)..].IndexOf((byte)'\t') + first + 1;
        if (second <= first || !piece[(second + 1)..].SequenceEqual(file.Path.Bytes))
        {
            throw GitFault.Unreadable(Command, $"the line count of {file.Path.Display} is not where it should be");
        }

        return piece[..first].SequenceEqual("-"u8)
            ? file with
            {
                IsBinary = true,
            }
            : file with
            {
                Added = Count(piece[..first]),
                Deleted = Count(piece[(first + 1)..second]),
            };
    }

    private static int Count(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw GitFault.Unreadable(Command, "a line count is no number");
}
