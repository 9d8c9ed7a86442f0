// Help as System.CommandLine prints it, with the verb's examples and exit codes below.
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Countersign.Cli.Commands;

public sealed class ExampledHelp(HelpAction inner) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is Verb { Examples.Count: > 0 } verb)
        {
            output.WriteLine("Examples:");
            foreach (var (line, meaning) in verb.Examples)
            {
                output.WriteLine($"  {line}");
                output.WriteLine($"      {meaning}");
            }

            output.WriteLine();
        }

        if (parseResult.CommandResult.Command is Verb { Exits.Count: > 0 } exiting)
        {
            output.WriteLine("Exit codes:");
            foreach (var (number, meaning) in exiting.Exits)
            {
                output.WriteLine($"  {number}  {meaning}");
            }

            output.WriteLine();
        }

        if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine("Exit codes: 0 Allowed, 8 Held, 3 Refused (audit, verify: something unsigned), 2 usage, 1 Faulted; the worst wins.");
            output.WriteLine();
        }

        return code;
    }
}
