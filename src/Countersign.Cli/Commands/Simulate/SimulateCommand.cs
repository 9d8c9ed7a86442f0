// `countersign simulate`: what a policy would have asked, cost and held on this repository's own history.
using System.CommandLine;

namespace Countersign.Cli.Commands.Simulate;

public static class SimulateCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var path = new Argument<string?>("path") { Description = "The repository (default: this one); only read", Arity = ArgumentArity.ZeroOrOne };
        var policy = new Option<string[]>("--policy")
        {
            Description = "A policy file to replay instead of the repository's own; may be given several times",
        };
        var since = new Option<string?>("--since")
        {
            Description = "Count changes from this day on, such as 2026-01-31; earlier ones still tell who knows what",
        };
        var capacity = new Option<string?>("--capacity")
        {
            Description = "People who can give a qualified sign-off, such as 3, or 3x90 for 90 review minutes a day each",
        };
        var to = ChangeOptions.ToOption();
        var html = new Option<string?>("--html") { Description = "Write one self-contained page with charts to this file" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs" };
        var noCache = new Option<bool>("--no-cache") { Description = "Read everything from Git again, and keep nothing" };
        var observed = new Option<bool>("--observed")
        {
            Description = "Only what a gate in observe mode recorded: what it would have held and refused",
        };
        var verb = new Verb("simulate", "Replay a policy on this repository's history: what it would have asked, cost and held")
        {
            Examples =
            [
                ("countersign simulate", "Four policies on the whole history of the main branch: none, as reported, yours, ownership."),
                (
                    "countersign simulate --policy new.yml --since 2026-01-01 --capacity 3x90",
                    "A draft on this year's changes, against three people with 90 minutes a day."
                ),
                ("countersign simulate --html report.html ~/src/yours", "The page for whoever decides about people's time."),
                ("countersign simulate --observed", "What a gate that only watches has seen so far."),
            ],
            Exits =
            [
                (
                    ExitCode.Faulted,
                    "the history cannot be read whole, or it was stopped; what was read is kept, unless --no-cache, and the next run goes on from there"
                ),
            ],
        };
        verb.Add(path);
        foreach (var option in new Option[] { policy, since, capacity, to, html, json, noCache, observed })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new SimulateOptions
            {
                Path = parsed.GetValue(path),
                Policies = parsed.GetValue(policy) ?? [],
                Since = SimulateOptions.ReadSince(parsed.GetValue(since)),
                Capacity = SimulateOptions.ReadCapacity(parsed.GetValue(capacity)),
                To = parsed.GetValue(to),
                Html = parsed.GetValue(html),
                Json = parsed.GetValue(json),
                NoCache = parsed.GetValue(noCache),
                Observed = parsed.GetValue(observed),
            },
            options => SimulateRun.Run(options, surroundings)
        );
    }
}
