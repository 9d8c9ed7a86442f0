// The measures of every step of a target's line, in one streaming pass; and of a change that asks to come next.
using Countersign.Changes;
using Countersign.Likelihood;

namespace Countersign.Adapters.Git.Past;

/// <param name="When">The committer's time, Unix seconds.</param>
public sealed record PastChange(ObjectId Id, long When, string Message, ChangeFeatures Features)
{
    public string Subject => Message.Split('\n')[0];
}

/// <summary>Source: specs/likelihood.md, Measures. Steps that change no file are passed over.</summary>
public static class PastReading
{
    private const int MostNamedPaths = 2_000;

    /// <summary>The whole past of <paramref name="tip"/>, oldest first; one process. Of single commits lt is a sum over all branches.</summary>
    public static IEnumerable<PastChange> Read(CleanRoom room, ObjectId tip, Grain grain = Grain.MergedChange) =>
        Measured(StepLog.Read(room, tip, grain: grain));

    /// <summary>
    /// The newest steps, newest first, for the cold-start formula alone: what a file's past would say (ndev, age, nuc, lt) is not
    /// known here.
    /// </summary>
    public static IReadOnlyList<PastChange> Newest(
        CleanRoom room,
        ObjectId tip,
        int most = Assessment.MostRecent,
        Grain grain = Grain.MergedChange
    ) => tip.IsZero ? [] : [.. Measured(StepLog.Read(room, tip, most, grain: grain)).Reverse()];

    /// <summary>A change that comes after <paramref name="tip"/>; the past of its files is read where asked for.</summary>
    public static ChangeFeatures Next(
        CleanRoom room,
        ObjectId tip,
        IEnumerable<(RepoPath Path, int Added, int Deleted)> files,
        string message,
        DateTimeOffset now,
        bool withPast
    )
    {
        var counted = files.Select(file => new CountedFile(file.Path, file.Added, file.Deleted)).ToList();
        var pasts = new FilePasts();
        if (withPast && !tip.IsZero && counted.Count > 0)
        {
            var paths = counted.Select(file => file.Path).ToHashSet();

            // Git reads one path a line; more of them than this, and reading every path is cheaper than looking for some.
            var named = paths.Count <= MostNamedPaths && !paths.Any(path => path.Bytes.Contains((byte)'\n'));
            foreach (var step in StepLog.Read(room, tip, paths: named ? paths : null))
            {
                pasts.Remember(step, paths.Contains);
            }
        }

        return pasts.Measure(counted, now.ToUnixTimeSeconds(), MessageMarks.IsFix(message));
    }

    private static IEnumerable<PastChange> Measured(IEnumerable<Step> steps)
    {
        var pasts = new FilePasts();
        foreach (var step in steps)
        {
            if (step.Files.Count > 0)
            {
                yield return new PastChange(step.Id, step.When, step.Message, pasts.Measure(step.Files, step.When, MessageMarks.IsFix(step.Message)));
                pasts.Remember(step);
            }
        }
    }
}
