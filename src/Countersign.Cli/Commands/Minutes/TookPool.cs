// What readers of this clone chose to say of how long reading took: counts in a file beside the repository, sent nowhere by itself.
using Countersign.Adapters.Git;
using Countersign.Impact.Pace;

namespace Countersign.Cli.Commands.Minutes;

internal sealed class TookPool(GitRepository repository)
{
    private string File => Path.Combine(repository.CommonDir, "countersign", "review-minutes.json");

    /// <summary>The team's counts, in the work tree.</summary>
    public const string Shared = ".countersign/review-minutes.json";

    public TookCounts Read() => ReadFile(File);

    /// <exception cref="UsageProblem">The file cannot be read whole.</exception>
    public static TookCounts ReadFile(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            return TookCounts.None;
        }

        return TookCounts
            .Read(System.IO.File.ReadAllBytes(file), Path.GetFileName(file))
            .Match((counts, _) => counts, problems => throw new UsageProblem($"{Path.GetFileName(file)} cannot be read: {problems[0].Message}"));
    }

    /// <summary>One more answer; nothing of whose, of what or when.</summary>
    /// <returns>Why it could not be kept, in words; the signature it came with stands anyway.</returns>
    public string? Add(double expected, int band)
    {
        try
        {
            Write(Read().With(TookCounts.RowOf(expected), band));
            return null;
        }
        catch (Exception problem) when (problem is UsageProblem or IOException or UnauthorizedAccessException)
        {
            return problem.Message;
        }
    }

    public void Write(TookCounts counts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var passing = File + ".new";
        System.IO.File.WriteAllBytes(passing, counts.ToJson());
        System.IO.File.Move(passing, File, overwrite: true);
    }
}
