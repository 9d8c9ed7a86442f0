// What a signer sees before deciding: on the first look nobody else's answer, so that two signatures can be independent.
using Countersign.Adapters.Git.Gathering;
using Countersign.Cli.Commands.Show;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Decide;

/// <param name="reader">Whose look it is; null where nobody in the roster holds the key here.</param>
internal sealed class FirstLook(Desk desk, JudgedChange judged, PersonId? reader)
{
    public static FirstLook At(OpenChange change, PersonId? reader) => new(change.Desk, change.Judged, reader);

    /// <summary>For verbs that sign nothing: the key is asked only where there is something to keep back.</summary>
    public static FirstLook OfWhoeverIsHere(Desk desk, Target target, JudgedChange judged, Surroundings surroundings) =>
        new(desk, judged, judged.Gathered.Facts.Decisions.Count == 0 ? null : Recorder.WhoIsHere(desk, target, null, surroundings));

    private Facts Facts => judged.Gathered.Facts;

    /// <summary>A person who made none of it and has not signed this content yet: whose first look is worth keeping to themselves.</summary>
    public bool IsToCome =>
        reader is { } me
        && judged.Gathered.Rulebook.Roster.FindPerson(me) is not null
        && !Facts.IsMaker(me)
        && !judged
            .Gathered.Records.Of<SignOff>()
            .Any(pair => pair.Record.Signer == me && pair.Statement.Subject.Digest == judged.Gathered.Manifest?.Digest);

    /// <summary>The verdict as it would be without what others decided, until this person has signed; what is shown is remembered.</summary>
    public void Draw(Screen screen, bool all = false)
    {
        var view = new VerdictView(screen, all);
        var others = Facts.Decisions.Count(decision => decision.Person != reader);
        if (others == 0 || !IsToCome)
        {
            if (reader is { } me)
            {
                SeenDecisions.Remember(desk.Repository, judged.Gathered.Records, me);
            }

            view.Draw(judged.Verdict, Facts);
            return;
        }

        var blind = Facts with { Decisions = [.. Facts.Decisions.Where(decision => decision.Person == reader)] };
        view.Draw(Gate.Decide(blind, judged.Gathered.Rulebook.Policy ?? Policy.Absent), blind);
        screen.Line();
        screen.Line(
            $"{VerdictView.Counted(others, "answer")} of others {(others == 1 ? "is" : "are")} not shown before you have given yours; with {(others == 1 ? "it" : "them")}: {judged.Verdict.Kind}."
        );
    }
}
