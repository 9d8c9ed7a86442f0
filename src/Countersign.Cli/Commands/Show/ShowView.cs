// Lays a change out for its reader: what it is and why, what was asked, what it reaches, who made it, what the gate says.
using Countersign.Cases;
using Countersign.Cli.Commands.Why;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Show;

internal sealed class ShowView(Screen screen, CaseTold told)
{
    private readonly Page _page = new(screen, 18);

    /// <param name="hidden">How many decisions of others are kept back; the verdict's tree would name them.</param>
    public void Draw(OpenChange change, int hidden)
    {
        var facts = change.Gathered.Facts;
        screen.Line(screen.Bold(Visible.Text(facts.Subject.Title)));
        _page.Row(
            "change",
            [
                $"{(change.Id is { } id ? id.ToString()[..12] : "not offered yet")}{(facts.Subject.PatchSet is { } number ? $", patch set {number}" : "")}, {change.Head.Short} for {VerdictView.Short(change.Target.Ref)}, content {change.Digest.Short}",
            ]
        );
        Case(change);
        Threads(change);
        _page.Title("Reach");
        foreach (var component in facts.Reach?.Components ?? [])
        {
            _page.Row(
                component.Name,
                [$"{Word.Of(component.Criticality)}{(component.Distance == 0 ? ", changed here" : $", by {string.Join(" > ", component.Path)}")}"]
            );
        }

        if (facts.Reach is { Unmapped.Count: > 0 } reach)
        {
            _page.Row(
                "in no component",
                [
                    string.Join(", ", reach.Unmapped.Take(8).Select(path => path.Display))
                        + (reach.Unmapped.Count > 8 ? $" and {reach.Unmapped.Count - 8} more" : ""),
                ]
            );
        }

        foreach (var evidence in facts.Evidence)
        {
            _page.Row(
                evidence.Type,
                [$"{evidence.Name}: {evidence.Conclusion}, by {evidence.Bot}{(evidence.IsForThisContent ? "" : ", for another content")}"]
            );
        }

        _page.Title("Made by");
        foreach (var maker in facts.Makers)
        {
            _page.Row(
                maker.Id?.Value ?? "unknown",
                [
                    $"{string.Join(", ", maker.Roles)}{(maker.Level is { } level ? $", {level}" : "")}{(maker.IsAuthenticated ? "" : $", as {maker.Claim} claims")}",
                ]
            );
        }

        Declared(change);
        screen.Line();
        var view = new VerdictView(screen);
        if (hidden == 0)
        {
            view.Draw(change.Judged.Verdict, facts);
            return;
        }

        view.Headline(change.Judged.Verdict, facts);
        _page.Text(
            $"{VerdictView.Counted(hidden, "decision")} of others {(hidden == 1 ? "is" : "are")} hidden until you have signed, so that your look is your own. --decisions shows them, and your signature will say that you had seen them."
        );
    }

    private void Case(OpenChange change)
    {
        _page.Title("Case");
        if (change.Gathered.Facts.Case is not { } facts)
        {
            _page.Text("Nobody wrote one yet: countersign case");
            return;
        }

        foreach (var section in told.Sections(facts.Statement, change.Gathered.Records))
        {
            _page.Row(Word.Of(section.Name).Replace('-', ' '), WhyView.Paragraphs(section.Text));
        }

        foreach (var advice in CaseTold.Case(facts.Statement, change.Gathered.Records)?.Advice ?? [])
        {
            _page.Row("advice", [$"{advice.Source}, {advice.Age} old then"]);
        }

        _page.Row("signed by", [$"{facts.SignedBy}{(facts.IsForOlderPatchSet ? ", for an earlier version" : "")}"]);
    }

    /// <summary>What makers signed of AI's part, and whose word is missing: silence is not "none".</summary>
    private void Declared(OpenChange change)
    {
        var parts = DeclaredPart.In(change.Gathered.Records, told, change.Digest);
        foreach (var part in parts)
        {
            _page.Row("AI, declared", [part.Words]);
        }

        var silent = change.Gathered.Facts.Provenance.NotDeclaredBy;
        if (parts.Count > 0 && silent.Count > 0)
        {
            _page.Row(
                "",
                [$"not declared by {string.Join(", ", silent)}: \"none\" takes every maker's word (countersign attribute --declare)"],
                isDim: true
            );
        }
    }

    private void Threads(OpenChange change)
    {
        var threads = told.Threads(change.Gathered.Records);
        var conditions = told.Conditions(change.Gathered.Records);
        if (threads.Count + conditions.Count == 0)
        {
            return;
        }

        _page.Title("Questions and conditions");
        foreach (var thread in threads)
        {
            _page.Row(
                thread.AskedBy,
                WhyView.Paragraphs(thread.Text).Append(thread.Place is null ? "" : $"(at {thread.Place})").Where(text => text.Length > 0)
            );
            foreach (var said in thread.Answers.Where(said => said.Text is not ""))
            {
                _page.Row("  " + said.By, WhyView.Paragraphs(said.Text));
            }

            _page.Row(
                "",
                [
                    thread.State == QuestionState.Closed
                        ? $"closed by {thread.AskedBy}"
                        : $"{(thread.State == QuestionState.Answered ? $"answered; {thread.AskedBy} closes it" : thread.IsBlocking ? "open" : "a note")}: countersign answer {thread.Id.Short}",
                ],
                isDim: true
            );
        }

        foreach (var condition in conditions)
        {
            _page.Row(condition.SetBy, [$"on condition: {condition.Text ?? "(redacted)"} ({Word.Of(condition.State)})"]);
        }
    }
}
