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
        var parsed = Root(Verbs.For(arguments, surroundings)).Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction and not ExampledHelp)
        {
            foreach (var error in parsed.Errors)
            {
                screen.Aside($"countersign: {Plain(error.Message)}");
            }

            screen.Aside($"See `countersign {Path(parsed.CommandResult.Command)}--help`.");
            return ExitCode.Usage;
        }

        if (parsed.CommandResult.Command is not Verb { ReportOption: { } asked } verb || parsed.Errors.Count > 0 || !parsed.GetValue(asked))
        {
            return Invoke(parsed, screen);
        }

        var report = screen.BeginReport();
        var code = Invoke(parsed, screen);
        screen.Raw(report.ToJson(verb.Name, code));
        return code;
    }

    private static int Invoke(ParseResult parsed, Screen screen)
    {
        try
        {
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
            return Say(screen, problem.Message, problem.Code);
        }
        catch (GitFault fault)
        {
            return Say(screen, Visible.Text(fault.Whole), ExitCode.Faulted);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Say(screen, fault.Message, ExitCode.Faulted);
        }
    }

    private static int Say(Screen screen, string problem, int code)
    {
        screen.Report?.Problem = problem;
        screen.Flush();
        screen.Aside($"countersign: {problem}");
        return code;
    }

    public static RootCommand Root(IEnumerable<Command> verbs)
    {
        var root = new RootCommand("Countersign: the sign-off that remembers why.");
        foreach (var verb in verbs)
        {
            root.Add(verb);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Aliases.Remove("/?");
        help.Aliases.Remove("/h");
        help.Action = new ExampledHelp((HelpAction)help.Action!);
        return root;
    }

    private static string Path(Command command) =>
        command is RootCommand ? "" : $"{string.Concat(command.Parents.OfType<Command>().Select(Path))}{command.Name} ";

    /// <summary>What the parser says, without the names of types.</summary>
    private static string Plain(string message)
    {
        const string As = " as expected type '";
        return message.IndexOf(As, StringComparison.Ordinal) is var at and >= 0
            ? $"{message[..at]} as a {(message[at..].Contains("Int", StringComparison.Ordinal) ? "whole " : "")}number."
            : message;
    }
}
