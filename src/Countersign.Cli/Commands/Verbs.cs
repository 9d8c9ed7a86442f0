// Every verb of the program, in the order the help shows them.
using System.CommandLine;

namespace Countersign.Cli.Commands;

public static class Verbs
{
    public static IEnumerable<Command> All(Surroundings surroundings)
    {
        _ = surroundings;
        return [];
    }
}
