// `countersign recover`: a root key over one exact tree opens rules that cannot be read, or stands beside the one who could sign.
using System.CommandLine;
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Recover;

public static class RecoverCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var revision = ChangeOptions.RevisionArgument();
        var to = ChangeOptions.ToOption();
        var key = new Option<string?>("--key") { Description = "The root key's file; an everyday key is never taken" };
        var reason = new Option<string?>("--reason") { Description = "Why, in words that everyone may read (required)" };
        var govern = new Option<bool>("--govern")
        {
            Description = "The rules can be read; too few people of the highest level could sign this change of them",
        };
        var verb = new Verb("recover", "With a root key, let in exactly one change of the rules: broken ones, or ones that too few could sign")
        {
            Examples =
            [
                (
                    "countersign recover mended --key /media/safe/root --reason 'the roster lost a bracket'",
                    "Opens rules that cannot be read; every verdict warns until an ordinary change of the rules confirms them."
                ),
                (
                    "countersign recover new-level --govern --key /media/safe/root --reason 'only one principal is left'",
                    "Joins the one person's sign-off."
                ),
            ],
        };
        verb.Add(revision);
        foreach (var option in new Option[] { to, key, reason, govern })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new RecoverOptions(
                new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), parsed.GetValue(key)),
                parsed.GetValue(reason),
                parsed.GetValue(govern)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(RecoverOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        if (string.IsNullOrWhiteSpace(options.Reason))
        {
            throw new UsageProblem("a root key's signature says why: --reason 'WORDS'");
        }

        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings);
        Check(change, options);
        var settings =
            desk.Trust.Settings
            ?? throw new UsageProblem("no gate is known here, so no root key is either; fetch what the gate published with `countersign sync`");
        var signer = RootSigner.Open(desk, settings, options.Change.Key, surroundings);
        new DiffView(screen).Draw(change);
        screen.Line();
        screen.Line($"A root key signs with {signer.Path}:");
        screen.Line(
            $"  what      {(options.Governs ? "joins the sign-off on this change of the rules" : "opens rules that cannot be read, with exactly this result")}"
        );
        screen.Line($"  why       {Visible.Text(options.Reason)}");
        screen.Line($"  content   {change.Digest}");
        screen.Line($"  result    tree {change.ResultTree}");
        if (!Typed.Digits(screen, change.Digest))
        {
            return ExitCode.Usage;
        }

        var id = signer.Approve(
            options.Governs ? RootPurpose.Govern : RootPurpose.Recover,
            change.Target.Ref,
            change.Subject,
            surroundings.Now,
            options.Reason
        );
        signer.Submit(new Exchange(desk.Repository, desk.Room, change.Target.Remote));
        screen.Line($"Signed by a root key: {id.Short}. It holds for exactly this tree.");
        var after = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings, fetch: false);
        screen.Line();
        new VerdictView(screen).Draw(after.Judged.Verdict, after.Gathered.Facts);
        if (after.Judged.IsAllowed)
        {
            screen.Line();
            screen.Line($"Next: git push {change.Target.Remote ?? "REMOTE"} {change.Head.Short}:{change.Target.Ref}");
        }

        return ExitCode.Of(after.Judged.Verdict.Kind);
    }

    private static void Check(OpenChange change, RecoverOptions options)
    {
        var name = VerdictView.Short(change.Target.Ref);
        var rules = change.Desk.Rulebooks.At(change.Target.Tip);
        if (change.Gathered.Facts.Governance is not { } governance)
        {
            throw new UsageProblem(
                "this change touches nothing under .countersign/, and a root key speaks about the rules only; `countersign check` says what it needs"
            );
        }

        if (governance.IsFirst)
        {
            throw new UsageProblem($"{name} has no rules yet; they begin with `countersign init --sign`");
        }

        if (options.Governs == rules.IsBroken)
        {
            throw new UsageProblem(
                options.Governs
                    ? $"the rules at {name} cannot be read, so nobody could sign beside a root key; leave --govern out"
                    : $"the rules at {name} can be read, so they are changed by their own sign-offs; where too few could give them: --govern"
            );
        }

        if (!governance.StandsAlone || governance.ResultProblems.Count > 0)
        {
            throw new UsageProblem(
                governance.StandsAlone
                    ? $"the result could not be read either, so nothing was signed:{Environment.NewLine}{string.Join(Environment.NewLine, governance.ResultProblems.Select(Visible.Text))}"
                    : "a change of the rules stands alone: take the files outside .countersign/ out of it"
            );
        }
    }
}

public sealed record RecoverOptions(ChangeOptions Change, string? Reason, bool Governs);
