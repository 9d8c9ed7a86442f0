// What a person who pushes sees: one line for each ref that got in, the whole verdict for one that did not.
using Countersign.Adapters.Git.Auditing;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Pushes;
using Countersign.Gating;

namespace Countersign.Cli.Terminal;

public sealed class PushView(Screen screen)
{
    public void Draw(PushVerdict push)
    {
        foreach (var answer in push.Refs)
        {
            Ref(answer, push.IsObserved);
        }
    }

    public static int CodeOf(PushVerdict push) =>
        push
            .Refs.Where(answer => !answer.IsAccepted)
            .Select(answer => answer.Judgements.Count > 0 ? ExitCode.Of(answer.Judgements[^1].Verdict.Kind) : ExitCode.Refused)
            .Select(code => code == ExitCode.Allowed ? ExitCode.Refused : code)
            .Aggregate(ExitCode.Worst);

    private void Ref(RefAnswer answer, bool observed)
    {
        var name = Visible.Text(VerdictView.Short(answer.Ref));
        if (answer.IsAccepted)
        {
            if (answer.IsGuarded && answer.Judgements.Count > 0)
            {
                screen.Line($"countersign: {name}: Allowed{Signers(answer)}");
            }

            return;
        }

        var word = observed && answer.IsGuarded ? "would not be let in (observing, nothing is refused)" : "not let in";
        screen.Line($"countersign: {name}: {word}: {Visible.Text(answer.Refusal!.Split('\n')[0])}");
        foreach (var line in answer.Refusal.Split('\n').Skip(1))
        {
            screen.Line($"  {Visible.Text(line)}");
        }

        if (answer.Judgements.Count > 0)
        {
            screen.Line();
            var judged = Telling(answer.Judgements);
            if (judged is { Verdict.Kind: VerdictKind.Held, Gathered.Facts.Subject.PatchSet: null })
            {
                screen.Line(
                    "Not offered yet. First: countersign propose (it signs the change as yours, and others can read and sign it; less may be missing then)"
                );
                screen.Line();
            }

            new VerdictView(screen).Draw(judged.Verdict, judged.Gathered.Facts);
            CutView.Draw(screen, judged);
            screen.Line();
        }
    }

    /// <summary>Of the whole and the step that failed: the one that was offered as such, else the one that somebody decided about.</summary>
    private static JudgedChange Telling(IReadOnlyList<JudgedChange> judgements) =>
        judgements.FirstOrDefault(judged => judged.Gathered.Facts.Subject.PatchSet is not null)
        ?? judgements.FirstOrDefault(judged => judged.Gathered.Facts.Decisions.Count > 0)
        ?? judgements[^1];

    private static string Signers(RefAnswer answer)
    {
        var signers = answer
            .Judgements.SelectMany(judged => judged.Gathered.Facts.Decisions.Where(decision => ChainLink.Counts(decision, judged.Gathered.Facts)))
            .Select(decision => decision.Person.Value)
            .Distinct(StringComparer.Ordinal)
            .Concat(answer.Judgements.Any(ChainLink.IsRooted) ? ["a root key"] : [])
            .ToList();
        return signers.Count == 0 ? "" : $", signed by {string.Join(", ", signers)}";
    }
}
