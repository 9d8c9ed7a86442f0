// `countersign freeze`: closes a branch for a time, and opens it again.
using System.CommandLine;
using Countersign.Cli.Commands.Override;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Freeze;

public static class FreezeCommand
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    public static Command Build(Surroundings surroundings)
    {
        var reference = new Argument<string?>("ref")
        {
            Description = "The branch to close (default: the remote's main branch)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var until = new Option<string?>("--until") { Description = "When it opens by itself: 48h, 3d, 2026-08-01 (required, at most 30 days)" };
        var reason = new Option<string?>("--reason") { Description = "Why, in words that every verdict shows (required)" };
        var lift = new Option<bool>("--lift") { Description = "Open it again now" };
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("freeze", "Close a branch for a time: nothing enters but what an override lets through")
        {
            Examples =
            [
                ("countersign freeze --until 48h --reason 'the sale weekend'", "Nothing enters the main branch for two days."),
                ("countersign freeze --lift", "It is open again."),
            ],
        };
        verb.Add(reference);
        foreach (var option in new Option[] { until, reason, lift, key })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new FreezeOptions(
                parsed.GetValue(reference),
                parsed.GetValue(until),
                parsed.GetValue(reason),
                parsed.GetValue(lift),
                parsed.GetValue(key)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(FreezeOptions options, Surroundings surroundings)
    {
        if (!options.Lifts && (string.IsNullOrWhiteSpace(options.Until) || string.IsNullOrWhiteSpace(options.Reason)))
        {
            throw new UsageProblem("a freeze says until when and why: countersign freeze --until 48h --reason 'WORDS'");
        }

        using var desk = Desk.Open(surroundings);
        var target = Target.Find(desk.Repository, options.Ref);
        new Exchange(desk.Repository, desk.Room, target.Remote).Fetch();
        var recorder = Recorder.Open(desk, target, options.Key, surroundings);
        Rights.DemandAny(recorder, options.Lifts ? "lift a freeze" : "freeze a branch", Person.Release, Person.Govern);
        var name = VerdictView.Short(target.Ref);
        var all = SignedAbout.Read<Cases.Freeze>(desk, target, Cases.Freeze.SubjectOf(target.Ref));
        var named = all.Select(pair => pair.Statement.Previous).ToHashSet();
        var standing = all.Where(pair => !named.Contains(pair.Record.Id) && pair.Statement.Until > recorder.Now).ToList();
        if (options.Lifts && standing.Count == 0)
        {
            throw new UsageProblem($"{name} is not frozen");
        }

        var until = options.Lifts ? recorder.Now : Until.Read(options.Until!, recorder.Now, s_longest, "a freeze");
        foreach (var previous in options.Lifts ? standing.Select(pair => (Signatures.Digest?)pair.Record.Id) : [null])
        {
            recorder.Sign(
                new Cases.Freeze
                {
                    Context = recorder.Context,
                    Subject = new StatementSubject { Digest = Cases.Freeze.SubjectOf(target.Ref) },
                    Signer = recorder.Claim,
                    SignedAt = recorder.Now,
                    Nonce = Recorder.NewNonce(),
                    Until = until,
                    Reason = options.Reason ?? "lifted",
                    Previous = previous,
                }
            );
        }

        recorder.Submit();
        surroundings.Screen.Line(
            options.Lifts
                ? $"{name} is open again; {recorder.Id} lifted {VerdictView.Counted(standing.Count, "freeze")}."
                : $"{name} is frozen by {recorder.Id} until {Until.Say(until)}. What cannot wait: countersign override CHANGE --rule frozen; to open it: countersign freeze {name} --lift"
        );
        return ExitCode.Allowed;
    }
}

public sealed record FreezeOptions(string? Ref, string? Until, string? Reason, bool Lifts, string? Key);
