// `countersign override`: one named person lets a change in although a rule or an objection holds it, and answers for it.
using System.CommandLine;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Override;

public static class OverrideCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var revision = ChangeOptions.RevisionArgument();
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var rule = new Option<string[]>("--rule") { Description = "A rule's name, as the verdict shows it; may stand several times" };
        var all = new Option<bool>("--all") { Description = "Every rule of the policy; an objection is named by itself" };
        var objection = new Option<string?>("--objection") { Description = "An objection's id, or its beginning" };
        var move = new Option<string[]>("--move")
        {
            Description = "Exactly one move of a guarded ref: REF OLD NEW (NEW is 'nothing' for a deletion, OLD for making it at older rules)",
            Arity = new ArgumentArity(3, 3),
            AllowMultipleArgumentsPerToken = true,
        };
        var reason = new Option<string?>("--reason") { Description = "Why, in words that everyone may read (required)" };
        var followUp = new Option<string?>("--follow-up") { Description = "What will be done afterwards, and by when (required)" };
        var until = new Option<string?>("--until") { Description = "When it stops counting: 48h, 3d, 2026-08-01 (required, at most 7 days)" };
        var end = new Option<bool>("--end") { Description = "End your own override of the same name now" };
        var verb = new Verb("override", "Let a change in although a rule or an objection holds it, on your own name; asks on a terminal")
        {
            Examples =
            [
                (
                    "countersign override hotfix --rule 'two readers' --reason 'carts are lost now' --follow-up 'teo reads it tomorrow' --until 24h",
                    "One rule, for this content, for a day."
                ),
                (
                    "countersign override hotfix --objection 4f1c02 --reason 'talked it through' --follow-up 'an alert by Friday' --until 48h",
                    "One objection, named."
                ),
                (
                    "countersign override --move refs/heads/main 9c41d7a 17ab03e --reason 'a secret got in' --follow-up 'keys rotated today' --until 2h",
                    "One exact rewind of a guarded ref."
                ),
            ],
        };
        verb.Add(revision);
        foreach (var option in new Option[] { rule, all, objection, move, reason, followUp, until, end, to, key })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new OverrideOptions(new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), parsed.GetValue(key)))
            {
                Rules = parsed.GetValue(all) ? ["*"] : parsed.GetValue(rule) ?? [],
                Objection = parsed.GetValue(objection),
                Move = parsed.GetValue(move) ?? [],
                Reason = parsed.GetValue(reason),
                FollowUp = parsed.GetValue(followUp),
                Until = parsed.GetValue(until),
                Ends = parsed.GetValue(end),
            },
            options => Run(options, surroundings)
        );
    }

    private static int Run(OverrideOptions options, Surroundings surroundings)
    {
        options.Complain();
        using var desk = Desk.Open(surroundings);
        if (options.Move is [var name, var old, var @new])
        {
            return MoveOverride.Run(options, desk, name, old, @new, surroundings);
        }

        var change = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings);
        var recorder = Recorder.Open(desk, change.Target, options.Change.Key, surroundings);
        var policy =
            change.Gathered.Rulebook.Policy
            ?? throw new UsageProblem(
                $"{change.Target.Ref} has no policy that could be read, so there is no rule to override; see `countersign check`"
            );
        Rights.DemandOverride(recorder, policy);
        Rights.DemandNoMaker(change, recorder, "overrides");
        var statement = OverrideStatement.Of(options, change, recorder, policy);
        Show(statement, change, recorder, surroundings.Screen);
        if (!Typed.Digits(surroundings.Screen, change.Digest))
        {
            return ExitCode.Usage;
        }

        var id = recorder.Sign(statement);
        recorder.Submit();
        surroundings.Screen.Line(
            options.Ends
                ? $"Your override is ended: {id.Short}."
                : $"Overridden by {recorder.Id} until {Until.Say(statement.NotAfter)}: {id.Short}. It stands in every verdict on this content, with your reason."
        );
        surroundings.Screen.Line();
        var after = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings, fetch: false);
        new VerdictView(surroundings.Screen).Draw(after.Judged.Verdict, after.Gathered.Facts);
        return ExitCode.Of(after.Judged.Verdict.Kind);
    }

    private static void Show(SignOffs.Override statement, OpenChange change, Recorder recorder, Screen screen)
    {
        new DiffView(screen).Draw(change);
        screen.Line();
        new VerdictView(screen).Draw(change.Judged.Verdict, change.Gathered.Facts);
        screen.Line();
        screen.Line(
            $"You override as {screen.Bold(recorder.Id.Value)} with {recorder.Key.Path} ({recorder.Key.Kind.ToString().ToLowerInvariant()}):"
        );
        screen.Line(
            $"  what      {(statement.Objection is { } named ? $"the objection {named.Short}" : statement.Rules is ["*"] ? "every rule of the policy" : string.Join("; ", statement.Rules.Select(Visible.Text)))}"
        );
        screen.Line($"  why       {Visible.Text(statement.Reason)}");
        screen.Line($"  then      {Visible.Text(statement.FollowUp)}");
        screen.Line($"  until     {Until.Say(statement.NotAfter)}");
        screen.Line($"  content   {change.Digest}");
        screen.Line($"  result    tree {change.ResultTree}");
    }
}
