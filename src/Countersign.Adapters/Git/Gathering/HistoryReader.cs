// First contacts and windowed sums: what these makers did here before, from the target's own history.
using Countersign.Changes;
using Countersign.Inputs;

namespace Countersign.Adapters.Git.Gathering;

internal sealed class HistoryReader(CleanRoom room, RecordSources sources)
{
    /// <summary>Days.</summary>
    internal static readonly int[] Windows = [1, 7, 14, 30, 90];

    /// <summary>How far back is looked for sums: landings beyond the longest window, or this many steps, do not count.</summary>
    internal const int MostSteps = 2000;

    public HistoryFacts Read(Gathered gathered)
    {
        var facts = gathered.Facts;
        var emails = Emails(gathered);
        var places = gathered.Files.Select(Place).ToHashSet(StringComparer.Ordinal);
        var sums = Windows.Select(days => new Sum(days)).ToList();
        var steps = 0;
        var reader = new Lazy<ImpactReader>(() => new ImpactReader(gathered.Rulebook, gathered.Rulebook));
        var line = room.FirstParentTimes(gathered.Arrival.Tip).Take(MostSteps).ToList();
        var times = LandingTimes.Of(line, sources.Landings, facts.Now);
        foreach (var ((step, _), landed) in line.Zip(times))
        {
            var age = facts.Now - landed;
            var commit = room.ReadCommit(step);
            if (age > TimeSpan.FromDays(Windows[^1]) || commit.Parents.Count == 0)
            {
                break;
            }

            steps++;
            var made = room.Commits([step], [commit.Parents[0]])
                .Any(one => emails.Contains(one.Author.Email.ToLowerInvariant()) || emails.Contains(one.Committer.Email.ToLowerInvariant()));
            var files = made ? room.Compare(room.TreeOf(commit.Parents[0]), commit.Tree).Where(file => places.Contains(Place(file))).ToList() : [];
            if (files.Count > 0)
            {
                var measured = reader.Value.Measure(files);
                foreach (var sum in sums.Where(sum => age <= TimeSpan.FromDays(sum.Days)))
                {
                    sum.Add(files.Count, measured.EffectiveLines, measured.Expected);
                }
            }
        }

        return new HistoryFacts
        {
            Landings = steps,
            Sums = [.. sums.Select(sum => sum.ToFact())],
            FirstChangeHere = !HasBeenHere(gathered, emails),
        };

        string Place(ChangedFile file) => gathered.Rulebook.Catalog.Of(file.Path) is [var component, ..] ? component.Name : FolderOf(file.Path);
    }

    private static string FolderOf(RepoPath path) => path.Text.LastIndexOf('/') is var slash and > 0 ? path.Text[..slash] : "";

    /// <summary>Git's own search, which stops at the first hit: an author's address in a commit under one of the folders.</summary>
    private bool HasBeenHere(Gathered gathered, HashSet<string> emails)
    {
        if (emails.Count == 0 || gathered.Files.Count == 0)
        {
            return false;
        }

        var folders = gathered
            .Files.Select(file => FolderOf(file.Path))
            .Distinct(StringComparer.Ordinal)
            .Take(50)
            .Select(folder => folder.Length == 0 ? "." : folder);
        List<string> arguments = ["log", "-1", "--format=%H", "--fixed-strings", "--regexp-ignore-case"];
        arguments.AddRange(emails.Select(email => $"--author=<{email}>"));
        arguments.AddRange([gathered.Arrival.Tip.Hex, "--", .. folders]);
        return room.Git.Run(room.Surroundings, arguments).Expect().Text.Trim().Length > 0;
    }

    private static HashSet<string> Emails(Gathered gathered)
    {
        var emails = new HashSet<string>(StringComparer.Ordinal);
        foreach (var maker in gathered.Facts.Makers)
        {
            if (maker.Id is { } id && gathered.Rulebook.Roster.Find(id) is { } entry)
            {
                emails.UnionWith(entry.Emails.Select(email => email.ToLowerInvariant()));
            }
        }

        emails.UnionWith(
            gathered
                .Facts.Commits.Where(commit => !commit.IsCleanMerge)
                .Select(commit => commit.AuthorEmail.ToLowerInvariant())
                .Where(email => email.Length > 0)
        );
        return emails;
    }

    private sealed class Sum(int days)
    {
        private int _changes;
        private int _files;
        private double _lines;
        private double _minutes;

        public int Days => days;

        public void Add(int files, double lines, double minutes)
        {
            _changes++;
            _files += files;
            _lines += lines;
            _minutes += minutes;
        }

        public WindowSum ToFact() => new(days, _changes, _files, _lines, _minutes);
    }
}
