// What the answer rests on: the landing, the commit, the policy's version, and how to confirm it without this program.
using Countersign.Adapters.Git.Auditing;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Why;

internal sealed class WhyProof(Screen screen, Page page, Trust trust)
{
    public void Draw(WhyAnswer answer)
    {
        var link = answer.Link!;
        var facts = link.Judged!.Gathered.Facts;
        page.Title("Proof");
        if (link.Entry?.Landing is { } landing)
        {
            page.Row(
                "landed",
                [
                    $"{Words.Of(landing.SignedAt)} in {VerdictView.Short(answer.Ref!)} as {landing.New.Short}, landing {link.Entry.Number}"
                        + (landing.Pusher is { } pusher ? $", pushed by {pusher}" : ""),
                ]
            );
            page.Row("verdict", Verdict(link, landing.Outcome));
            Change(landing.Subject.Change?.ToString(), landing.Subject.Digest?.Short);
        }
        else
        {
            page.Row("entered", [$"{VerdictView.Short(answer.Ref!)} as {link.New.Short}, which says {Words.Of(facts.Now)}; nobody attests that"]);
            page.Row(
                "verdict",
                [
                    $"{link.Judged.Verdict.Kind} when judged now, by the records there are",
                    .. link.IsWell ? [] : link.Problems.Select(problem => $"! {problem}"),
                ]
            );
            Change(facts.Subject.ChangeId, facts.Subject.ChangeDigest?.Short);
        }

        void Change(string? id, string? content) =>
            page.Row(
                "change",
                [
                    (id is null ? "never offered, " : $"{id[..12]}, ")
                        + (answer.PatchSet is { } number ? $"patch set {number}, " : "")
                        + $"content {content}",
                ]
            );

        page.Row("commit", [$"{answer.Commit.Id.Short} \"{answer.Commit.Subject}\"", .. Moved(answer)]);
        foreach (var part in answer.Policies)
        {
            page.Row(part.Source == Policies.PolicySource.Organisation ? "organisation" : "policy", [$"{part.Digest.Short}, owned by {part.Owner}"]);
        }

        page.Row("trust", [trust.Words]);
        if (answer.Check is { } check)
        {
            screen.Line();
            page.Text(
                $"Anyone confirms {check.Signer}'s signature with stock tools; the key is the one in .countersign/roster.yml at {link.Old.Short}. Here, or with --verify:"
            );
            foreach (var line in check.Lines)
            {
                screen.Line("  " + screen.Dim(line));
            }
        }
    }

    private static IEnumerable<string> Verdict(ChainLink link, string outcome)
    {
        var again = link.Judged!.Verdict.Kind.ToString();
        yield return (outcome == again ? $"{outcome}, and {outcome} again when judged now" : $"{outcome} then, {again} when judged now")
            + (link.Entry!.Landing!.IsObserved ? "; the gate only observed" : "")
            + (link.IsRepaired ? "; the landing was written down later (repaired)" : "")
            + (link.Kind == LinkKind.Overridden ? "; by an override" : "");
        if (!link.IsWell)
        {
            foreach (var problem in link.Problems)
            {
                yield return $"! {problem}";
            }
        }

        foreach (var note in link.Notes)
        {
            yield return note;
        }
    }

    private static IEnumerable<string> Moved(WhyAnswer answer) =>
        answer.Origin.Path == answer.Path && answer.Origin.Line == answer.Line
            ? []
            : [$"the line stood at {answer.Origin.Path.Display}:{answer.Origin.Line} there"];
}
