// Fills a decision with everything that it is bound to: content, base, policy, verdict, case, what else was seen.
using Countersign.Cases;
using Countersign.Cli.Commands.Show;
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.Policies;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Decide;

internal static class Statements
{
    public static SignOff Decision(OpenChange change, Recorder recorder, DecisionKind kind)
    {
        var facts = change.Gathered.Facts;
        var policy = change.Gathered.Rulebook.Policy ?? Policy.Absent;
        return new SignOff
        {
            Context = recorder.Context,
            Subject = change.Subject,
            Signer = recorder.Claim,
            SignedAt = recorder.Now,
            Nonce = Recorder.NewNonce(),
            Decision = kind,
            BaseCommit = change.Target.Tip,
            BaseTree = facts.Subject.BaseTree,
            ReviewedHead = change.Head,
            Provenance = facts.Provenance.Class,
            Accountable = facts.Accountable,
            Policies = [.. policy.Parts.Select(part => part.Digest)],
            Verdict = VerdictJson.DigestOf(change.Judged.Verdict, facts, policy),
            Case = facts.Case?.Statement,
            Questions = [.. facts.Questions.Select(question => question.Statement).Order()],
            Answers = [.. change.Gathered.Records.Of<Answer>().Select(pair => pair.Record.Id).Order()],
            Seen = SeenDecisions.Among(change, recorder.Id),
            Previous = Previous(change, recorder),
        };
    }

    /// <exception cref="UsageProblem">The change was never offered, so nothing could belong to it.</exception>
    public static Cases.Condition Condition(OpenChange change, Recorder recorder, string words) =>
        new()
        {
            Context = recorder.Context,
            Subject = change.Id is null
                ? throw new UsageProblem("a condition belongs to an offered change; its author runs `countersign propose` first")
                : change.Subject,
            Signer = recorder.Claim,
            SignedAt = recorder.Now,
            Nonce = Recorder.NewNonce(),
            Text = recorder.Text(words),
            Before = ConditionStage.Landing,
        };

    /// <summary>My own last act on this change and target: the one that no other of mine names, the strictest where my acts forked.</summary>
    public static Signatures.Digest? Previous(OpenChange change, Recorder recorder)
    {
        var mine = change
            .Gathered.Records.Of<SignOff>()
            .Where(pair => pair.Record.Signer == recorder.Id && pair.Statement.Context.TargetRef == change.Target.Ref)
            .ToList();
        var named = mine.Select(pair => pair.Statement.Previous).ToHashSet();
        var open = mine.Where(pair => !named.Contains(pair.Record.Id))
            .OrderBy(pair => StandingDecisions.Strictness(pair.Statement.Decision))
            .ThenBy(pair => pair.Record.Id)
            .ToList();
        return open.Count > 0 ? open[^1].Record.Id : null;
    }
}
