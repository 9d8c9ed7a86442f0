// All verbs in one list, and the one place where an exception becomes an exit code.
using System.CommandLine;
using System.CommandLine.Help;
using Countersign.Adapters.Git;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands;

public static class Dispatch
{
    public static int Run(string[] arguments, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        try
        {
            var parsed = Root(surroundings).Parse(arguments);
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction and not ExampledHelp)
            {
                foreach (var error in parsed.Errors)
                {
                    screen.Aside($"countersign: {error.Message}");
                }

                screen.Aside($"See `countersign {Path(parsed.CommandResult.Command)}--help`.");
                return ExitCode.Usage;
            }

            var io = new ConsoleWriter(screen);
            return parsed.Invoke(
                new InvocationConfiguration
                {
                    Output = io,
                    Error = io,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (UsageProblem problem)
        {
            screen.Flush();
            screen.Aside($"countersign: {problem.Message}");
            return problem.Code;
        }
        catch (GitFault fault)
        {
            screen.Flush();
            screen.Aside(
                $"countersign: {Visible.Text(fault.Message)}{(fault.Remedy is { } remedy && !fault.Message.Contains(remedy, StringComparison.Ordinal) ? $" {Visible.Text(remedy)}" : "")}"
            );
            return ExitCode.Faulted;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            screen.Flush();
            screen.Aside($"countersign: {fault.Message}");
            return ExitCode.Faulted;
        }
    }

    public static RootCommand Root(Surroundings surroundings)
    {
        var root = new RootCommand("Countersign: the sign-off that remembers why.");
        foreach (var verb in Verbs.All(surroundings))
        {
            root.Add(verb);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampledHelp((HelpAction)help.Action!);
        return root;
    }

    private static string Path(Command command) => command is RootCommand ? "" : $"{command.Name} ";
}
