// `countersign ask` and `answer`: a reviewer's question, what is said to it, and its asker's word that it is closed.
using System.CommandLine;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Question;

public static class QuestionCommands
{
    public static Command BuildAsk(Surroundings surroundings)
    {
        var text = new Argument<string>("question") { Description = "The question, in words" };
        var change = new Option<string?>("--change") { Description = "A branch, commit or change id (default: HEAD)" };
        var path = new Option<string?>("--path") { Description = "The file it is about" };
        var line = new Option<int?>("--line") { Description = "The line in the new version of that file" };
        var note = new Option<bool>("--note") { Description = "A remark that holds nothing up" };
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("ask", "Ask the author something; only you can close it")
        {
            Examples =
            [
                (
                    "countersign ask 'what happens to carts that are open now?' --change timeout --path config/checkout.yml --line 2",
                    "A question that holds the change until you are satisfied."
                ),
            ],
        };
        foreach (var symbol in new Option[] { change, path, line, note, to, key })
        {
            verb.Add(symbol);
        }

        verb.Add(text);
        return verb.Runs(
            parsed =>
                (
                    Options: new ChangeOptions(parsed.GetValue(change), parsed.GetValue(to), parsed.GetValue(key)),
                    Text: parsed.GetValue(text)!,
                    Path: parsed.GetValue(path),
                    Line: parsed.GetValue(line),
                    Note: parsed.GetValue(note)
                ),
            asked =>
            {
                using var desk = Desk.Open(surroundings);
                var open = OpenChange.Find(desk, asked.Options.Revision, asked.Options.To, surroundings);
                var recorder = Recorder.Open(desk, open.Target, asked.Options.Key, surroundings);
                _ = open.Id ?? throw new UsageProblem("a question belongs to an offered change; its author runs `countersign propose` first");
                var id = recorder.Sign(
                    new Cases.Question
                    {
                        Context = recorder.Context,
                        Subject = open.Subject,
                        Signer = recorder.Claim,
                        SignedAt = recorder.Now,
                        Nonce = Recorder.NewNonce(),
                        Text = recorder.Text(asked.Text),
                        Path = asked.Path is { } file ? RepoPath.Of(file) : null,
                        Line = asked.Path is null ? null : asked.Line,
                        IsBlocking = !asked.Note,
                    }
                );
                recorder.Submit();
                surroundings.Screen.Line(
                    $"Question {id.Short} is asked by {recorder.Id}{(asked.Note ? " as a note" : "; it holds the change until you close it")}."
                );
                surroundings.Screen.Line($"  the author answers   countersign answer {id.Short} 'WORDS'");
                surroundings.Screen.Line($"  you close it         countersign answer {id.Short} --accept");
                return ExitCode.Allowed;
            }
        );
    }

    public static Command BuildAnswer(Surroundings surroundings)
    {
        var question = new Argument<string>("question") { Description = "The question's id, or its beginning" };
        var text = new Argument<string?>("answer") { Description = "The answer, in words", Arity = ArgumentArity.ZeroOrOne };
        var accept = new Option<bool>("--accept") { Description = "Close your own question: you are satisfied" };
        var change = new Option<string?>("--change") { Description = "A branch, commit or change id (default: HEAD)" };
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("answer", "Answer a question, or close your own with --accept")
        {
            Examples =
            [
                ("countersign answer 4f1c02 'they keep the old value until they are paid'", "Answer a question about HEAD's change."),
                ("countersign answer 4f1c02 --accept", "Its asker closes it."),
            ],
        };
        verb.Add(question);
        verb.Add(text);
        foreach (var symbol in new Option[] { accept, change, to, key })
        {
            verb.Add(symbol);
        }

        return verb.Runs(
            parsed =>
                (
                    Options: new ChangeOptions(parsed.GetValue(change), parsed.GetValue(to), parsed.GetValue(key)),
                    Question: parsed.GetValue(question)!,
                    Text: parsed.GetValue(text),
                    Accept: parsed.GetValue(accept)
                ),
            said =>
            {
                using var desk = Desk.Open(surroundings);
                var open = OpenChange.Find(desk, said.Options.Revision, said.Options.To, surroundings);
                var recorder = Recorder.Open(desk, open.Target, said.Options.Key, surroundings);
                var about = Find(open, said.Question);
                if (said.Accept && about.Asker != recorder.Id)
                {
                    throw new UsageProblem($"{about.Asker} asked this, and only {about.Asker} closes it; without --accept your words are an answer");
                }

                if (!said.Accept && string.IsNullOrWhiteSpace(said.Text))
                {
                    throw new UsageProblem("an answer has words: countersign answer ID 'WORDS'");
                }

                recorder.Sign(
                    new Answer
                    {
                        Context = recorder.Context,
                        Subject = open.Subject,
                        Signer = recorder.Claim,
                        SignedAt = recorder.Now,
                        Nonce = Recorder.NewNonce(),
                        Question = about.Id,
                        Text = string.IsNullOrWhiteSpace(said.Text) ? null : recorder.Text(said.Text),
                        Accepts = said.Accept,
                    }
                );
                recorder.Submit();
                surroundings.Screen.Line(
                    said.Accept
                        ? $"Question {about.Id.Short} is closed by its asker, {recorder.Id}."
                        : $"{recorder.Id} answered; {about.Asker} closes it with: countersign answer {about.Id.Short} --accept"
                );
                return ExitCode.Allowed;
            }
        );
    }

    private static (Digest Id, People.PersonId Asker) Find(OpenChange open, string prefix)
    {
        var found = open
            .Gathered.Records.Of<Cases.Question>()
            .Where(pair => pair.Record.Id.ToString().StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        return found.Count switch
        {
            1 => (found[0].Record.Id, found[0].Record.Signer),
            0 => throw new UsageProblem(
                $"this change has no question {Visible.Text(prefix)}; `countersign show` lists them (another change: --change BRANCH)"
            ),
            _ => throw new UsageProblem($"{Visible.Text(prefix)} is the beginning of {found.Count} questions; write more of it"),
        };
    }
}
