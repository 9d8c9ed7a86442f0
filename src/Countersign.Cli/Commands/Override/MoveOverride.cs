// An override for exactly one deletion or rewind of a guarded ref, or for making one under rules that were given up.
using Countersign.Adapters.Git.Pushes;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Override;

internal static class MoveOverride
{
    public static int Run(OverrideOptions options, Desk desk, string name, string from, string to, Surroundings surroundings)
    {
        if (options.Ends)
        {
            throw new UsageProblem("an override of a ref's move ends by its time; it lets nothing in but that one move");
        }

        var reference = name.StartsWith("refs/", StringComparison.Ordinal) ? name : $"refs/heads/{name}";
        var (makes, deletes) = (IsNothing(from), IsNothing(to));
        if (makes && deletes)
        {
            throw new UsageProblem("from nothing to nothing is no move");
        }

        var usual = Target.Find(desk.Repository, null);
        var old = makes ? ObjectId.Zero(desk.Repository.Format) : desk.Commit(from);
        var @new = deletes ? ObjectId.Zero(desk.Repository.Format) : desk.Commit(to);
        var rulesAt = makes ? usual.Tip : old;
        var target = new Target(reference, rulesAt, usual.Remote);
        new Exchange(desk.Repository, desk.Room, target.Remote).Fetch();
        var recorder = Recorder.Open(desk, target, options.Change.Key, surroundings);
        var policy =
            desk.Rulebooks.At(rulesAt).Policy
            ?? throw new UsageProblem($"{rulesAt.Short} has no policy that could be read, so nobody may override there");
        Rights.DemandOverride(recorder, policy);
        if (!makes && !deletes && desk.Room.IsAncestor(old, @new))
        {
            throw new UsageProblem(
                $"{old.Short} to {@new.Short} goes forward: that is an ordinary push, judged by the rules, and needs no override of a move"
            );
        }

        var digest = MoveDigest.Of(reference, old, @new);
        var statement = new SignOffs.Override
        {
            Context = recorder.Context,
            Subject = new StatementSubject { Digest = digest, ResultTree = desk.Room.TreeOf(deletes ? old : @new) },
            Signer = recorder.Claim,
            SignedAt = recorder.Now,
            Nonce = Recorder.NewNonce(),
            Move = new RefMove(reference, old, @new),
            Reason = options.Reason!,
            FollowUp = options.FollowUp!,
            NotAfter = Until.Read(options.Until!, recorder.Now, OverrideStatement.Longest, "an override"),
            BaseCommit = rulesAt,
            Policies = [.. policy.Parts.Select(part => part.Digest)],
            Verdict = digest,
        };
        var screen = surroundings.Screen;
        screen.Line(
            $"You override as {screen.Bold(recorder.Id.Value)} with {recorder.Key.Path} ({recorder.Key.Kind.ToString().ToLowerInvariant()}):"
        );
        screen.Line(
            $"  what      {(deletes ? $"{reference} at {old.Short} may be deleted" : makes ? $"{reference} may be made at {@new.Short}, under the rules it has" : $"{reference} may be rewound from {old.Short} to {@new.Short}")}, and nothing else"
        );
        screen.Line($"  why       {Visible.Text(statement.Reason)}");
        screen.Line($"  then      {Visible.Text(statement.FollowUp)}");
        screen.Line($"  until     {Until.Say(statement.NotAfter)}");
        screen.Line($"  content   {digest}");
        if (!Typed.Digits(screen, digest))
        {
            return ExitCode.Usage;
        }

        var id = recorder.Sign(statement);
        recorder.Submit();
        screen.Line($"Overridden by {recorder.Id} until {Until.Say(statement.NotAfter)}: {id.Short}. The move itself is an ordinary forced push:");
        screen.Line($"  git push {target.Remote ?? "REMOTE"} {(deletes ? $":{reference}" : $"+{@new.Short}:{reference}")}");
        return ExitCode.Allowed;
    }

    private static bool IsNothing(string name) => name is "nothing" || name.All(digit => digit == '0');
}
