// `countersign split`: proposes a series of smaller changes for one that is too large to read, and makes its branches on demand.
using System.CommandLine;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Gating;

namespace Countersign.Cli.Commands.Split;

public static class SplitCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var target = new Option<string?>("--base", "--to")
        {
            Description = "The branch that the change would enter (default: the remote's main branch)",
        };
        var head = new Option<string?>("--head") { Description = "The change (default: HEAD)" };
        var minutes = new Option<double?>("--minutes") { Description = "What one part may take its reader (default: one sitting, 60)" };
        var apply = new Option<bool>("--apply") { Description = "Make the branches NAME-split-1 and on; nothing else is touched" };
        var name = new Option<string?>("--name") { Description = "The beginning of the branches' names (default: the change's own branch)" };
        var force = new Option<bool>("--force") { Description = "With --apply: move branches of these names that stand elsewhere" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs and agents" };
        var verb = new Verb("split", "Propose an ordered series of smaller changes, each with its minutes and verdict, and make the branches")
        {
            Examples =
            [
                ("countersign split", "What HEAD could be cut into, in order; nothing is made."),
                ("countersign split --head carts --apply", "Makes carts-split-1, carts-split-2, ...: together exactly the tree of carts."),
                ("countersign split --json", "The same for the author's agent: parts, files, hunks, what uses what."),
            ],
            Exits = [(ExitCode.Refused, "a part would be refused as well, for instance because it cannot be cut further here")],
        };
        verb.Add(target);
        verb.Add(head);
        verb.Add(minutes);
        verb.Add(apply);
        verb.Add(name);
        verb.Add(force);
        verb.Add(json);
        return verb.Runs(
            parsed => new SplitOptions(
                parsed.GetValue(target),
                parsed.GetValue(head) ?? "HEAD",
                parsed.GetValue(minutes) ?? CutView.Sitting,
                parsed.GetValue(apply),
                parsed.GetValue(name),
                parsed.GetValue(force),
                parsed.GetValue(json)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(SplitOptions options, Surroundings surroundings)
    {
        if (options.Minutes is not (>= 10 and <= 10_000))
        {
            throw new UsageProblem("--minutes is between 10 and 10000: getting into a change alone takes 8");
        }

        if (options is { Force: true, Apply: false })
        {
            throw new UsageProblem("--force goes with --apply, which makes the branches");
        }

        using var desk = Desk.Open(surroundings);
        var proposal = SplitProposal.Make(desk, options, surroundings);
        var branches = options.Apply && proposal.Parts.Count > 0 ? SplitBranches.Make(desk, proposal, options.Force) : null;
        if (options.Json)
        {
            SplitJson.Write(surroundings.Screen, proposal, branches);
        }
        else
        {
            SplitView.Draw(surroundings.Screen, proposal, branches);
        }

        return proposal.Parts.Any(part => part.Judged?.Verdict.Kind is VerdictKind.Refused or VerdictKind.Faulted)
            ? ExitCode.Refused
            : ExitCode.Allowed;
    }
}

public sealed record SplitOptions(string? Base, string Head, double Minutes, bool Apply, string? Name, bool Force, bool Json);
