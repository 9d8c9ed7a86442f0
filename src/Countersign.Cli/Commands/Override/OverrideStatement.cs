// Fills an override of rules or of one objection with everything that it is bound to.
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.Policies;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Override;

internal static class OverrideStatement
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <exception cref="UsageProblem">A rule or an objection that is not there, or nothing to end.</exception>
    public static SignOffs.Override Of(OverrideOptions options, OpenChange change, Recorder recorder, Policy policy)
    {
        CheckRules(options.Rules, policy);
        var objection = options.Objection is { } prefix ? Objection(change, prefix) : (Digest?)null;
        var earlier = Earlier(change, recorder, options.Rules, objection);
        if (options.Ends && earlier is null)
        {
            throw new UsageProblem("you have no override of this here that could be ended; `countersign check` shows those that stand");
        }

        return new SignOffs.Override
        {
            Context = recorder.Context,
            Subject = change.Subject,
            Signer = recorder.Claim,
            SignedAt = recorder.Now,
            Nonce = Recorder.NewNonce(),
            Rules = options.Rules,
            Objection = objection,
            Reason = options.Reason ?? "ended by whoever gave it",
            FollowUp = options.FollowUp ?? "nothing: it is ended",
            NotAfter = options.Ends ? recorder.Now : Until.Read(options.Until!, recorder.Now, Longest, "an override"),
            BaseCommit = change.Target.Tip,
            Policies = [.. policy.Parts.Select(part => part.Digest)],
            Verdict = VerdictJson.DigestOf(change.Judged.Verdict, change.Gathered.Facts, policy),
            Previous = earlier,
        };
    }

    private static void CheckRules(IReadOnlyList<string> rules, Policy policy)
    {
        var known = policy
            .Rules.Select(rule => rule.Name)
            .Concat(policy.Parts.Select(part => part.OtherwiseRule.Name))
            .Concat(BuiltIn.All.Where(rule => rule.CanBeOverridden).Select(rule => rule.Name))
            .Append("*")
            .ToHashSet(StringComparer.Ordinal);
        if (rules.FirstOrDefault(rule => !known.Contains(rule)) is not { } wrong)
        {
            return;
        }

        throw BuiltIn.All.Any(rule => rule.Name == wrong)
            ? new UsageProblem(
                $"'{Visible.Text(wrong)}' is lifted by no override{(wrong == "objections" ? "; name the objection: --objection ID" : "")}"
            )
            : new UsageProblem(
                $"there is no rule '{Visible.Text(wrong)}' here; there are: {string.Join("; ", known.Where(name => name != "*").Select(Visible.Text))}"
            );
    }

    private static Digest Objection(OpenChange change, string prefix)
    {
        var standing = change.Gathered.Facts.Decisions.Where(decision => decision is { Kind: DecisionKind.Object, IsStanding: true }).ToList();
        var found = standing.Where(decision => decision.Statement.ToString().StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return found.Count == 1
            ? found[0].Statement
            : throw new UsageProblem(
                standing.Count == 0
                    ? "nobody objects to this change"
                    : $"no single objection begins with {Visible.Text(prefix)}; there {(standing.Count == 1 ? "is" : "are")}: {string.Join(", ", standing.Select(one => $"{one.Statement.Short} ({one.Person})"))}"
            );
    }

    /// <summary>My own override of the same names that still stands: the new one takes its place.</summary>
    private static Digest? Earlier(OpenChange change, Recorder recorder, IReadOnlyList<string> rules, Digest? objection)
    {
        var mine = change
            .Gathered.Records.Of<SignOffs.Override>()
            .Where(pair => pair.Record.Signer == recorder.Id && pair.Statement.Context.TargetRef == change.Target.Ref)
            .ToList();
        var named = mine.Select(pair => pair.Statement.Previous).ToHashSet();
        return mine.Where(pair =>
                !named.Contains(pair.Record.Id)
                && pair.Statement.Objection == objection
                && pair.Statement.Rules.ToHashSet(StringComparer.Ordinal).SetEquals(rules)
            )
            .OrderBy(pair => pair.Record.Id)
            .Select(pair => (Digest?)pair.Record.Id)
            .LastOrDefault();
    }
}
