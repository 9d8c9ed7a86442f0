// Shows a person what verifying a commit found: the answer first, then on what it rests.
using Countersign.Adapters.Git.Auditing;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Verify;

internal sealed class VerifyView(Screen screen)
{
    public void Draw(Proof proof, Trust trust)
    {
        var branch = proof.Ref is { } name ? VerdictView.Short(name) : "a guarded branch";
        screen.Line(
            proof.Kind switch
            {
                ProofKind.Allowed => $"{screen.Green(screen.Bold("Verified"))}  {proof.Commit.Short} was the tip of {branch}, {How(proof.Link!)}",
                ProofKind.Before =>
                    $"{screen.Bold("Before Countersign")}  {proof.Commit.Short} is in {branch} and older than its gate; nobody was asked then",
                ProofKind.NeverTip => $"{screen.Red(screen.Bold("Refused"))}  {proof.Commit.Short} was never the tip of {branch}",
                _ => $"{screen.Red(screen.Bold("Unsigned"))}  {proof.Commit.Short} in {branch} does not verify",
            }
        );
        foreach (var problem in proof.Problems)
        {
            Row("", problem);
        }

        if (proof.Link is { } link)
        {
            Landing(link);
            Rules(proof);
        }

        Row("trust", trust.Words);
        Row("", trust.Keys);
    }

    private static string How(ChainLink link) =>
        link.Kind switch
        {
            LinkKind.NobodyNeeded => "and its rules asked for nobody",
            LinkKind.Overridden => "let in by an override",
            _ => $"signed by {Words.SignedBy(link.Judged!)}",
        };

    private void Landing(ChainLink link)
    {
        if (link.Entry?.Landing is not { } landing)
        {
            Row(
                "judged",
                $"now: {link.Judged?.Verdict.Kind}, by the rules of {link.Old.Short} and the records there are, with every signature checked"
            );
            return;
        }

        Row(
            "landed",
            $"{Words.Of(landing.SignedAt)}, landing {link.Entry.Number}"
                + (landing.Pusher is { } pusher ? $", pushed by {Visible.Text(pusher)}" : "")
                + (landing.IsRepaired ? ", written down later (repaired)" : "")
        );
        Row("judged", $"again now: {link.Judged!.Verdict.Kind}, by the rules of {link.Old.Short}, with every signature checked");
        foreach (var note in link.Notes)
        {
            Row("note", note);
        }
    }

    private void Rules(Proof proof)
    {
        var well = proof.Rules.Count(link => link.IsWell);
        Row(
            "rules",
            proof.Rules.Count == 0
                ? "as they stood at installation; nothing changed .countersign/ since"
                : $"{VerdictView.Counted(proof.Rules.Count, "change")} of .countersign/ since installation, {well} let in by the rules before {(well == 1 ? "it" : "them")}"
        );
    }

    private void Row(string label, string text)
    {
        foreach (var line in Wrapping.Wrap(Visible.Text(text), $"  {label, -8}", new string(' ', 10), screen.Width))
        {
            screen.Line(line.TrimEnd());
        }
    }
}
