// `countersign decide`: the verdict on given facts under a given policy; no repository, no clock, the same answer every time.
using System.CommandLine;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.Inputs;

namespace Countersign.Cli.Commands.Decision;

public static class DecideCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var facts = new Option<string>("--facts")
        {
            Description = "What the gate saw, as `countersign check --facts-out FILE` writes it",
            Required = true,
        };
        var policy = new Option<string>("--policy") { Description = "The policy file to judge by", Required = true };
        var organisation = new Option<string?>("--organisation")
        {
            Description = "The organisation's policy file, joined to the policy as the gate does",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs and agents" };
        var all = new Option<bool>("--all") { Description = "Show rules that did not apply as well" };
        var verb = new Verb("decide", "Decide given facts by a given policy: what would have been answered, or what another policy would answer")
        {
            Examples =
            [
                ("countersign check --facts-out facts.json", "Keep everything the gate saw."),
                ("countersign decide --facts facts.json --policy .countersign/policy.yml", "The same verdict again, anywhere, at any time."),
                ("countersign decide --facts facts.json --policy stricter.yml --json", "The same change under another policy, for a program."),
            ],
            Exits =
            [
                (ExitCode.Allowed, "Allowed"),
                (ExitCode.Held, "Held"),
                (ExitCode.Refused, "Refused"),
                (ExitCode.Faulted, "Faulted, or facts or policy that cannot be read"),
            ],
        };
        foreach (var option in new Option[] { facts, policy, organisation, json, all })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new DecideOptions(
                parsed.GetValue(facts)!,
                parsed.GetValue(policy)!,
                parsed.GetValue(organisation),
                parsed.GetValue(json),
                parsed.GetValue(all)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(DecideOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        var facts = FactsJson
            .Read(RuleFiles.Bytes(options.Facts, surroundings.Folder, "facts"))
            .Match((facts, _) => facts, problems => throw Unreadable([.. problems.Select(problem => problem with { File = options.Facts })]));
        var rules = RuleFiles.Read(options.Policy, surroundings.Folder, facts.Now, options.Organisation);
        if (rules.Policy is not { } policy)
        {
            throw Unreadable(rules.Problems);
        }

        var verdict = Gate.Decide(facts, policy);
        if (options.Json)
        {
            screen.Raw(VerdictJson.WriteMore(verdict, facts, policy, cut: null));
            screen.Line();
        }
        else
        {
            new VerdictView(screen, options.All).Draw(verdict, facts);
        }

        return ExitCode.Of(verdict.Kind);
    }

    private static UsageProblem Unreadable(IReadOnlyList<Problem> problems) =>
        new(
            $"nothing was decided:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => "  " + Visible.Text(problem.ToString())))}",
            ExitCode.Faulted
        );
}

public sealed record DecideOptions(string Facts, string Policy, string? Organisation, bool Json, bool All);
