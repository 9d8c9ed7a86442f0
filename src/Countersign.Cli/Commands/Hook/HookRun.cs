// What Git's hooks call: judge a push, and write down what landed.
using System.Runtime.ExceptionServices;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Hook;

public static class HookRun
{
    /// <summary>Standard input has one "old new ref" line for each ref. Anything unexpected refuses the push, with its reason.</summary>
    public static int PreReceive(Surroundings surroundings)
    {
        List<RefCommand>? commands = null;
        try
        {
            commands = Commands(surroundings);
            return Judge(surroundings, commands);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var open = commands is not null && commands.TrueForAll(command => IsOrdinary(command.Ref)) && Observes(surroundings);
            surroundings.Screen.Line(
                open
                    ? "countersign: Faulted: the gate cannot tell; it only observes, so the push enters unjudged."
                    : "countersign: Faulted: the gate cannot tell, and stays closed."
            );
            surroundings.Screen.Line($"  {Visible.Text(fault.Message)}");
            if (fault is GitFault { Remedy: { } remedy })
            {
                surroundings.Screen.Line($"  {Visible.Text(remedy)}");
            }

            return open ? ExitCode.Allowed : ExitCode.Faulted;
        }
    }

    /// <summary>What is refused even while observing keeps the record whole, so it is not let in unjudged either.</summary>
    private static bool IsOrdinary(string reference) =>
        !reference.StartsWith("refs/countersign", StringComparison.OrdinalIgnoreCase)
        && !reference.StartsWith("refs/replace", StringComparison.OrdinalIgnoreCase);

    private static bool Observes(Surroundings surroundings)
    {
        try
        {
            return new GateFolder(GitRepository.InHook(new GitProgram()))
                .ReadSettings()
                .Match((settings, _) => settings.Mode == GateMode.Observe, _ => false);
        }
        catch (GitFault fault)
        {
            surroundings.Screen.Aside(Visible.Text(fault.Message));
            return false;
        }
    }

    /// <summary>The refs have moved already; a failure here is repaired at the next push, and said.</summary>
    public static int PostReceive(Surroundings surroundings)
    {
        try
        {
            Record(surroundings);
            return ExitCode.Allowed;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            surroundings.Screen.Line(
                "countersign: what was pushed is in, but could not be put on record yet; the next push does, or countersign hook repair."
            );
            surroundings.Screen.Line($"  {Visible.Text(fault.Message)}");
            return ExitCode.Faulted;
        }
    }

    /// <summary>`countersign hook repair`: records what moved and was not recorded.</summary>
    public static int Repair(Surroundings surroundings)
    {
        using var house = OpenHouse.Open(surroundings, inHook: false);
        using var alone = house.Folder.Lock();
        var key = house.ReadKey();
        var written = new LandingWriter(house.Gatehouse, house.Folder, key).Repair(surroundings.Now);
        house.Gatehouse.Publication.Publish(house.Gatehouse.Settings, house.Organisation, surroundings.Now);
        foreach (var landing in written)
        {
            surroundings.Screen.Line($"repaired {landing.Context.TargetRef}: {Short(landing.Old)} -> {Short(landing.New)}, {landing.Outcome}");
        }

        surroundings.Screen.Line(
            written.Count == 0
                ? "Nothing is missing: every guarded branch stands where its last landing says."
                : $"{written.Count} landings added, marked repaired."
        );
        new PushKeeper(house.Gatehouse, house.Folder, key).KeepAll(surroundings.Now);
        return ExitCode.Allowed;

        static string Short(ObjectId id) => id.IsZero ? "nothing" : id.Short;
    }

    private static void Record(Surroundings surroundings)
    {
        var commands = Commands(surroundings);
        using var house = OpenHouse.Open(surroundings, inHook: true);
        var gatehouse = house.Gatehouse;
        var pusher = PusherReader.Read(surroundings.Variable);
        var key = house.ReadKey();
        using var alone = house.Folder.Lock();
        var pushed = new PushedHeads(house.Folder);
        pushed.Add(
            commands
                .Where(command => !command.Deletes && command.Ref.StartsWith("refs/heads/", StringComparison.Ordinal))
                .Select(command => command.New)
                .Distinct(),
            pusher,
            surroundings.Now
        );
        // What landed comes first: a chain with a gap is worse than a note that is kept a push later.
        InTurn(
            () =>
            {
                var writer = new LandingWriter(gatehouse, house.Folder, key);
                foreach (var command in commands)
                {
                    var final = gatehouse.FinalName(command);
                    if (writer.IsRecorded(final))
                    {
                        writer.Write(final, command.Old, command.New, pusher, surroundings.Now);
                    }
                }
            },
            () =>
            {
                if (house.Organisation is not null)
                {
                    gatehouse.Publication.Publish(gatehouse.Settings, house.Organisation, surroundings.Now);
                }
            },
            () => new PushKeeper(gatehouse, house.Folder, key).Keep(commands, pusher, surroundings.Now)
        );
    }

    /// <summary>Each of them, whatever becomes of those before it; the first problem is told in the end.</summary>
    private static void InTurn(params Action[] acts)
    {
        Exception? first = null;
        foreach (var act in acts)
        {
            try
            {
                act();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                first ??= fault;
            }
        }

        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private static int Judge(Surroundings surroundings, List<RefCommand> commands)
    {
        using var house = OpenHouse.Open(surroundings, inHook: true);
        _ = house.ReadKey();
        var pusher = PusherReader.Read(surroundings.Variable);
        var verdict = new PushJudge(house.Gatehouse).Judge(commands, pusher, surroundings.Now);
        if (verdict.IsAccepted)
        {
            new UnkeptPushes(house.Folder).Note(commands, pusher);
            var notes = new JudgedNotes(house.Folder);
            foreach (var answer in verdict.Refs.Where(answer => answer.Landings.Count > 0))
            {
                notes.Keep(new JudgedNote(answer.Ref, answer.Command.Old, answer.Command.New, answer.Landings));
            }
        }

        new PushView(surroundings.Screen).Draw(verdict);
        return verdict.IsAccepted ? ExitCode.Allowed : PushView.CodeOf(verdict);
    }

    private static List<RefCommand> Commands(Surroundings surroundings)
    {
        var commands = new List<RefCommand>();
        while (surroundings.Screen.Input.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                commands.Add(
                    RefCommand.TryParse(line, out var command)
                        ? command!
                        : throw new GitFault($"a line of the push cannot be read: {Visible.Text(line)}")
                );
            }
        }

        return commands;
    }
}
