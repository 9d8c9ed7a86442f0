// The program `countersign`: parse to options, run one command, return one exit code.
using Countersign.Cli;
using Countersign.Cli.Commands;

var surroundings = Surroundings.OfProcess();
try
{
    return Dispatch.Run(args, surroundings);
}
finally
{
    surroundings.Screen.Flush();
}
