// What a part's commit says: whoever made these files stays named, with their own words and trailers.
using System.Globalization;
using System.Text;
using Countersign.Changes;

namespace Countersign.Splitting;

/// <summary>The newest commit behind the part gives author, committer and dates; everybody else behind it is a co-author.</summary>
public sealed record PartCommit(Identity Author, Identity Committer, string Message)
{
    public const string SeriesTrailer = "Countersign-Series";

    /// <summary>They name one change or one content, which no part is.</summary>
    private static readonly string[] s_dropped = ["Change-Id", "Countersign-Change", "Countersign-Digest", SeriesTrailer];

    /// <param name="commits">Those behind the part, newest first; at least one.</param>
    public static PartCommit Of(string part, int number, int count, string series, string title, IReadOnlyList<Commit> commits)
    {
        var newest = commits[0];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{title} ({number} of {count}): {VisibleText.Of(part)}\n");
        var trailers = new List<string>();
        foreach (var commit in commits.Reverse())
        {
            var (body, last) = Taken(commit);
            trailers.AddRange(last);
            if (commits.Count > 1)
            {
                text.Append("\n* ").Append(commit.Subject).Append('\n');
            }

            if (body.Length > 0)
            {
                text.Append('\n').Append(body).Append('\n');
            }
        }

        trailers.AddRange(Others(commits, newest));
        trailers.Add($"{SeriesTrailer}: {series}");
        text.Append('\n').AppendJoin('\n', trailers.Distinct(StringComparer.Ordinal)).Append('\n');
        return new PartCommit(newest.Author, newest.Committer, text.ToString());
    }

    /// <summary>The series that the commits declare, or the name given, as one word.</summary>
    public static string SeriesOf(IEnumerable<Commit> commits, string name) =>
        OneWord(
            commits.SelectMany(commit => Trailers.Values(commit.Message, SeriesTrailer)).FirstOrDefault(value => OneWord(value).Length > 0) ?? name
        );

    private static string OneWord(string text) => string.Concat(text.Where(letter => letter > ' ' && letter != '\u007F'));

    private static IEnumerable<string> Others(IReadOnlyList<Commit> commits, Commit newest) =>
        commits
            .SelectMany(commit => new[] { commit.Author, commit.Committer })
            .Where(other => !Same(other, newest.Author) && !Same(other, newest.Committer))
            .DistinctBy(other => (other.Name, other.Email.ToLowerInvariant()))
            .Select(other => new Identity(other.Name, other.Email, 0).Line)
            .Select(line => $"Co-authored-by: {line[..(line.LastIndexOf('>') + 1)]}");

    /// <summary>The message without its subject: the text as it stands, and the lines of a last paragraph that is all trailers.</summary>
    private static (string Body, IReadOnlyList<string> Trailers) Taken(Commit commit)
    {
        var lines = commit.Message.ReplaceLineEndings("\n").TrimStart('\n').Split('\n').Skip(1).Select(line => line.TrimEnd()).Where(IsKept).ToList();
        var body = string.Join('\n', lines).Trim('\n');
        var start = body.LastIndexOf("\n\n", StringComparison.Ordinal);
        var last = body[(start < 0 ? 0 : start + 2)..];
        var block = last.Split('\n');
        return last.Length > 0 && block.All(line => Trailers.Read(line).Count == 1) ? (body[..Math.Max(0, start)].TrimEnd('\n'), block) : (body, []);
    }

    private static bool IsKept(string line) => Trailers.Read(line) is not [var trailer] || !s_dropped.Any(trailer.Is);

    private static bool Same(Identity one, Identity other) =>
        one.Name == other.Name && string.Equals(one.Email, other.Email, StringComparison.OrdinalIgnoreCase);
}
