// What Git's hooks call: judge a push, and write down what landed.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Hook;

public static class HookRun
{
    /// <summary>Standard input has one "old new ref" line for each ref. Anything unexpected refuses the push, with its reason.</summary>
    public static int PreReceive(Surroundings surroundings)
    {
        try
        {
            return Judge(surroundings);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            surroundings.Screen.Line("countersign: Faulted: the gate cannot tell, and stays closed.");
            surroundings.Screen.Line($"  {Visible.Text(fault.Message)}");
            if (fault is GitFault { Remedy: { } remedy })
            {
                surroundings.Screen.Line($"  {Visible.Text(remedy)}");
            }

            return ExitCode.Faulted;
        }
    }

    /// <summary>The refs have moved already; a failure here is repaired at the next push, and said.</summary>
    public static int PostReceive(Surroundings surroundings)
    {
        using var house = OpenHouse.Open(surroundings, inHook: true);
        var pusher = PusherReader.Read(surroundings.Variable);
        var writer = new LandingWriter(house.Gatehouse, house.Folder.ReadKey());
        var commands = Commands(surroundings);
        foreach (var command in commands.Where(command => command.Ref == RecordRefs.Records && !command.Deletes))
        {
            writer.KeepHeads(command.Old, command.New, surroundings.Now);
        }

        foreach (var command in commands)
        {
            var final = house.Gatehouse.Repository.FinalName(command.Ref);
            if (house.Gatehouse.Settings.Guards(final) && !command.Deletes)
            {
                writer.Write(final, command.Old, command.New, pusher, surroundings.Now);
            }
        }

        return ExitCode.Allowed;
    }

    private static int Judge(Surroundings surroundings)
    {
        using var house = OpenHouse.Open(surroundings, inHook: true);
        var verdict = new PushJudge(house.Gatehouse).Judge(Commands(surroundings), PusherReader.Read(surroundings.Variable), surroundings.Now);
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
                commands.Add(RefCommand.TryParse(line, out var command) ? command! : throw new GitFault($"a line of the push cannot be read: {Visible.Text(line)}"));
            }
        }

        return commands;
    }
}
