// Something the change lacks: who can give it, and the command that does.
using Countersign.People;

namespace Countersign.Policies;

/// <param name="Id">Stable id, as in specs/verdict.md: offer, sign-off, peer-review, case, rollback, question, condition, evidence, ...</param>
/// <param name="Who">Persons who can give it, best placed first; empty means nobody can, and <paramref name="How"/> says the way out.</param>
public sealed record MissingItem(string Id, string Rule, string Requirement, IReadOnlyList<PersonId> Who, string How)
{
    public const string Offer = "offer";

    /// <summary>Two items are the same deed where the same people do the same thing, whichever rule asks for it.</summary>
    public static readonly IEqualityComparer<MissingItem> ByDeed = EqualityComparer<MissingItem>.Create(
        (one, other) =>
            one is not null && other is not null && one.Requirement == other.Requirement && one.How == other.How && one.Who.SequenceEqual(other.Who),
        item => HashCode.Combine(item.Requirement, item.How, item.Who.Count)
    );

    /// <summary>How many more people it takes, and of what sort; null for what the author or a machine gives.</summary>
    public Signers? Takes { get; init; }

    /// <summary>Where one of several ways is enough: which ways ask for this, the outermost choice first. Empty where all do.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public bool IsOffer => Id == Offer;

    /// <param name="IsQualified">By level, ownership, right or assurance; otherwise any other reader will do.</param>
    public readonly record struct Signers(int Count, bool IsQualified);

    /// <param name="Ways">That ask for it; counted from 1, as <paramref name="Open"/>.</param>
    /// <param name="Open">All ways that could still be gone.</param>
    public sealed record Choice(IReadOnlyList<int> Ways, IReadOnlyList<int> Open);
}
