// What came out of a job: one verdict for each change that it judged, or a closed gate with its reason.
using Countersign.Adapters.Forges;
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Gating;

namespace Countersign.Cli.Commands.Judge;

/// <param name="Words">Said where there is no verdict to show.</param>
internal sealed record JobOutcome(IReadOnlyList<JobVerdict> Verdicts, string Words)
{
    public VerdictKind Kind { get; private init; } = VerdictKind.Allowed;

    public int Code => Verdicts.Aggregate(ExitCode.Of(Kind), (worst, verdict) => ExitCode.Worst(worst, ExitCode.Of(verdict.Kind)));

    public VerdictKind Worst => Verdicts.Select(verdict => verdict.Kind).Append(Kind).MaxBy(kind => (int)kind);

    /// <summary>Safe to print in a job's log.</summary>
    public IEnumerable<string> Lines =>
        Verdicts.Count == 0
            ? JobLog.Safe([$"countersign: {(Kind == VerdictKind.Faulted ? "Faulted  the gate cannot tell, and stays closed: " : "")}{Words}"])
            : Verdicts.SelectMany(verdict => verdict.Lines.Append(""));

    public static JobOutcome Closed(string why) => new([], why) { Kind = VerdictKind.Faulted };

    public static JobOutcome Quiet(string why) => new([], why);
}

/// <summary>One change and its verdict. <see cref="Problem"/> says why there is none: the gate stays closed.</summary>
internal sealed record JobVerdict(ForgeChange Change)
{
    private const int Width = 100;

    public JudgedChange? Judged { get; init; }

    public string? Problem { get; init; }

    public ObjectId? Records { get; init; }

    public string? RecordsRef { get; init; }

    private IReadOnlyList<string> Drawn { get; init; } = [];

    /// <summary>
    /// Names the branch, because a forge keeps checks by commit: else a change of the same commit to a branch with softer rules would set
    /// the check of this one.
    /// </summary>
    public string CheckName => $"countersign: {VerdictView.Short(Change.BaseRef)}";

    public bool IsIn => Judged?.Gathered.Facts is { Commits.Count: 0, Faults.Count: 0 };

    public VerdictKind Kind =>
        Problem is not null || Judged is null ? VerdictKind.Faulted
        : IsIn ? VerdictKind.Allowed
        : Judged.Verdict.Kind;

    /// <summary>One line of fixed words and numbers.</summary>
    public string Title =>
        Kind switch
        {
            VerdictKind.Allowed when IsIn => "Allowed: nothing would enter",
            VerdictKind.Allowed => "Allowed",
            VerdictKind.Held => $"Held: {VerdictView.Counted(Judged!.Verdict.Missing.Count, "thing")} missing",
            VerdictKind.Refused => "Refused: not in this form",
            _ => "Faulted: the gate cannot tell, and stays closed",
        };

    public IEnumerable<string> Lines =>
        JobLog.Safe([
            $"{CheckName}  {(Change.Number is { } number ? $"change {number}, " : "")}head {Change.Head.Short}",
            .. Problem is { } problem
                ? ["Faulted  the gate cannot tell, and stays closed", .. Visible.Lines(problem).Select(line => "  " + line)]
                : Drawn,
        ]);

    /// <summary>Draws the tree once, while the repository is open.</summary>
    public JobVerdict Draw(bool all)
    {
        using var output = new StringWriter();
        var screen = new Screen(output, TextWriter.Null, TextReader.Null, colour: false, interactive: false, width: Width);
        var facts = Judged!.Gathered.Facts;
        if (IsIn)
        {
            screen.Line($"Nothing would enter: {Visible.Text(VerdictView.Short(Change.BaseRef))} has all of it already.");
        }
        else
        {
            new VerdictView(screen, all).Draw(Judged.Verdict, facts);
            CutView.Draw(screen, Judged);
        }

        screen.Line();
        screen.Line($"content      {facts.Subject.ChangeDigest}");
        screen.Line(
            $"records      {(RecordsRef is null ? "" : VerdictView.Short(RecordsRef) + " ")}{(Records is { } at ? $"at {at.Hex}" : "not there yet: nobody has signed anything")}"
        );
        if (facts.Description is { } description)
        {
            screen.Line($"description  {description.Digest}");
            foreach (
                var line in Wrapping.Wrap(
                    Visible.Text(
                        $"answers {(description.Answered.Count > 0 ? string.Join(", ", description.Answered) : "nothing")}"
                            + (description.Account is { } account ? $"; written by {account} as the forge says" : "")
                            + (
                                description.WhyNot is { } whyNot ? $"; does not count: {whyNot}"
                                : facts.Case is { Account: null } ? "; not needed: a maker signed a case"
                                : "; counts as the case"
                            )
                    ),
                    "             ",
                    "             ",
                    Width
                )
            )
            {
                screen.Line(line);
            }
        }

        return this with
        {
            Drawn = [.. Visible.ContentLines(output.ToString())],
        };
    }
}
