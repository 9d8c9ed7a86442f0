// `object`, `withdraw` and `decline`: the other things that a person can say about a change.
using System.CommandLine;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Decide;

public static class AnswerCommands
{
    public static Command BuildObject(Surroundings surroundings) =>
        Build(
            "object",
            "Say that this must not go in; it holds until you withdraw it or an override names it",
            DecisionKind.Object,
            needsReason: true,
            surroundings,
            ("countersign object timeout 'open carts would be charged twice'", "Hold the change, with the reason on the record.")
        );

    public static Command BuildWithdraw(Surroundings surroundings) =>
        Build(
            "withdraw",
            "Take back your last decision on this change",
            DecisionKind.Withdraw,
            needsReason: false,
            surroundings,
            ("countersign withdraw timeout", "Neither your signature nor your objection counts any more.")
        );

    public static Command BuildDecline(Surroundings surroundings) =>
        Build(
            "decline",
            "Say that you do not take this; no reason is asked and no count is kept",
            DecisionKind.Decline,
            needsReason: false,
            surroundings,
            ("countersign decline timeout", "Somebody else is asked; it blocks nothing.")
        );

    private static Verb Build(
        string name,
        string description,
        DecisionKind kind,
        bool needsReason,
        Surroundings surroundings,
        (string, string) example
    )
    {
        var revision = ChangeOptions.RevisionArgument();
        var reason = new Argument<string?>("reason") { Description = "Why, in words", Arity = ArgumentArity.ZeroOrOne };
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var verb = new Verb(name, description) { Examples = [example] };
        verb.Add(revision);
        if (kind != DecisionKind.Decline)
        {
            verb.Add(reason);
        }

        verb.Add(to);
        verb.Add(key);
        return verb.Runs(
            parsed =>
                (
                    Change: new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), parsed.GetValue(key)),
                    Reason: kind == DecisionKind.Decline ? null : parsed.GetValue(reason)
                ),
            options => Run(options.Change, options.Reason, kind, needsReason, surroundings)
        );
    }

    private static int Run(ChangeOptions options, string? reason, DecisionKind kind, bool needsReason, Surroundings surroundings)
    {
        if (needsReason && string.IsNullOrWhiteSpace(reason))
        {
            throw new UsageProblem("an objection says why: countersign object CHANGE 'WORDS'");
        }

        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Revision, options.To, surroundings);
        var recorder = Recorder.Open(desk, change.Target, options.Key, surroundings);
        recorder.DemandPerson("decide");
        if (kind == DecisionKind.Withdraw && Statements.Previous(change, recorder) is null)
        {
            throw new UsageProblem(
                $"{recorder.Id} has decided nothing about this change, so there is nothing to withdraw (your override ends with: countersign override --end)"
            );
        }

        if (kind == DecisionKind.Object)
        {
            SignChecks.Refuse(change, recorder);
            SignChecks.RefuseObjection(change, recorder);
        }

        var decision = Statements.Decision(change, recorder, kind);
        recorder.Sign(reason is null ? decision : decision with { Reason = recorder.Text(reason) });
        recorder.Submit();
        surroundings.Screen.Line(
            kind switch
            {
                DecisionKind.Object => $"{recorder.Id} objects; it holds until you withdraw it: countersign withdraw {change.Name}",
                DecisionKind.Withdraw => $"{recorder.Id} took the last decision back.",
                _ => $"{recorder.Id} does not take this one. Nothing is counted.",
            }
        );
        var after = OpenChange.Find(desk, options.Revision, options.To, surroundings, fetch: false);
        surroundings.Screen.Line();
        new VerdictView(surroundings.Screen).Headline(after.Judged.Verdict, after.Gathered.Facts);
        return ExitCode.Allowed;
    }
}
