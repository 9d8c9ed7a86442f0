// What a signer sees before deciding: on the first look nobody else's answer, so that two signatures can be independent.
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Decide;

internal static class FirstLook
{
    /// <summary>The verdict as it would be without what others decided, until this person has decided once.</summary>
    public static void Draw(Screen screen, OpenChange change, PersonId signer)
    {
        var facts = change.Gathered.Facts;
        var others = Others(facts, signer);
        if (others.Count == 0 || HasDecided(facts, signer))
        {
            new VerdictView(screen).Draw(change.Judged.Verdict, facts);
            return;
        }

        var blind = facts with { Decisions = [.. facts.Decisions.Where(decision => decision.Person == signer)] };
        new VerdictView(screen).Draw(Gate.Decide(blind, change.Gathered.Rulebook.Policy ?? Policy.Absent), blind);
        screen.Line();
        screen.Line(
            $"{VerdictView.Counted(others.Count, "answer")} of others {(others.Count == 1 ? "is" : "are")} not shown before you have given yours."
        );
    }

    /// <summary>Others' decisions that this person was shown: all of them from the second look on.</summary>
    public static IReadOnlyList<Digest> Seen(OpenChange change, PersonId signer)
    {
        var facts = change.Gathered.Facts;
        return HasDecided(facts, signer) ? [.. Others(facts, signer).Select(decision => decision.Statement).Order()] : [];
    }

    private static bool HasDecided(Facts facts, PersonId signer) => facts.Decisions.Any(decision => decision.Person == signer);

    private static List<DecisionFacts> Others(Facts facts, PersonId signer) => [.. facts.Decisions.Where(decision => decision.Person != signer)];
}
