// `countersign revert`: makes the inverse of something that landed, as a branch of its own, and offers it.
using System.CommandLine;
using Countersign.Adapters.Git;
using Countersign.Changes;
using Countersign.Cli.Commands.Propose;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Revert;

public static class RevertCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var landing = new Argument<string>("landing") { Description = "The commit that landed (a former tip of the branch), by any name Git knows" };
        var reason = new Option<string?>("--reason", "-m") { Description = "Why, for the commit's message" };
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("revert", "Take something that landed out again: the exact inverse, as a branch, offered for the policy's short way")
        {
            Examples =
            [
                ("countersign revert 9c41d7a --reason 'carts time out'", "Makes branch revert-9c41d7a and offers it."),
                ("countersign revert main", "Takes out what landed last."),
            ],
        };
        verb.Add(landing);
        verb.Add(reason);
        verb.Add(to);
        verb.Add(key);
        return verb.Runs(
            parsed => new RevertOptions(parsed.GetValue(landing)!, parsed.GetValue(reason), parsed.GetValue(to), parsed.GetValue(key)),
            options => Run(options, surroundings)
        );
    }

    private static int Run(RevertOptions options, Surroundings surroundings)
    {
        string branch;
        using (var desk = Desk.Open(surroundings))
        {
            var target = Target.Find(desk.Repository, options.To);
            var exchange = new Exchange(desk.Repository, desk.Room, target.Remote);
            exchange.FetchTarget(target);
            exchange.Fetch();
            target = Target.Find(desk.Repository, options.To);
            branch = Make(options, desk, target, surroundings.Screen);
        }

        return ProposeCommand.Run(new ChangeOptions(branch, options.To, options.Key), null, surroundings);
    }

    private static string Make(RevertOptions options, Desk desk, Target target, Screen screen)
    {
        var (old, landed) = Landed(desk, target, desk.Commit(options.Landing));
        var room = desk.Room;
        var inverse = new Inverse(desk, Me(desk));
        var tree = inverse
            .Tree(old, landed, target.Tip)
            .Match(
                tree => tree,
                (paths, _) =>
                    throw new UsageProblem(
                        $"what landed since touches the same lines ({string.Join(", ", paths.Take(5).Select(path => path.Display))}), so {landed.Short} does not come out by itself: revert those landings first, newest first, or undo it by hand on a branch",
                        ExitCode.Held
                    )
            );
        if (tree == room.TreeOf(target.Tip))
        {
            throw new UsageProblem($"{landed.Short} is out already: {VerdictView.Short(target.Ref)} has nothing of it left");
        }

        var isExact = room.Manifest(room.TreeOf(target.Tip), tree).IsInverseOf(room.Manifest(room.TreeOf(old), room.TreeOf(landed)));
        var title = room.ReadCommit(landed).Subject;
        var commit = inverse.Commit(
            tree,
            target.Tip,
            $"Revert \"{title}\"\n\n{(options.Reason is { } why ? why + "\n\n" : "")}This takes out {landed.Hex}{(isExact ? ", exactly" : "; later changes beside it stay")}.\n"
        );
        var name = $"revert-{landed.Short}";
        var reference = $"refs/heads/{name}";
        if (desk.Repository.FinalName("HEAD") == reference)
        {
            throw new UsageProblem($"{name} is checked out here; change to another branch first, so that no work is lost");
        }

        desk.Repository.UpdateRefs([new RefChange(reference, desk.Repository.ReadRef(reference) ?? ObjectId.Zero(desk.Repository.Format), commit)])
            .Match(() => 0, reason => throw new UsageProblem($"{name} moved meanwhile ({reason}); run the command again", ExitCode.Faulted));
        screen.Line(
            isExact
                ? $"Branch {name} takes {landed.Short} out, exactly: the gate sees it as an exact revert."
                : $"Branch {name} takes {landed.Short} out; later changes in the same files stay, so it is an ordinary change, not an exact revert."
        );
        return name;
    }

    /// <summary>From where to where it landed: as the gate recorded it, else from its first parent.</summary>
    private static (ObjectId Old, ObjectId New) Landed(Desk desk, Target target, ObjectId commit)
    {
        var landing = desk.Trust.Sources(target.Ref).Landings.Select(pair => pair.Landing).LastOrDefault(landing => landing.New == commit);
        if (landing is { Old.IsZero: false })
        {
            return (landing.Old, landing.New);
        }

        if (desk.Room.FirstParentChain(commit, target.Tip).Match(_ => false, () => true))
        {
            throw new UsageProblem(
                $"{commit.Short} never was the tip of {VerdictView.Short(target.Ref)}; name the commit that landed (git log --first-parent {VerdictView.Short(target.Ref)})"
            );
        }

        return desk.Room.ReadCommit(commit).Parents is [var parent, ..]
            ? (parent, commit)
            : throw new UsageProblem($"{commit.Short} is the first commit; there is nothing before it to go back to");
    }

    private static Identity Me(Desk desk) =>
        desk.Repository.Config("user.name") is { Length: > 0 } name && desk.Repository.Config("user.email") is { Length: > 0 } email
            ? new Identity(name, email, desk.Now.ToUnixTimeSeconds())
            : throw new UsageProblem("Git does not know your name here; set it: git config --global user.name 'NAME' and user.email ADDRESS");
}

public sealed record RevertOptions(string Landing, string? Reason, string? To, string? Key);
