// The newcomer's own repository, only read: what the starter policy would have asked of its last merged changes.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Cli.Commands.Story;

internal static class OwnRepository
{
    private const string TooLarge = "a cut: over one sitting";

    public static int Read(string path, int count, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var repository = GitRepository.Open(new GitProgram(), Path.GetFullPath(path, surroundings.Folder));
        using var room = repository.OpenCleanRoom();
        var target = Target.Find(repository, null);
        var rulebooks = new RulebookReader(room, YamlReader.Read, graphs: Desk.GraphsOf(room));
        var own = rulebooks.At(target.Tip).HasPolicy;
        var policy = own ? null : StarterPolicy();
        screen.Line(
            $"The last {count} changes that entered {VerdictView.Short(target.Ref)}, read by {(own ? "this repository's own policy" : "policies/starter.yml")}; nothing is written there."
        );
        screen.Line();
        screen.Line(screen.Dim($"  {"entered", -10}  {"size", -15}  {"to read", -11}  {"AI assistance", -18}  {"would be asked for", -24}  change"));
        var rows = new List<Row>();
        var sources = RecordSources.None with { LineRecords = LineRecordReader.RefsIn(repository) };
        foreach (var row in Rows(room, rulebooks, sources, policy, target, count, surroundings))
        {
            rows.Add(row);
            var asked = row.Asked.Count == 0 ? "nothing" : row.Asked[0];
            screen.Line(
                $"  {row.When:yyyy-MM-dd}  {row.Size, -15}  {row.Minutes, -11}  {row.Assistance, -18}  {asked, -24}  {Cut(Visible.Text(row.Title), Math.Max(48, screen.Width - 90))}"
            );
            screen.Flush();
        }

        Summary(screen, rows, own);
        return ExitCode.Allowed;
    }

    private static IEnumerable<Row> Rows(
        CleanRoom room,
        RulebookReader rulebooks,
        RecordSources sources,
        Policy? policy,
        Target target,
        int count,
        Surroundings surroundings
    )
    {
        foreach (var commit in room.ReadCommits([.. room.FirstParentHistory(target.Tip).Take(count)]))
        {
            if (commit.Parents.Count == 0)
            {
                yield break;
            }

            var when = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(commit.Committer.UnixTime, 0, 253_402_300_799));
            var facts = new FactsGatherer(room, rulebooks, sources)
                .Gather(new Arrival(target.Ref, commit.Parents[0], commit.Id, surroundings.Now, Lands: true))
                .Facts;
            var used = policy ?? rulebooks.At(commit.Parents[0]).Policy ?? Policy.Absent;
            // Without a catalog nothing is known of reach; unmapped then counts as the policy says, and the last line says so.
            var reach = facts.Reach is { Source: "none" } unknown ? unknown with { UnknownCoverage = null } : facts.Reach;
            var verdict = Gate.Decide(facts with { History = new HistoryFacts(), Reach = reach }, used);
            yield return new Row(when, commit.Subject, facts, [.. Asked(verdict)]);
        }
    }

    /// <summary>What the rules ask, in a few words; who could give it is not known without a roster, and is not guessed.</summary>
    private static IEnumerable<string> Asked(Verdict verdict)
    {
        var open = verdict
            .Rules.Where(rule => rule.Type == "rule" && rule.Outcome is RuleOutcome.Unsatisfied or RuleOutcome.Faulted)
            .SelectMany(rule => rule.Children)
            .ToList();
        if (open.Exists(child => child.Type == "refusal"))
        {
            yield return TooLarge;
            yield break;
        }

        var asked = open.Where(child => child.Type == "requirement" && child.Outcome != RuleOutcome.Satisfied)
            .Select(child => child.Id[(child.Id.LastIndexOf('/') + 1)..])
            .ToHashSet(StringComparer.Ordinal);
        var words = new List<string>();
        if (asked.Contains("sign-offs"))
        {
            words.Add("a sign-off");
        }
        else if (asked.Contains("peer-review"))
        {
            words.Add("one other reader");
        }

        words.AddRange(asked.Contains("case") ? ["a case"] : []);
        words.AddRange(asked.Contains("evidence") ? ["evidence"] : []);
        if (words.Count > 0)
        {
            yield return string.Join(", ", words);
        }
    }

    private static void Summary(Screen screen, List<Row> rows, bool own)
    {
        if (rows.Count == 0)
        {
            screen.Line("  there is no change yet");
            return;
        }

        var nobody = rows.Count(row => row.Asked.Count == 0);
        var refused = rows.Count(row => row.Asked.Any(asked => asked == TooLarge));
        var minutes = rows.Sum(row => row.Facts.ReviewMinutes?.Expected ?? 0);
        screen.Line();
        screen.Line(
            screen.Bold(
                $"Of {rows.Count}: {nobody} would have needed nobody, {rows.Count - nobody - refused} a reader or more, {refused} a cut; about {VerdictView.Minutes(minutes)} of reading in all."
            )
        );
        screen.Line(
            $"AI assistance was declared or recorded for {rows.Count(row => row.Facts.Provenance.Basis != "unknown")} of {rows.Count}; of the rest nothing is known."
        );
        screen.Line("A sign-off is by somebody above the author; a case is the author's own: why, what breaks, what was checked, how to undo it.");
        if (!own)
        {
            screen.Line(
                "Without a catalog every path counts as medium and every reader as unfamiliar; `countersign init` there proposes policy, roster and catalog."
            );
        }
    }

    private static Policy StarterPolicy()
    {
        using var stream =
            typeof(OwnRepository).Assembly.GetManifestResourceStream("starter.yml")
            ?? throw new UsageProblem("the starter policy is not in this program", ExitCode.Faulted);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return YamlReader
            .Read(bytes.ToArray(), "starter.yml")
            .Match((node, _) => PolicyDocument.ReadAlone(node, Signatures.Digest.Of(bytes.ToArray())).Match((policy, _) => policy, Broken), Broken);

        static Policy Broken(IReadOnlyList<Countersign.Documents.Problem> problems) =>
            throw new UsageProblem(string.Join(Environment.NewLine, problems), ExitCode.Faulted);
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 3)] + "...";

    private sealed record Row(DateTimeOffset When, string Title, Facts Facts, IReadOnlyList<string> Asked)
    {
        public string Size => $"{Facts.Files.Count}f +{Facts.Files.Sum(file => file.Added)} -{Facts.Files.Sum(file => file.Deleted)}";

        public string Minutes => VerdictView.Minutes(Facts.ReviewMinutes?.Expected ?? 0);

        public string Assistance =>
            Facts.Provenance.Basis == "unknown" ? "unknown" : $"{Facts.Provenance.Class.ToString().ToLowerInvariant()}, {Facts.Provenance.Basis}";
    }
}
