// Who committed and merged lately, and where: what a first roster and catalog are proposed from. Claims, every one.
using System.Text;

namespace Countersign.Adapters.Git;

/// <param name="Name">As the newest commit with this address has it.</param>
/// <param name="Folders">Commits for each top-level folder; the empty name is the top itself.</param>
public sealed record Hand(string Name, string Email, int Commits, int Merges, IReadOnlyDictionary<string, int> Folders);

public static class RecentWork
{
    /// <summary>Authors and mergers of the newest <paramref name="most"/> commits, by address, the busiest first; one process.</summary>
    public static IReadOnlyList<Hand> RecentHands(this GitRepository repository, string revision, int most = 2_000)
    {
        var answer = repository
            .Git.Run(
                repository.Surroundings,
                [
                    "-c",
                    "core.quotePath=false",
                    "log",
                    $"--max-count={most}",
                    "--no-renames",
                    "--no-mailmap",
                    "--name-only",
                    "-z",
                    "--format=%x01%an%x02%ae%x02%cn%x02%ce%x02%P%x02",
                    "--end-of-options",
                    revision,
                    "--",
                ]
            )
            .Expect();
        var hands = new Dictionary<string, Tally>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Encoding.UTF8.GetString(answer.Output).Split('\u0001', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('\u0002') is not [var name, var email, var committer, var committerEmail, var parents, var files])
            {
                continue;
            }

            if (parents.Contains(' ', StringComparison.Ordinal))
            {
                Of(hands, committer, committerEmail).Merges++;
                continue;
            }

            var author = Of(hands, name, email);
            author.Commits++;
            foreach (
                var folder in files
                    .Split('\0')
                    .Select(file => file.Trim('\n'))
                    .Where(file => file.Length > 0)
                    .Select(Top)
                    .Distinct(StringComparer.Ordinal)
            )
            {
                author.Folders[folder] = author.Folders.GetValueOrDefault(folder) + 1;
            }
        }

        return
        [
            .. hands
                .Values.OrderByDescending(hand => hand.Commits + hand.Merges)
                .ThenBy(hand => hand.Email, StringComparer.Ordinal)
                .Select(hand => new Hand(hand.Name, hand.Email, hand.Commits, hand.Merges, hand.Folders)),
        ];
    }

    private static string Top(string path) => path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? path[..slash] : "";

    private static Tally Of(Dictionary<string, Tally> hands, string name, string email)
    {
        if (!hands.TryGetValue(email, out var tally))
        {
            hands[email] = tally = new Tally(name, email);
        }

        return tally;
    }

    private sealed class Tally(string name, string email)
    {
        public string Name => name;

        public string Email => email;

        public int Commits { get; set; }

        public int Merges { get; set; }

        public Dictionary<string, int> Folders { get; } = new(StringComparer.Ordinal);
    }
}
