// Shows an audit as it goes: one line for each landing, what is wrong beneath it, the counts at the end.
using Countersign.Adapters.Git.Auditing;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Audit;

internal sealed class AuditView(Screen screen, bool onlyProblems)
{
    private const int ProgressEvery = 100;

    public Tally Draw(AuditWalk walk, IEnumerable<ChainLink> links, Trust trust)
    {
        var tally = new Tally(walk);
        var count = 0;
        foreach (var link in links)
        {
            tally.Add(link);
            Link(link);
            if (++count % ProgressEvery == 0 && screen.IsInteractive)
            {
                screen.Aside($"countersign: {count} landings, up to {link.New.Short}");
            }
        }

        screen.Line();
        foreach (var problem in tally.Problems)
        {
            Wrapped($"! {problem}", "  ");
        }

        screen.Line(
            screen.Bold($"{VerdictView.Short(walk.Ref)}: ")
                + string.Join(", ", tally.Counts.Select(pair => $"{pair.Value} {Words.Of(pair.Key)}"))
                + (tally.Repaired > 0 ? $"; {tally.Repaired} of them written down later (repaired)" : "")
        );
        if (tally.Rewritten > 0)
        {
            Wrapped("refs/countersign/records was rewritten since, as a redaction does: the landings were judged by what is there now", "");
        }

        Wrapped(trust.Words, "");
        Wrapped(trust.Keys, "  ");
        return tally;
    }

    private void Link(ChainLink link)
    {
        if (onlyProblems && link.IsWell)
        {
            return;
        }

        var what =
            link.Kind == LinkKind.Before ? VerdictView.Counted(link.Steps, "step")
            : link.Entry?.Landing is { } landing
                ? $"{Words.Of(landing.SignedAt)}  landing {link.Entry.Number}" + (link.Steps > 1 ? $" of {link.Steps} steps" : "")
            : VerdictView.Counted(link.Steps, "step");
        var who = link.Judged is { } judged && Words.SignedBy(judged) is { Length: > 0 } signers ? $"  {signers}" : "";
        var kind = Words.Of(link.Kind).PadRight(18);
        screen.Line($"  {(link.IsWell ? screen.Dim(kind) : screen.Red(kind))} {link.New.Short}  {what}{(link.IsRepaired ? " (repaired)" : "")}{who}");
        foreach (var problem in link.IsWell ? [] : link.Problems)
        {
            Wrapped(problem, new string(' ', 21));
        }
    }

    private void Wrapped(string text, string indent)
    {
        foreach (var line in Wrapping.Wrap(Visible.Text(text), indent, indent, screen.Width))
        {
            screen.Line(line.TrimEnd());
        }
    }
}
