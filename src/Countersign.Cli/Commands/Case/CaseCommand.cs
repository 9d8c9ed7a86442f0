// `countersign case`: the author's own review, written and signed before anybody else is asked.
using System.CommandLine;
using Countersign.Cases;
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Case;

public static class CaseCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var revision = ChangeOptions.RevisionArgument();
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var file = new Option<string?>("--from") { Description = "Read the answers from a Markdown file with one heading for each (see --template)" };
        var template = new Option<bool>("--template") { Description = "Print such a file, with the questions, and stop" };
        var advice = new Option<string[]>("--advice") { Description = "Advice you relied on and its age: SOURCE=AGE" };
        var verb = new Verb("case", "Write and sign the case: what was asked, why this answer, what breaks, how to undo it")
        {
            Examples =
            [
                (
                    "countersign case --why 'the bank answers slowly on Mondays' --breaks 'carts wait longer' --rollback 'revert it'",
                    "Answer some questions on the command line."
                ),
                ("countersign case --template > case.md; countersign case --from case.md", "Write it in an editor."),
                ("countersign case", "After a new version: sign the earlier answers again, for the content as it is now."),
            ],
        };
        verb.Add(revision);
        verb.Add(to);
        verb.Add(key);
        verb.Add(file);
        verb.Add(template);
        verb.Add(advice);
        var sections = CaseQuestions
            .All.Select(question => (question, Option: new Option<string?>($"--{question.Name}") { Description = question.Asks }))
            .ToList();
        foreach (var (_, option) in sections)
        {
            verb.Add(option);
        }

        var ai = new AiOptions().AddTo(verb);
        return verb.Runs(
            parsed => new CaseOptions(
                new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), parsed.GetValue(key)),
                parsed.GetValue(file),
                parsed.GetValue(template),
                sections
                    .Where(pair => parsed.GetValue(pair.Option) is { Length: > 0 })
                    .ToDictionary(pair => pair.question.Section, pair => parsed.GetValue(pair.Option)!),
                parsed.GetValue(advice) ?? [],
                ai.Read(parsed)
            ),
            options => Run(options, surroundings)
        );
    }

    private static int Run(CaseOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        if (options.Template)
        {
            screen.Write(CaseFile.Template());
            return ExitCode.Allowed;
        }

        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings).MustBeOpen();
        var recorder = Recorder.Open(desk, change.Target, options.Change.Key, surroundings);
        if (change.Id is null)
        {
            throw new UsageProblem("a case belongs to an offered change; run `countersign propose` first");
        }

        var written = options.File is { } file ? CaseFile.Read(File.ReadAllText(Path.Combine(surroundings.Folder, file))) : null;
        var words = written?.Sections.ToDictionary(pair => pair.Key, pair => pair.Value) ?? [];
        var said = options.Ai ?? written?.Ai;
        List<Advice> relied = options.Advice.Count > 0 ? [.. options.Advice.Select(CaseFile.ReadAdvice)] : [.. written?.Advice ?? []];

        foreach (var (section, text) in options.Sections)
        {
            words[section] = text;
        }

        var isOlder = change.Gathered.Facts.Case is { IsForOlderPatchSet: true } old && old.SignedBy == recorder.Id;
        if (words.Count == 0 && screen.IsInteractive)
        {
            AskForTheRest(screen, words, change);
            said ??= CaseAi.Ask(screen, change, relied);
        }

        if (words.Count == 0 && said is null && relied.Count == 0 && !isOlder)
        {
            throw new UsageProblem("an empty case says nothing; answer at least one question (countersign case --help)");
        }

        // An answer once given stays until it is given anew, so that one more answer does not need all the others again.
        var mine = change.Gathered.Records.Of<Cases.Case>().Where(pair => pair.Record.Signer == recorder.Id).ToList();
        var replaced = mine.Select(pair => pair.Statement.Previous).ToHashSet();
        var earlier = mine.Where(pair => !replaced.Contains(pair.Record.Id)).OrderBy(pair => pair.Record.Id).LastOrDefault();
        var kept = earlier.Statement?.Sections.Where(pair => !words.ContainsKey(pair.Key)) ?? [];
        var sections = kept.Concat(words.Select(pair => KeyValuePair.Create(pair.Key, recorder.Text(pair.Value))))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        var advice = relied.Count > 0 ? relied : earlier.Statement?.Advice ?? [];
        var ai = said?.Signed(recorder) ?? earlier.Statement?.Ai;
        if (ai?.Class == AssistanceClass.Advised && advice.Count == 0)
        {
            throw new UsageProblem(
                "\"advised\" carries its source and its age: add --advice 'SOURCE=AGE', such as --advice 'wiki page on timeouts=14 months'"
            );
        }

        recorder.Sign(
            new Cases.Case
            {
                Context = recorder.Context,
                Subject = change.Subject,
                Signer = recorder.Claim,
                SignedAt = recorder.Now,
                Nonce = Recorder.NewNonce(),
                Sections = sections,
                Advice = advice,
                Ai = ai,
                Previous = earlier.Record?.Id,
            }
        );
        recorder.Submit();
        screen.Line(
            $"The case is signed by {recorder.Id}: {string.Join(", ", sections.Keys.Order().Select(Word.Of))}{(ai is null ? "" : $"; AI's part declared{(said is null ? " as before" : "")}: {AiSaid.Word(ai.Class)}")}."
        );
        var after = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings, fetch: false);
        screen.Line();
        FirstLook.At(after, recorder.Id).Draw(screen);
        return ExitCode.Of(after.Judged.Verdict.Kind);
    }

    private static void AskForTheRest(Screen screen, Dictionary<CaseSection, string> words, OpenChange change)
    {
        var isOlder = change.Gathered.Facts.Case?.IsForOlderPatchSet == true;
        var answered = isOlder ? [] : change.Gathered.Facts.Case?.Answered ?? [];
        screen.Line(
            isOlder
                ? "The content is another one since: answer anew what is not so any more; an empty line leaves an answer as it was."
                : "Answer in a sentence or two; an empty line passes over a question."
        );
        foreach (var question in CaseQuestions.All.Where(question => !answered.Contains(question.Name)))
        {
            if (screen.Ask($"  {question.Asks} ") is { Length: > 0 } answer)
            {
                words[question.Section] = answer;
            }
        }
    }
}

public sealed record CaseOptions(
    ChangeOptions Change,
    string? File,
    bool Template,
    IReadOnlyDictionary<CaseSection, string> Sections,
    IReadOnlyList<string> Advice,
    AiSaid? Ai
);
