// A description as a forge's job handed it over, and when its unsigned answers count as the author's case.
using Countersign.Cases;
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Adapters.Git.Gathering;

/// <param name="Kind">The forge, as roster accounts name it: github, gitlab.</param>
/// <param name="Account">Who wrote it last, by the forge's word; null where the job could not tell.</param>
/// <param name="Counts">What .countersign/forge.yml at the target says of descriptions.</param>
public sealed record Description(DescribedCase Case, string Kind, string? Account, bool Counts)
{
    private string? Named => Account is null ? null : $"{Kind}:{Account}";

    public DescriptionFacts AsFacts(Roster roster, Func<PersonId, bool> isMaker) => new(Case.Digest, Named, Case.Answered, WhyNot(roster, isMaker));

    /// <summary>Null where it does not count.</summary>
    public CaseFacts? AsCase(Roster roster, Func<PersonId, bool> isMaker) =>
        WhyNot(roster, isMaker) is null && Writer(roster) is { } writer
            ? new CaseFacts
            {
                Statement = Case.Digest,
                SignedBy = writer,
                Answered = Case.Answered,
                Account = Named,
            }
            : null;

    private PersonId? Writer(Roster roster) => Account is { } account && roster.FindByAccount(Kind, account) is Person person ? person.Id : null;

    private string? WhyNot(Roster roster, Func<PersonId, bool> isMaker) =>
        Case.Answered.Count == 0 ? "it has no heading of a case with an answer beneath"
        : !Counts ? $"the rules do not let a description count (description: case in {Records.ForgeFile.Path}); countersign case signs one"
        : Account is null ? "who wrote it last is not known here"
        : Writer(roster) is not { } writer ? $"the roster knows no person with the account {Named}"
        : !isMaker(writer) ? $"{Named} wrote it last, and {writer} did not make this change"
        : null;
}
