// `countersign check`: what the gate would say about this change, before anyone pushes it.
using System.CommandLine;
using Countersign.Adapters.Git.Gathering;
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.Inputs;

namespace Countersign.Cli.Commands.Check;

public static class CheckCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var target = new Option<string?>("--base") { Description = "The branch that the change would enter (default: the remote's main branch)" };
        var change = new Argument<string?>("change") { Description = "A branch or commit (default: HEAD)", Arity = ArgumentArity.ZeroOrOne };
        var head = new Option<string?>("--head") { Description = "The same as an option" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs and agents" };
        var factsOut = new Option<string?>("--facts-out")
        {
            Description = "Also write everything the gate saw to FILE; `countersign decide` reads it",
        };
        var all = new Option<bool>("--all") { Description = "Show rules that did not apply as well" };
        var verb = new Verb("check", "Say what the gate would answer, why, who can sign, and where to cut")
        {
            Examples =
            [
                ("countersign check", "Judge HEAD as a change to the remote's main branch."),
                ("countersign check feature/x --base release/2.4", "Judge another branch for another target."),
                ("countersign check --json", "The same for a program: verdict, rules, what is missing and how to get it."),
            ],
        };
        verb.Add(change);
        verb.Add(target);
        verb.Add(head);
        verb.Add(json);
        verb.Add(factsOut);
        verb.Add(all);
        return verb.Runs(
            parsed => new CheckOptions(
                parsed.GetValue(target),
                Change(parsed.GetValue(change), parsed.GetValue(head)),
                parsed.GetValue(json),
                parsed.GetValue(factsOut),
                parsed.GetValue(all)
            ),
            options => Run(options, surroundings)
        );
    }

    private static string Change(string? named, string? head) =>
        named is not null && head is not null && named != head
            ? throw new UsageProblem($"the change is {Visible.Text(named)} or {Visible.Text(head)}: name one")
            : named ?? head ?? "HEAD";

    private static int Run(CheckOptions options, Surroundings surroundings)
    {
        using var desk = Desk.Open(surroundings);
        desk.Repository.HoldRefs();
        var target = Target.Find(desk.Repository, options.Base);
        var head = desk.Commit(options.Head);
        var judgement = desk.Judge(target.Ref)
            .Judge(new Arrival(target.Ref, target.Tip, head, surroundings.Now, Lands: false) { SourceRef = BranchOf(desk, options.Head) });
        if (options.FactsOut is { } file)
        {
            File.WriteAllBytes(Path.Combine(surroundings.Folder, file), FactsJson.Write(judgement.Gathered.Facts));
        }

        var policy = judgement.Gathered.Rulebook.Policy ?? Policies.Policy.Absent;
        var isIn = judgement.Gathered.Facts is { Commits.Count: 0, Faults.Count: 0 };
        if (options.Json)
        {
            var verdict = isIn ? new Verdict.Allowed([], policy.Digest) : judgement.Verdict;
            surroundings.Screen.Raw(VerdictJson.WriteMore(verdict, judgement.Gathered.Facts, policy, CutView.PartsOf(judgement)));
            surroundings.Screen.Line();
        }
        else if (isIn)
        {
            surroundings.Screen.Line(
                $"Nothing would enter: {VerdictView.Short(target.Ref)} has all of {Visible.Text(options.Head)} already. How it entered: countersign verify {head.Short}"
            );
        }
        else
        {
            FirstLook.OfWhoeverIsHere(desk, target, judgement, surroundings).Draw(surroundings.Screen, options.All);
            CutView.Draw(surroundings.Screen, judgement);
        }

        return isIn ? ExitCode.Allowed : ExitCode.Of(judgement.Verdict.Kind);
    }

    private static string? BranchOf(Desk desk, string head)
    {
        var name = head == "HEAD" ? desk.Repository.FinalName("HEAD") : $"refs/heads/{head}";
        return name.StartsWith("refs/heads/", StringComparison.Ordinal) && desk.Repository.ReadRef(name) is not null ? name : null;
    }
}

public sealed record CheckOptions(string? Base, string Head, bool Json, string? FactsOut, bool All);
