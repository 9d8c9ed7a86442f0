// `countersign sign`: a person's signature under exactly this content, given on a terminal that shows what it covers.
using System.CommandLine;
using Countersign.Changes;
using Countersign.Cli.Commands.Minutes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Impact.Pace;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Decide;

public static class SignCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var revision = ChangeOptions.RevisionArgument();
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var assurance = new Option<string>("--assurance")
        {
            Description = "How you read it: read-in-full, read-risky-parts or relied-on-evidence",
            DefaultValueFactory = _ => "read-in-full",
        };
        assurance.AcceptOnlyFromAmong("read-in-full", "read-risky-parts", "relied-on-evidence");
        var notReviewed = new Option<string[]>("--not-reviewed")
        {
            Description = "Paths you did not read; they stand in the signature",
            AllowMultipleArgumentsPerToken = true,
        };
        var condition = new Option<string[]>("--condition") { Description = "Something that must still be done before it lands" };
        var constrained = new Option<bool>("--constrained") { Description = "Say publicly that you had less time than it needs" };
        var took = new Option<string?>("--took")
        {
            Description = "If you like: how many minutes the reading took; kept in this clone as a count, without your name (countersign minutes)",
        };
        took.AcceptOnlyFromAmong([.. TookCounts.Bands]);
        var verb = new Verb("sign", "Sign off exactly this content; asks on a terminal and shows the digest it signs")
        {
            Examples =
            [
                ("countersign sign timeout", "Read the change on branch timeout, then sign it."),
                ("countersign sign timeout --assurance read-risky-parts --not-reviewed 'docs/notes.md'", "Say what was not read."),
                ("countersign sign timeout --condition 'add an alert on open carts'", "Sign with a condition; only you say that it is met."),
            ],
        };
        foreach (var option in new Option[] { to, key, assurance, notReviewed, condition, constrained, took })
        {
            verb.Add(option);
        }

        verb.Add(revision);
        return verb.Runs(
            parsed => new SignOptions(
                new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), parsed.GetValue(key)),
                Word.TryParse<Assurance>(parsed.GetValue(assurance)!, out var read) ? read : Assurance.ReadInFull,
                parsed.GetValue(notReviewed) ?? [],
                parsed.GetValue(condition) ?? [],
                parsed.GetValue(constrained),
                parsed.GetValue(took)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(SignOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings).MustBeOpen();
        var recorder = Recorder.Open(desk, change.Target, options.Change.Key, surroundings);
        SignChecks.Refuse(change, recorder);
        new DiffView(screen).Draw(change);
        screen.Line();
        FirstLook.At(change, recorder.Id).Draw(screen);
        screen.Line();
        screen.Line($"You sign as {screen.Bold(recorder.Id.Value)} with {recorder.Key.Path} ({recorder.Key.Kind.ToString().ToLowerInvariant()}):");
        screen.Line($"  content   {change.Digest}");
        screen.Line($"  result    tree {change.ResultTree}");
        screen.Line($"  for       {VerdictView.Short(change.Target.Ref)} at {change.Target.Tip.Short}, offered as {change.Head.Short}");
        screen.Line(
            $"  as        {Word.Of(options.Assurance)}{(options.NotReviewed.Count > 0 ? $", not read: {string.Join(", ", options.NotReviewed.Select(Visible.Text))}" : "")}"
        );
        if (!screen.IsInteractive)
        {
            throw new UsageProblem("a signature needs a person at a terminal; nothing was signed");
        }

        if (screen.Ask("Type the first six digits of the content to sign, anything else to stop: ") != change.Digest.ToString()[..6])
        {
            screen.Line("Nothing was signed.");
            return ExitCode.Usage;
        }

        var conditions = options.Conditions.Select(words => recorder.Sign(Statements.Condition(change, recorder, words))).ToList();
        var signOff = Statements.Decision(change, recorder, conditions.Count > 0 ? DecisionKind.ApproveWithConditions : DecisionKind.Approve) with
        {
            Assurance = options.Assurance,
            NotReviewed = [.. options.NotReviewed.Select(RepoPath.Of)],
            Conditions = conditions,
            IsConstrained = options.IsConstrained,
            Presented = new DiffView(screen).Presented(change),
        };
        var id = recorder.Sign(signOff);
        recorder.Submit();
        if (
            options.Took is { } band
            && change.Gathered.Facts.ReviewMinutes is { } minutes
            && new TookPool(desk.Repository).Add(minutes.Documented(), TookCounts.Bands.ToList().IndexOf(band)) is { } problem
        )
        {
            screen.Aside($"The minutes were not kept: {problem}");
        }

        screen.Line($"Signed by {recorder.Id}: {id.Short}. It holds for exactly this content, and anyone can verify it with stock ssh-keygen.");
        screen.Line();
        var after = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings, fetch: false);
        FirstLook.At(after, recorder.Id).Draw(screen);
        return ExitCode.Of(after.Judged.Verdict.Kind);
    }
}

public sealed record SignOptions(
    ChangeOptions Change,
    Assurance Assurance,
    IReadOnlyList<string> NotReviewed,
    IReadOnlyList<string> Conditions,
    bool IsConstrained,
    string? Took
);
