// Reads one `git log` of a first-parent line, oldest first: who is a hash, what is paths with counted lines.
using System.Globalization;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Past;

/// <summary>What one change of the past is: a step of the first-parent line with all that it brought, or every single commit but merges.</summary>
public enum Grain
{
    MergedChange,
    Commit,
}

/// <summary>One step of the line against its first parent. <paramref name="Author"/> is a hash and leaves this folder nowhere.</summary>
internal sealed record Step(ObjectId Id, long When, uint Author, string Message, IReadOnlyList<CountedFile> Files);

/// <summary>Binary content counts no lines.</summary>
internal readonly record struct CountedFile(RepoPath Path, int Added, int Deleted);

internal static class StepLog
{
    /// <summary>Newest steps only where <paramref name="newest"/> says how many; of some paths only where given. One process, streamed.</summary>
    public static IEnumerable<Step> Read(
        CleanRoom room,
        ObjectId tip,
        int? newest = null,
        IReadOnlyCollection<RepoPath>? paths = null,
        Grain grain = Grain.MergedChange
    )
    {
        List<string> arguments =
        [
            .. grain == Grain.MergedChange ? new[] { "--first-parent", "--diff-merges=first-parent" } : ["--no-merges", "--topo-order"],
            "--reverse",
            "--no-renames",
            "--numstat",
        ];
        if (newest is { } most)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--max-count={most}"));
        }

        using var answer = new LogAnswer(room, arguments, Input(tip, paths));
        var more = answer.Next(out var piece);
        while (more)
        {
            var header = answer.Header(piece);
            var files = new List<CountedFile>();
            while ((more = answer.Next(out piece)) && LineCount.Is(piece))
            {
                var count = LineCount.Read(piece);
                files.Add(new CountedFile(RepoPath.FromBytes(count.Path), count.Added, count.Deleted));
            }

            yield return new Step(header.Id, header.When, CommitSaying.HashOf(header.Claim.AuthorEmail), header.Claim.Message, files);
        }
    }

    private static byte[] Input(ObjectId tip, IReadOnlyCollection<RepoPath>? paths)
    {
        using var input = new MemoryStream();
        input.Write(Encoding.ASCII.GetBytes($"{tip.Hex}\n"));
        if (paths is not null)
        {
            input.Write("--\n"u8);
            foreach (var path in paths)
            {
                input.Write(path.Bytes);
                input.WriteByte((byte)'\n');
            }
        }

        return input.ToArray();
    }
}
