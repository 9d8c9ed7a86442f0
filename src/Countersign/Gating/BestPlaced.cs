// Who could read a change as its signer, and what it makes of the minutes that somebody among them knows the files.
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Lint;
using Countersign.Policies.Requirements;

namespace Countersign.Gating;

/// <summary>Asked only where a limit lies between the minutes of somebody who knows the files and of first contact. Source: specs/review-minutes.md.</summary>
public static class BestPlaced
{
    /// <summary>Whether some limit lies within the band, of this change alone or with what its makers landed lately.</summary>
    public static bool Matters(ReviewMinutesFacts? minutes, IReadOnlyList<double> limits, HistoryFacts? history = null) =>
        minutes is { Readers: null, High: > 0 } && NamedLimits.IsOneWithin(limits, minutes.Low, minutes.High, NamedLimits.LandedMinutes(history));

    /// <summary>
    /// Whom a rule in force that applies would let sign, the minutes being those of first contact; where no rule asks for a signature,
    /// everybody who could give one. Never a maker, never a bot.
    /// </summary>
    public static IReadOnlyList<PersonId> Qualified(Facts facts, Policy policy)
    {
        var slow = facts.ReviewMinutes is { } minutes ? facts with { ReviewMinutes = minutes with { Expected = minutes.High } } : facts;
        var demands = policy.Parts.SelectMany(part => Asked(part, slow, policy.Scale)).ToList();
        return
        [
            .. (demands.Count > 0 ? demands : [new SignOffDemand()])
                .SelectMany(demand => Signers.WhoCould(demand, facts, policy.Scale))
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>Files with at least half of the change's effective lines; a file without any weighs as one line.</summary>
    public static bool Knows(IReadOnlyList<FileFacts> files, Func<FileFacts, bool> hasMet)
    {
        var (met, all) = (0.0, 0.0);
        foreach (var file in files)
        {
            var weight = Math.Max(1, file.EffectiveLines);
            all += weight;
            met += hasMet(file) ? weight : 0;
        }

        return met > 0 && met * 2 >= all;
    }

    public static ReviewMinutesFacts Of(ReviewMinutesFacts minutes, ReadersFacts readers) =>
        minutes with
        {
            Readers = readers,
            Expected = readers.AnyFamiliar() switch
            {
                true => minutes.Low,
                false => minutes.High,
                null => (minutes.Low + minutes.High) / 2,
            },
        };

    private static IEnumerable<SignOffDemand> Asked(PolicyPart part, Facts facts, SeniorityScale scale)
    {
        var applying = part
            .Rules.Where(rule => rule.Mode.NoteAt(facts.Now) is null && rule.When.Ask(facts, rule.In(scale)).Truth != Truth.DoesNotHold)
            .ToList();
        return Walk.Requirements(applying.Count > 0 ? applying.SelectMany(rule => rule.Require) : part.Otherwise)
            .Select(requirement =>
                requirement switch
                {
                    SignOffsRequirement signOffs => signOffs.Demand,
                    PeerReview => new SignOffDemand(),
                    _ => null,
                }
            )
            .OfType<SignOffDemand>();
    }
}
