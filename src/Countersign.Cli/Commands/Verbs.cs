// Every verb of the program, in the order the help shows them.
using System.CommandLine;
using Countersign.Cli.Commands.Check;
using Countersign.Cli.Commands.Completion;
using Countersign.Cli.Commands.Hook;

namespace Countersign.Cli.Commands;

public static class Verbs
{
    public static IEnumerable<Command> All(Surroundings surroundings)
    {
        yield return CheckCommand.Build(surroundings);
        yield return HookCommand.Build(surroundings);
        yield return CompletionCommand.Build(surroundings);
    }
}
