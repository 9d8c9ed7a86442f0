// One change, the series proposed for it, its commits in the clean room and the gate's answer about each.
using System.Globalization;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Splitting;
using Countersign.Changes;
using Countersign.Cli.Commands.Simulate;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Inputs;
using Countersign.Provenance;
using Countersign.Splitting;

namespace Countersign.Cli.Commands.Split;

/// <summary><paramref name="Parts"/> is empty where no cut is needed. <paramref name="Start"/>: what the first part stands on.</summary>
internal sealed record SplitProposal(
    OpenChange Change,
    ObjectId Start,
    Series Series,
    string Name,
    string SeriesName,
    IReadOnlyList<JudgedPart> Parts
)
{
    /// <summary>Whose verdicts these are, where the target has no policy.</summary>
    public string? As => Change.IsRuled ? null : "policies/starter.yml";

    public string Branch(WrittenPart part) => BranchOf(Name, part.Number);

    /// <summary>Numbers of parts that the gate would know less about than about the whole: what tools recorded of the old commits stays with them.</summary>
    public IReadOnlyList<int> LessKnown =>
        Change.Gathered.Facts.Provenance.Class == AssistanceClass.Unknown
            ? []
            : [.. Parts.Where(part => part.Judged?.Gathered.Facts.Provenance.Class == AssistanceClass.Unknown).Select(part => part.Written.Number)];

    /// <summary>As the gate counts them, where it was asked.</summary>
    public static ReviewMinutesFacts? Minutes(JudgedPart part) => part.Judged?.Gathered.Facts.ReviewMinutes;

    public static SplitProposal Make(Desk desk, SplitOptions options, Surroundings surroundings)
    {
        var change = OpenChange.Find(desk, options.Head, options.Base, surroundings, fetch: false).MustBeOpen();
        var start = desk.Room.MergeBases(change.Target.Tip, change.Head) is [var only]
            ? only
            : throw new UsageProblem(
                $"{change.Name} and {VerdictView.Short(change.Target.Ref)} have no single commit where they parted: rebase it first, then run this again",
                ExitCode.Held
            );
        var (startTree, headTree) = (desk.Room.TreeOf(start), desk.Room.TreeOf(change.Head));
        var files = new SplitReader(desk.Room, desk.Rulebooks).Read(startTree, headTree);
        var series = SeriesPlanner.Plan(files, options.Minutes, change.Gathered.Rulebook.Pace);
        var name = options.Name ?? (change.Branch is { } branch ? VerdictView.Short(branch) : $"split-{change.Head.Short}");
        if (series.NeedsNoCut || series.Parts.Count < 2)
        {
            return new SplitProposal(change, start, series, name, name, []);
        }

        MustBeABranch(desk, BranchOf(name, 1));

        List<Commit> commits = [.. desk.Room.Commits([change.Head], [start])];
        var makers = new PartMakers(
            desk.Room,
            commits,
            [.. files.SelectMany(file => file.From is { } from ? [from, file.Path] : new[] { file.Path })]
        );
        var seriesName = PartCommit.SeriesOf(commits, name);
        var title = change.Gathered.Facts.Subject.Title is { Length: > 0 } said ? said : name;
        var written = new SeriesWriter(desk.Room, makers).Write(series, start, headTree, title, seriesName);
        var arrival = new Arrival(change.Target.Ref, change.Target.Tip, change.Head, surroundings.Now, Lands: false);
        var judge = change.IsRuled ? desk.Judge(change.Target.Ref) : desk.Judge(change.Target.Ref, ReplayPolicies.Starter);
        var judged = new SeriesJudge(desk.Room, judge).Judge(written, start, arrival, part => $"refs/heads/{BranchOf(name, part.Number)}");
        return new SplitProposal(change, start, series, name, seriesName, judged);
    }

    private static string BranchOf(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-split-{number}");

    /// <summary>What Git's own commands take for an option, or for no name, could be made and never named again.</summary>
    private static void MustBeABranch(Desk desk, string branch)
    {
        if (desk.Repository.Git.Run(desk.Repository.Surroundings, ["check-ref-format", "--branch", branch]).ExitCode != 0)
        {
            throw new UsageProblem($"{Visible.Text(branch)} is no name that Git takes for a branch: choose another beginning with --name");
        }
    }
}
