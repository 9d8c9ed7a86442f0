// Tells a person why a line is there: the reason first, then the people, then the proof.
using Countersign.Adapters.Git.Auditing;
using Countersign.Cases;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Why;

internal sealed class WhyView(Screen screen, Trust trust)
{
    private const int Column = 18;
    private readonly Page _page = new(screen, Column);

    public void Draw(WhyAnswer answer)
    {
        screen.Line(screen.Bold($"{answer.Path.Display}:{answer.Line}"));
        screen.Line(screen.Cyan($"    {Visible.Text(answer.Origin.Text.Replace('\t', ' ').TrimEnd())}"));
        switch (answer.Kind)
        {
            case WhyKind.Landed:
                Reason(answer);
                Questions(answer);
                new WhyPeople(_page).Draw(answer);
                new WhyProof(screen, _page, trust).Draw(answer);
                break;
            case WhyKind.Before:
                Silent(
                    answer,
                    $"Before Countersign: this line is older than the gate of {VerdictView.Short(answer.Ref!)}. Nobody was asked then; all that is left is its commit."
                );
                break;
            case WhyKind.NoLanding:
                Silent(
                    answer,
                    $"No landing: this line is in {VerdictView.Short(answer.Ref!)}, and the gate has no record of how it got there. Its commit:"
                );
                Gap(answer.Link!);
                break;
            default:
                Silent(answer, "Not in: this line is in no guarded branch that is here. Its commit:");
                screen.Line();
                _page.Text("An offered change tells its reasons with: countersign show");
                break;
        }
    }

    private void Reason(WhyAnswer answer)
    {
        _page.Title("Why");
        if (answer.Sections.Count == 0 && answer.CaseBy is null)
        {
            _page.Text("Nobody wrote a case for this change. Its commit says:");
            Message(answer);
            return;
        }

        if (answer.Sections.FirstOrDefault(section => section.Name == CaseSection.Why) is { } why)
        {
            foreach (var paragraph in Paragraphs(why.Text))
            {
                _page.Text(paragraph);
            }

            screen.Line();
        }

        foreach (var section in answer.Sections.Where(section => section.Name != CaseSection.Why))
        {
            _page.Row(Word.Of(section.Name).Replace('-', ' '), Paragraphs(section.Text));
        }

        foreach (var advice in answer.Advice)
        {
            _page.Row("advice", [$"{advice.Source}, {advice.Age} old then"]);
        }

        foreach (var part in answer.Declared)
        {
            _page.Row("AI, declared", [part.Words]);
        }

        _page.Row("written by", [$"{answer.CaseBy}, who signed it{(answer.IsCaseOlder ? " for an earlier version of this change" : "")}"]);
    }

    private void Questions(WhyAnswer answer)
    {
        if (answer.Threads.Count == 0)
        {
            return;
        }

        _page.Title("Asked and answered");
        foreach (var thread in answer.Threads)
        {
            _page.Row(
                thread.AskedBy,
                Paragraphs(thread.Text).Append(thread.Place is null ? "" : $"(at {thread.Place})").Where(text => text.Length > 0)
            );
            foreach (var said in thread.Answers.Where(said => said.Text is not ""))
            {
                _page.Row("  " + said.By, Paragraphs(said.Text));
            }

            _page.Row(
                "",
                [
                    thread.State == QuestionState.Closed ? $"closed by {thread.AskedBy}"
                    : thread.IsBlocking ? "still open"
                    : "a note, never closed",
                ],
                isDim: true
            );
        }
    }

    private void Silent(WhyAnswer answer, string words)
    {
        screen.Line();
        _page.Text(words);
        Message(answer);
        screen.Line();
        _page.Row(
            "commit",
            [
                $"{answer.Commit.Id.Short} by {answer.Commit.Author.Name} <{answer.Commit.Author.Email}> (a claim), {Words.Of(DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(answer.Commit.Author.UnixTime, 0, 253_402_300_799)))}",
            ]
        );
        _page.Row("there as", [$"{answer.Origin.Path.Display}:{answer.Origin.Line}"]);
    }

    private void Gap(ChainLink link)
    {
        _page.Row("audit says", [$"{Words.Of(link.Kind)}: {string.Join("; ", link.Problems)}"]);
    }

    private void Message(WhyAnswer answer)
    {
        screen.Line();
        foreach (var line in Visible.Lines(answer.Commit.Message.Trim('\n')).Take(12))
        {
            screen.Line($"    {line}".TrimEnd());
        }
    }

    /// <summary>Null is a text that was taken away; that is shown, never passed over.</summary>
    internal static IEnumerable<string> Paragraphs(string? text) =>
        text is null ? ["(redacted)"] : text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
}
