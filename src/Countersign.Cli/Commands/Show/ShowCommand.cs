// `countersign show`: a change as its reader needs it; the others' decisions stay hidden until one's own is signed.
using System.CommandLine;
using Countersign.Adapters.Git.Records;
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Commands.Why;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Show;

public static class ShowCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var revision = ChangeOptions.RevisionArgument();
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var diff = new Option<bool>("--diff") { Description = "Show the content too, as `sign` shows it" };
        var decisions = new Option<bool>("--decisions")
        {
            Description = "Show the others' decisions before you sign; your signature will say that you had seen them",
        };
        var verb = new Verb("show", "Show a change: case, questions, conditions, evidence, reach, makers, verdict")
        {
            Examples =
            [
                ("countersign show timeout", "What there is to know before reading it."),
                ("countersign show timeout --diff", "With its content."),
            ],
        };
        verb.Add(revision);
        foreach (var option in new Option[] { to, key, diff, decisions })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed =>
                (
                    Change: new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), parsed.GetValue(key)),
                    Diff: parsed.GetValue(diff),
                    Decisions: parsed.GetValue(decisions)
                ),
            options => Run(options.Change, options.Diff, options.Decisions, surroundings)
        );
    }

    private static int Run(ChangeOptions options, bool diff, bool decisions, Surroundings surroundings)
    {
        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Revision, options.To, surroundings).MustBeOpen();
        var me = Recorder.WhoIsHere(desk, change.Target, options.Key, surroundings);
        var others = me is { } id ? SeenDecisions.OfOthers(change.Gathered.Records, id) : [];
        var hides = !decisions && others.Count > 0 && FirstLook.At(change, me).IsToCome;
        if (!hides && me is { } viewer)
        {
            SeenDecisions.Remember(desk.Repository, change.Gathered.Records, viewer);
        }

        new ShowView(surroundings.Screen, new CaseTold(new GitRecordStore(desk.Repository, desk.Room))).Draw(change, hides ? others.Count : 0);
        if (diff)
        {
            surroundings.Screen.Line();
            new DiffView(surroundings.Screen).Draw(change);
        }

        return ExitCode.Allowed;
    }
}
