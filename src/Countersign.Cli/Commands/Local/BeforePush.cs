// Before a push leaves: what the gate would say of it, from what this clone knows.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Recording;
using Countersign.Changes;
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Gating;

namespace Countersign.Cli.Commands.Local;

internal static class BeforePush
{
    private const int MostJudged = 5;

    /// <summary>
    /// Branches that are offered are never stopped. A push of the guarded branch itself stops where the gate would refuse or fault on
    /// the same facts: a push that it refuses loses all its objects. Held passes, because somebody may have signed meanwhile.
    /// Arguments as Git gives them: the remote's name and its address; lines "LOCAL-REF ID REMOTE-REF ID" on standard input.
    /// </summary>
    public static int Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var pushed = Lines(Given(surroundings) ?? screen.Input.ReadToEnd());

        // Records go along with what our own verbs push, and those verbs print the verdict themselves.
        if (pushed.Count == 0 || pushed.Exists(line => line.RemoteRef.StartsWith("refs/countersign/", StringComparison.Ordinal)))
        {
            return ExitCode.Allowed;
        }

        using var desk = Desk.Open(surroundings);
        var target = Target.Find(desk.Repository, null);
        var remote = arguments.ElementAtOrDefault(0) ?? surroundings.Variable("PRE_COMMIT_REMOTE_NAME");
        if (target.Remote is { } gate && remote is { Length: > 0 } && remote != gate)
        {
            return ExitCode.Allowed;
        }

        if (!desk.Rulebooks.At(target.Tip).HasPolicy)
        {
            return ExitCode.Allowed;
        }

        var code = ExitCode.Allowed;
        foreach (var line in pushed.Take(MostJudged))
        {
            var judged = desk.Judge(target.Ref)
                .Judge(new Arrival(target.Ref, target.Tip, line.Head, surroundings.Now, Lands: false) { SourceRef = line.LocalRef });
            if (judged.Gathered.Facts is { Commits.Count: 0, Faults.Count: 0 })
            {
                continue;
            }

            screen.Line(
                $"countersign: {VerdictView.Short(line.RemoteRef)} as a change to {VerdictView.Short(target.Ref)}, from what this clone knows:"
            );
            FirstLook.OfWhoeverIsHere(desk, target, judged, surroundings).Draw(screen);
            CutView.Draw(screen, judged);
            if (line.RemoteRef == target.Ref && judged.Verdict.Kind is VerdictKind.Refused or VerdictKind.Faulted)
            {
                screen.Line(
                    "This push would be refused and its objects thrown away, so it is not sent; `git push --no-verify` sends it all the same."
                );
                code = ExitCode.Worst(code, ExitCode.Of(judged.Verdict.Kind));
            }
        }

        if (pushed.Count > MostJudged)
        {
            screen.Line($"countersign: {pushed.Count - MostJudged} more branches are pushed and not looked at here.");
        }

        Notes(desk, remote, screen);
        return code;
    }

    /// <summary>A plain push brings no notes, and without them the gate does not know which lines were recorded.</summary>
    private static void Notes(Desk desk, string? remote, Screen screen)
    {
        if (desk.Repository.ReadRef(CommitWork.NotesRef) is not null && remote is { Length: > 0 })
        {
            screen.Line(
                $"countersign: which lines were recorded stays in this clone until you send it: git push {Visible.Text(remote)} {CommitWork.NotesRef}"
            );
        }
    }

    /// <summary>pre-commit reads Git's lines itself and says in variables what is pushed; null where it is not in front.</summary>
    private static string? Given(Surroundings surroundings) =>
        surroundings.Variable("PRE_COMMIT_TO_REF") is { Length: > 0 } head
            ? $"{surroundings.Variable("PRE_COMMIT_LOCAL_BRANCH")} {head} {surroundings.Variable("PRE_COMMIT_REMOTE_BRANCH")} {head}"
            : null;

    private static List<PushedLine> Lines(string input)
    {
        var found = new List<PushedLine>();
        foreach (var words in input.Split('\n').Select(line => line.Split(' ')))
        {
            if (
                words is [var local, var id, var remote, _]
                && ObjectId.TryParse(id, out var head)
                && head != ObjectId.Zero(head.Format)
                && (remote.StartsWith("refs/heads/", StringComparison.Ordinal) || remote.StartsWith("refs/countersign/", StringComparison.Ordinal))
            )
            {
                found.Add(new PushedLine(local, head, remote));
            }
        }

        return found;
    }

    private sealed record PushedLine(string LocalRef, ObjectId Head, string RemoteRef);
}
