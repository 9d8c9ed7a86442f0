// `countersign attribute`: says who stands behind a commit or a claim, who asked the agent, or AI's part in one's own work.
using System.CommandLine;
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.People;

namespace Countersign.Cli.Commands.Attribution;

public static class AttributeCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var what = new Argument<string?>("what")
        {
            Description = "A commit of the change, or a claim as the verdict shows it: an address, or 'name <address>'",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var person = new Option<string?>("--to") { Description = "The person of the roster who made it (default: you)" };
        var sponsor = new Option<bool>("--sponsor") { Description = "You did not make it, and you stand for it as if you had" };
        var prompter = new Option<string?>("--prompter") { Description = "The person who asked the agent; they become a maker" };
        var change = new Option<string?>("--change") { Description = "A branch, commit or change id (default: HEAD)" };
        var target = new Option<string?>("--base") { Description = "The branch that the change would enter" };
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("attribute", "Say who made what nobody can attribute; whoever says it becomes a maker too")
        {
            Examples =
            [
                ("countersign attribute 9c41d7a --to jun", "That commit is jun's work; you vouch for it."),
                ("countersign attribute 'Bo <bo@old-laptop>' --change timeout", "That address is yours."),
                ("countersign attribute 9c41d7a --sponsor", "Nobody knows who made it, and you stand for it."),
                ("countersign attribute --declare none --change timeout", "As a co-maker: no AI took part in what you did."),
            ],
        };
        verb.Add(what);
        foreach (var option in new Option[] { person, sponsor, prompter })
        {
            verb.Add(option);
        }

        var declare = new AiOptions("--declare").AddTo(verb);
        foreach (var option in new Option[] { change, target, key })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new AttributeOptions(new ChangeOptions(parsed.GetValue(change), parsed.GetValue(target), parsed.GetValue(key)))
            {
                What = parsed.GetValue(what),
                To = parsed.GetValue(person),
                Sponsors = parsed.GetValue(sponsor),
                Prompter = parsed.GetValue(prompter),
                Declared = declare.Read(parsed),
            },
            options => Run(options, surroundings)
        );
    }

    public static Command BuildDisown(Surroundings surroundings)
    {
        var what = new Argument<string>("commit") { Description = "The commit that names you falsely" };
        var change = new Option<string?>("--change") { Description = "A branch, commit or change id (default: HEAD)" };
        var target = new Option<string?>("--base") { Description = "The branch that the change would enter" };
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("disown", "Say that a commit names you falsely: somebody else made it")
        {
            Examples =
            [
                (
                    "countersign disown 9c41d7a --change timeout",
                    "That commit has your name on it and is not yours; it holds until somebody stands for it."
                ),
            ],
        };
        verb.Add(what);
        verb.Add(change);
        verb.Add(target);
        verb.Add(key);
        return verb.Runs(
            parsed => new AttributeOptions(new ChangeOptions(parsed.GetValue(change), parsed.GetValue(target), parsed.GetValue(key)))
            {
                What = parsed.GetValue(what),
                Disowns = true,
            },
            options => Run(options, surroundings)
        );
    }

    private static int Run(AttributeOptions options, Surroundings surroundings)
    {
        options.Complain();
        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings);
        var recorder = Recorder.Open(desk, change.Target, options.Change.Key, surroundings);
        recorder.DemandPerson("say who made a change");
        if (change.Id is null)
        {
            throw new UsageProblem(
                "this belongs to an offered change; run `countersign propose` first (anyone in the roster may offer it, and becomes a maker by that)"
            );
        }

        var (word, said) = Word(options, change, recorder);
        recorder.Sign(word);
        recorder.Submit();
        surroundings.Screen.Line(said);
        surroundings.Screen.Line();
        var after = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings, fetch: false);
        new VerdictView(surroundings.Screen).Draw(after.Judged.Verdict, after.Gathered.Facts);
        return ExitCode.Allowed;
    }

    private static (Cases.Attribution Word, string Said) Word(AttributeOptions options, OpenChange change, Recorder recorder)
    {
        var word = new Cases.Attribution
        {
            Context = recorder.Context,
            Subject = change.Subject,
            Signer = recorder.Claim,
            SignedAt = recorder.Now,
            Nonce = Recorder.NewNonce(),
            Act = AttributionAct.Declare,
        };
        if (options.Declared is { } ai)
        {
            DemandMaker(change, recorder);
            var reminder = ai.Reminder(change, recorder) is { } words ? $" {words}" : "";
            return (word with { Ai = ai.Signed(recorder) }, $"{recorder.Id} declares AI's part in this content: {AiSaid.Word(ai.Class)}.{reminder}");
        }

        if (options.Prompter is { } prompter)
        {
            var asked = Person(recorder, prompter);
            return (
                word with
                {
                    Act = AttributionAct.Prompter,
                    Person = asked,
                },
                $"{asked} asked the agent, says {recorder.Id}; {asked} is a maker of this change."
            );
        }

        var about = Claims.Find(change, options.What!);
        word = word with { OfCommit = about.Commit, Claim = about.Claim };
        if (options.Disowns)
        {
            about.DemandFalselyNamed(change, recorder);
            return (
                word with
                {
                    Act = AttributionAct.Disown,
                },
                $"{recorder.Id} did not make {about.Words}. It holds until somebody stands for it: countersign attribute {about.Typed}"
            );
        }

        about.DemandUnattributed(change);
        if (options.Sponsors)
        {
            return (word with { Act = AttributionAct.Sponsor }, $"{recorder.Id} stands for {about.Words} and is a maker of this change from now on.");
        }

        var made = options.To is { } named ? Person(recorder, named) : recorder.Id;
        return (
            word with
            {
                Act = AttributionAct.Attribute,
                Person = made,
            },
            made == recorder.Id
                ? $"{about.Words} is {recorder.Id}'s own work."
                : $"{about.Words} is {made}'s work, says {recorder.Id}; both are makers of this change from now on."
        );
    }

    private static PersonId Person(Recorder recorder, string name) =>
        PersonId.TryParse(name, out var id) && recorder.Roster.FindPerson(id) is not null
            ? id
            : throw new UsageProblem(
                $"the roster has no person '{Visible.Text(name)}'; it has {string.Join(", ", recorder.Roster.Persons.Select(person => person.Id).Order())}"
            );

    private static void DemandMaker(OpenChange change, Recorder recorder)
    {
        if (change.Gathered.Facts.Makers.All(maker => maker.Id != recorder.Id))
        {
            throw new UsageProblem(
                $"{recorder.Id} is no maker of this change, and only makers declare AI's part; they are {string.Join(", ", change.Gathered.Facts.Makers.Select(maker => maker.Id?.Value ?? Visible.Text(maker.Claim)))}"
            );
        }
    }
}
