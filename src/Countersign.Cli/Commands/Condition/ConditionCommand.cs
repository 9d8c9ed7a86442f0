// `countersign condition`: asks for something in return, and says that it is done.
using System.CommandLine;
using Countersign.Cases;
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Condition;

public static class ConditionCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var revision = ChangeOptions.RevisionArgument();
        var words = new Argument<string?>("words") { Description = "What must still be done before it lands", Arity = ArgumentArity.ZeroOrOne };
        var met = new Option<string?>("--met")
        {
            Description = "The condition's id: it is done. Only the word of whoever set it counts; anyone else's is a claim",
        };
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("condition", "Ask for something before the change lands, or say that it is done")
        {
            Examples =
            [
                ("countersign condition timeout 'add an alert on open carts'", "Holds the change on branch timeout until you say that it is met."),
                ("countersign condition timeout --met 4f1c02", "You set it, so your word closes it."),
            ],
        };
        verb.Add(revision);
        verb.Add(words);
        verb.Add(met);
        verb.Add(to);
        verb.Add(key);
        return verb.Runs(
            parsed => new ConditionOptions(
                new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), parsed.GetValue(key)),
                parsed.GetValue(words),
                parsed.GetValue(met)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(ConditionOptions options, Surroundings surroundings)
    {
        if (options.Met is null && string.IsNullOrWhiteSpace(options.Words))
        {
            throw new UsageProblem("a condition has words: countersign condition CHANGE 'WORDS' (or --met ID, where it is done)");
        }

        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings);
        var recorder = Recorder.Open(desk, change.Target, options.Change.Key, surroundings);
        recorder.DemandPerson("set a condition or say that it is met");
        if (options.Met is { } met)
        {
            Meet(change, recorder, met, options.Words, surroundings.Screen);
        }
        else
        {
            var id = recorder.Sign(Statements.Condition(change, recorder, options.Words!));
            recorder.Submit();
            surroundings.Screen.Line($"Condition {id.Short} is set by {recorder.Id}; it holds the change.");
            surroundings.Screen.Line($"  when it is done, you say   countersign condition {change.Name} --met {id.Short}");
        }

        var after = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings, fetch: false);
        surroundings.Screen.Line();
        FirstLook.At(after, recorder.Id).Draw(surroundings.Screen);
        return ExitCode.Allowed;
    }

    private static void Meet(OpenChange change, Recorder recorder, string prefix, string? words, Screen screen)
    {
        var (id, setter) = Find(change, prefix);
        recorder.Sign(
            new ConditionMet
            {
                Context = recorder.Context,
                Subject = change.Subject,
                Signer = recorder.Claim,
                SignedAt = recorder.Now,
                Nonce = Recorder.NewNonce(),
                Condition = id,
                Text = string.IsNullOrWhiteSpace(words) ? null : recorder.Text(words),
            }
        );
        recorder.Submit();
        screen.Line(
            setter == recorder.Id
                ? $"Condition {id.Short} is met: {recorder.Id} set it and says so."
                : $"{recorder.Id} says that condition {id.Short} is met; that is a claim until {setter} says so too: countersign condition {change.Name} --met {id.Short}"
        );
    }

    private static (Digest Id, PersonId Setter) Find(OpenChange change, string prefix)
    {
        var found = change
            .Gathered.Records.Of<Cases.Condition>()
            .Where(pair => pair.Record.Id.ToString().StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        return found.Count switch
        {
            1 => (found[0].Record.Id, found[0].Record.Signer),
            0 => throw new UsageProblem($"this change has no condition {Visible.Text(prefix)}; `countersign check` lists the open ones"),
            _ => throw new UsageProblem($"{Visible.Text(prefix)} is the beginning of {found.Count} conditions; write more of it"),
        };
    }
}

public sealed record ConditionOptions(ChangeOptions Change, string? Words, string? Met);
