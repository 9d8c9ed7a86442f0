// `countersign sync`: brings the gate's records here, and sees to it that a plain `git fetch` brings them from now on.
using System.CommandLine;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Sync;

public static class SyncCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var remote = new Argument<string?>("remote")
        {
            Description = "The remote that has the gate (default: origin)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Verb("sync", "Fetch records, landings and offered changes, and let plain `git fetch` bring them from now on")
        {
            Examples =
            [
                ("countersign sync", "Everything the gate at origin has published."),
                ("countersign sync upstream", "From another remote, which is remembered."),
                ("countersign sync --send", "Also put back the records that are here and not there."),
            ],
        };
        var send = new Option<bool>("--send") { Description = "Also send the records that only this clone has" };
        verb.Add(remote);
        verb.Add(send);
        return verb.Runs(
            parsed => (Remote: parsed.GetValue(remote), Send: parsed.GetValue(send)),
            options => Run(options.Remote, options.Send, surroundings)
        );
    }

    private static int Run(string? named, bool send, Surroundings surroundings)
    {
        using var desk = Desk.Open(surroundings);
        var screen = surroundings.Screen;
        if (named is null && new GateFolder(desk.Repository).IsInstalled)
        {
            screen.Line("This is the gate's own repository: everything is here already.");
            return ExitCode.Allowed;
        }

        var remote =
            named
            ?? Reading.RemoteOf(desk.Repository)
            ?? throw new UsageProblem("there is no remote to fetch from; add one with `git remote add origin URL`");
        if (desk.Repository.OwnConfig($"remote.{remote}.url") is null)
        {
            throw new UsageProblem($"there is no remote '{Visible.Text(remote)}'; `git remote` lists them");
        }

        var before = Seen(desk);
        var exchange = new Exchange(desk.Repository, desk.Room, remote);
        var losses = exchange.Fetch();
        if (named is not null && named != "origin")
        {
            desk.Repository.SetConfig("countersign.remote", named);
        }

        var isNewSpec = !desk.Repository.OwnConfigValues($"remote.{remote}.fetch").Contains(exchange.RefspecHere);
        if (isNewSpec)
        {
            desk.Repository.Git.Run(desk.Repository.Surroundings, ["config", "--local", "--add", $"remote.{remote}.fetch", exchange.RefspecHere])
                .Expect();
        }

        Say(screen, before, Seen(desk), remote, isNewSpec, desk);
        foreach (var loss in losses)
        {
            screen.Line(screen.Red("WARNING  ") + Visible.Text(loss));
        }

        if (send)
        {
            exchange.Send();
            screen.Line($"{Visible.Text(remote)} has every record that is here.");
        }

        return losses.Count == 0 ? ExitCode.Allowed : ExitCode.Refused;
    }

    private static void Say(Screen screen, Refs before, Refs after, string remote, bool isNewSpec, Desk desk)
    {
        if (desk.Trust.Settings is { Forge: { } forge })
        {
            var records = Added(desk, before.Records, after.Records, "d/");
            screen.Line(
                $"{Visible.Text(remote)} keeps records on the branch {forge.RecordsBranch}: {(records == 0 ? "nothing new" : VerdictView.Counted(records, "record") + " about contents new here")}."
            );
        }
        else if (after.Gate is null)
        {
            screen.Line($"{Visible.Text(remote)} has no gate: it published nothing under {RecordRefs.Prefix}.");
        }
        else
        {
            var (records, changes) = (Added(desk, before.Records, after.Records, "d/"), after.Heads - before.Heads);
            var landings = Added(desk, before.Gate, after.Gate, "l/");
            screen.Line(
                records + changes + landings == 0
                    ? "Nothing new."
                    : $"New here: {VerdictView.Counted(landings, "landing")}, {VerdictView.Counted(Math.Max(0, changes), "offered version")}, {VerdictView.Counted(records, "record")} about contents."
            );
        }

        if (isNewSpec)
        {
            screen.Line("From now on a plain `git fetch` brings them too.");
        }
    }

    private static int Added(Desk desk, ObjectId? old, ObjectId? @new, string place)
    {
        if (@new is not { } tip || old == tip)
        {
            return 0;
        }

        var from = old is { } was ? desk.Room.TreeOf(was) : ObjectId.EmptyTree(desk.Repository.Format);
        return desk
            .Room.Compare(from, desk.Room.TreeOf(tip), countLines: false)
            .Count(file => file.IsAdded && file.Path.Text.StartsWith(place, StringComparison.Ordinal));
    }

    private static Refs Seen(Desk desk) =>
        new(
            desk.Repository.ReadRef(RecordRefs.Records),
            desk.Repository.ReadRef(RecordRefs.Gate),
            desk.Repository.Refs(RecordRefs.Prefix + "heads").Count
        );

    private sealed record Refs(ObjectId? Records, ObjectId? Gate, int Heads);
}
