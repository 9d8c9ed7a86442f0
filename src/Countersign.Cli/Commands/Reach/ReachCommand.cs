// `countersign reach`: how far a change can hurt, component by component, with the way there.
using System.CommandLine;
using Countersign.Cli.Workbench;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Reach;

public static class ReachCommand
{
    private static readonly string[] s_formats = ["tree", "dot", "mermaid", "json"];

    public static Command Build(Surroundings surroundings)
    {
        var of = new Argument<string[]>("what")
        {
            Description = "OLD..NEW, a branch or commit, or paths as they stand at HEAD (default: HEAD as a change)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var to = ChangeOptions.ToOption();
        var format = new Option<string>("--format") { Description = "tree, dot, mermaid or json", DefaultValueFactory = _ => "tree" };
        format.CompletionSources.Add(s_formats);
        var boundaries = new Option<bool>("--boundaries") { Description = "Instead: non-critical components that critical ones depend on, ranked" };
        var all = new Option<bool>("--all-sources")
        {
            Description = "Also read Backstage, .NET and npm files that the catalog does not name as sources",
        };
        var json = new Option<bool>("--json") { Description = "The same as --format json" };
        var verb = new Verb("reach", "Say what a change can reach: every component that depends on it, and by which way")
        {
            Examples =
            [
                ("countersign reach", "HEAD as a change to the remote's main branch."),
                ("countersign reach v2.3.0..main", "Everything between two commits at once."),
                ("countersign reach src/money --format mermaid", "Who depends on a folder, as a picture for a page."),
                ("countersign reach --boundaries", "Where something critical depends on what nobody calls critical."),
            ],
        };
        foreach (var symbol in new Symbol[] { of, to, format, boundaries, all, json })
        {
            if (symbol is Option option)
            {
                verb.Add(option);
            }
            else
            {
                verb.Add((Argument)symbol);
            }
        }

        return verb.Runs(
            parsed => new ReachOptions(
                parsed.GetValue(of) ?? [],
                parsed.GetValue(to),
                parsed.GetValue(json) ? "json" : parsed.GetValue(format)!,
                parsed.GetValue(boundaries),
                parsed.GetValue(all)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(ReachOptions options, Surroundings surroundings)
    {
        if (!s_formats.Contains(options.Format))
        {
            throw new UsageProblem($"there is no format '{Terminal.Visible.Text(options.Format)}': it is one of {string.Join(", ", s_formats)}");
        }

        using var desk = Desk.Open(surroundings);
        var question = new ReachQuestion(desk, options, surroundings);
        if (options.Boundaries)
        {
            if (options.Of.Count > 0 || options.Format is not ("tree" or "json"))
            {
                throw new UsageProblem("--boundaries is about the whole graph at HEAD: it takes no paths, and goes with --json only");
            }

            var graph = question.Here();
            new BoundariesView(surroundings.Screen).Show(graph, Boundary.Of(graph), options.Format == "json");
            return ExitCode.Allowed;
        }

        var answer = question.Ask();
        switch (options.Format)
        {
            case "dot":
                surroundings.Screen.Write(ReachDrawing.Dot(answer));
                break;
            case "mermaid":
                surroundings.Screen.Write(ReachDrawing.Mermaid(answer));
                break;
            case "json":
                ReachJson.Write(surroundings.Screen, answer);
                break;
            default:
                new ReachTree(surroundings.Screen, answer).Draw();
                break;
        }

        return ExitCode.Allowed;
    }
}

public sealed record ReachOptions(IReadOnlyList<string> Of, string? To, string Format, bool Boundaries, bool AllSources);
