// `countersign pause`: the policy's owner sets one rule aside for hours, in everybody's sight.
using System.CommandLine;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Policies;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Pause;

public static class PauseCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's name, as the verdict shows it" };
        var hours = new Option<int?>("--hours") { Description = $"For how long, at most {Gating.Pauses.MostHours} (required)" };
        var reason = new Option<string?>("--reason") { Description = "Why, in words that every verdict shows (required)" };
        var end = new Option<bool>("--end") { Description = "The rule holds again from now on" };
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("pause", "Set one rule aside for hours; only the policy's owner can, and every verdict shows it meanwhile")
        {
            Examples =
            [
                (
                    "countersign pause 'two readers' --hours 4 --reason 'half of us are at the offsite'",
                    "The rule is shown and does not count for four hours."
                ),
                ("countersign pause 'two readers' --end", "It holds again at once."),
            ],
        };
        verb.Add(rule);
        foreach (var option in new Option[] { hours, reason, end, to, key })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new PauseOptions(
                parsed.GetValue(rule)!,
                parsed.GetValue(hours),
                parsed.GetValue(reason),
                parsed.GetValue(end),
                parsed.GetValue(to),
                parsed.GetValue(key)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(PauseOptions options, Surroundings surroundings)
    {
        if (!options.Ends && (options.Hours is null || string.IsNullOrWhiteSpace(options.Reason)))
        {
            throw new UsageProblem("a pause says for how long and why: countersign pause RULE --hours 4 --reason 'WORDS'");
        }

        using var desk = Desk.Open(surroundings);
        var target = Target.Find(desk.Repository, options.To);
        new Exchange(desk.Repository, desk.Room, target.Remote).Fetch();
        var recorder = Recorder.Open(desk, target, options.Key, surroundings);
        recorder.DemandPerson("pause a rule");
        var policy =
            desk.Rulebooks.At(target.Tip).Policy ?? throw new UsageProblem($"{target.Ref} has no policy that could be read; see `countersign check`");
        var part = Part(policy, options.Rule);
        if (part.Owner != recorder.Id)
        {
            throw new UsageProblem(
                $"only the owner of the policy pauses its rules, and that is {part.Owner}; a single change takes `countersign override`"
            );
        }

        var most = TimeSpan.FromHours(Gating.Pauses.MostHours);
        var earlier = Earlier(desk, target, recorder, part, options.Rule);
        if (options.Ends && earlier is null)
        {
            throw new UsageProblem($"'{Visible.Text(options.Rule)}' is not paused");
        }

        var until = options.Ends ? recorder.Now : Until.Read($"{options.Hours}h", recorder.Now, most, "a pause");
        recorder.Sign(
            new Cases.Pause
            {
                Context = recorder.Context,
                Subject = new StatementSubject { Digest = part.Digest },
                Signer = recorder.Claim,
                SignedAt = recorder.Now,
                Nonce = Recorder.NewNonce(),
                Rule = options.Rule,
                Until = until,
                Reason = options.Reason ?? "ended",
                Previous = earlier,
            }
        );
        recorder.Submit();
        surroundings.Screen.Line(
            options.Ends
                ? $"'{Visible.Text(options.Rule)}' holds again."
                : $"'{Visible.Text(options.Rule)}' is paused by {recorder.Id} until {Until.Say(until)}; every verdict shows it. To end it sooner: countersign pause '{Visible.Text(options.Rule)}' --end"
        );
        return ExitCode.Allowed;
    }

    private static PolicyPart Part(Policy policy, string rule) =>
        policy.Parts.FirstOrDefault(part => part.Rules.Any(one => one.Name == rule))
        ?? throw new UsageProblem(
            $"there is no rule '{Visible.Text(rule)}' that could be paused; there are: {string.Join("; ", policy.Rules.Select(one => Visible.Text(one.Name)))}"
        );

    private static Signatures.Digest? Earlier(Desk desk, Target target, Recorder recorder, PolicyPart part, string rule)
    {
        var mine = SignedAbout
            .Read<Cases.Pause>(desk, target, part.Digest)
            .Where(pair => pair.Record.Signer == recorder.Id && pair.Statement.Rule == rule)
            .ToList();
        var named = mine.Select(pair => pair.Statement.Previous).ToHashSet();
        return mine.Where(pair => !named.Contains(pair.Record.Id) && pair.Statement.Until > recorder.Now)
            .Select(pair => (Signatures.Digest?)pair.Record.Id)
            .FirstOrDefault();
    }
}

public sealed record PauseOptions(string Rule, int? Hours, string? Reason, bool Ends, string? To, string? Key);
