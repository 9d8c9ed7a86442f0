// `countersign land`: merges in the clean room, judges the result as the gate will, and pushes exactly that.
using System.CommandLine;
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Land;

public static class LandCommand
{
    private const int MostRaces = 10;

    public static Command Build(Surroundings surroundings)
    {
        var revision = ChangeOptions.RevisionArgument();
        var to = ChangeOptions.ToOption();
        var squash = new Option<bool>("--squash") { Description = "One commit with the same content, in the names of those who made it" };
        var forward = new Option<bool>("--ff") { Description = "The offered commit itself, where it stands on the tip already; no new commit" };
        var message = new Option<string?>("--message", "-m") { Description = "The commit's first line (default: from the change)" };
        var verb = new Verb("land", "Merge the change onto the target's tip and push it; nothing enters that was not judged")
        {
            Examples =
            [
                ("countersign land timeout", "Merge branch timeout into the remote's main branch and push it."),
                ("countersign land timeout --squash", "The same content as one commit."),
            ],
        };
        verb.Add(revision);
        foreach (var option in new Option[] { to, squash, forward, message })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed =>
                parsed.GetValue(squash) && parsed.GetValue(forward)
                    ? throw new UsageProblem("--squash and --ff are two ways to land; name one")
                    : new LandOptions(
                        new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), null),
                        parsed.GetValue(squash) ? LandForm.Squash
                            : parsed.GetValue(forward) ? LandForm.FastForward
                            : LandForm.Merge,
                        parsed.GetValue(message)
                    ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(LandOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        using var desk = Desk.Open(surroundings);
        ObjectId? refused = null;
        for (var race = 0; race < MostRaces; race++)
        {
            var target = Target.Find(desk.Repository, options.Change.To);
            var exchange = new Exchange(desk.Repository, desk.Room, Remote(target, desk));
            exchange.FetchTarget(target);
            var change = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings);
            if (change.Gathered.Manifest!.IsEmpty)
            {
                screen.Line($"{VerdictView.Short(target.Ref)} has it all already; nothing to land.");
                return ExitCode.Allowed;
            }

            if (!change.Judged.IsAllowed)
            {
                return Stop(change.Judged, screen);
            }

            var commit = new LandingCommit(change, desk).Make(options);
            var judged = JudgeLanded(change, commit, surroundings);
            if (!judged.IsAllowed)
            {
                return Stop(judged, screen);
            }

            exchange.Send(Branch(change));
            var answer = exchange.PushOne(commit, change.Target.Ref);
            if (answer.Accepted)
            {
                Say(change, commit, options, screen);
                return ExitCode.Allowed;
            }

            if (!Exchange.LostRace(answer, change.Target.Ref))
            {
                throw new UsageProblem(
                    $"the gate did not take it; records and branch are there, so nothing is lost:{Environment.NewLine}{string.Join(Environment.NewLine, Visible.Lines(answer.Messages))}",
                    ExitCode.Refused
                );
            }

            refused = commit;
            screen.Aside($"{VerdictView.Short(change.Target.Ref)} moved meanwhile; judged anew on its new tip.");
            Thread.Sleep(Random.Shared.Next(10, 60 * (race + 1)));
        }

        throw new UsageProblem($"the target moved {MostRaces} times while {refused?.Short} was landed; run the command again", ExitCode.Held);
    }

    /// <summary>The same question that the hook will ask, about the very commit that will be pushed.</summary>
    private static JudgedChange JudgeLanded(OpenChange change, ObjectId commit, Surroundings surroundings)
    {
        var judged = change
            .Desk.Judge(change.Target.Ref)
            .Judge(new Arrival(change.Target.Ref, change.Target.Tip, commit, surroundings.Now, Lands: true), demandDigest: true);
        return judged.Gathered.Manifest?.Digest == change.Digest && judged.Gathered.Facts.Subject.ResultTree == change.ResultTree
            ? judged
            : throw new UsageProblem(
                $"what would land ({judged.Gathered.Manifest?.Digest.Short}) is not what was judged ({change.Digest.Short}); nothing was pushed",
                ExitCode.Faulted
            );
    }

    private static string Remote(Target target, Desk desk) =>
        target.Remote
        ?? throw new UsageProblem(
            desk.Trust.Basis == TrustBasis.OwnSettings
                ? "this is the guarded repository itself, where no hook would judge; land from a clone of it"
                : "there is no remote to land at; name one with `git remote add origin URL`"
        );

    private static string[] Branch(OpenChange change) =>
        change.Branch is { } branch
        && branch != change.Target.Ref
        && change.Desk.Repository.ReadRef($"refs/remotes/{change.Target.Remote}/{VerdictView.Short(branch)}") != change.Head
            ? [$"{change.Head.Hex}:{branch}"]
            : [];

    private static int Stop(JudgedChange judged, Screen screen)
    {
        screen.Line("Not landed; nothing was pushed.");
        screen.Line();
        new VerdictView(screen).Draw(judged.Verdict, judged.Gathered.Facts);
        CutView.Draw(screen, judged);
        return ExitCode.Of(judged.Verdict.Kind);
    }

    private static void Say(OpenChange change, ObjectId commit, LandOptions options, Screen screen)
    {
        var how = options.Form switch
        {
            LandForm.Squash => "as one commit",
            LandForm.FastForward => "as offered",
            _ => "by a merge",
        };
        screen.Line(
            $"Landed on {VerdictView.Short(change.Target.Ref)} as {commit.Short}, {how}; content {change.Digest.Short}, exactly what was judged."
        );
        screen.Line($"  take it into your own branch   git pull {change.Target.Remote} {VerdictView.Short(change.Target.Ref)}");
        screen.Line($"  if it must come out again      countersign revert {commit.Short}");
    }
}
