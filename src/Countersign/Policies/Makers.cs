// Who made the change, as rules ask it: claims only add makers and never lower what is required.
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Policies;

public static class Makers
{
    public static bool IsMaker(this Facts facts, PersonId person)
    {
        // Asked of everybody in a roster, for every demand: no closure.
        for (var i = 0; i < facts.Makers.Count; i++)
        {
            if (facts.Makers[i].Id == person)
            {
                return true;
            }
        }

        return facts.Accountable == person;
    }

    /// <summary>
    /// A key or the transport vouches for somebody as its maker. Where none does, whoever signs may be the maker under another's name.
    /// </summary>
    public static bool IsVouchedFor(this Facts facts) => facts.Makers.Count == 0 || facts.Makers.Any(maker => maker.IsAuthenticated);

    public static PersonFacts? Person(this Facts facts, PersonId id) => facts.People.FirstOrDefault(person => person.Id == id);

    /// <summary>
    /// The lowest rank of all makers. Own level counts only where a key or the transport vouches for the maker; everybody else,
    /// and a change that no person made, counts as the lowest.
    /// </summary>
    public static int LowestMakerRank(this Facts facts, SeniorityScale scale) =>
        facts.Makers.Where(IsPerson).Select(maker => CountedRank(maker, scale)).DefaultIfEmpty(0).Min();

    /// <summary>The highest rank that any maker has or claims: "above the author" is above this.</summary>
    public static int HighestMakerRank(this Facts facts, SeniorityScale scale) =>
        facts.Makers.Select(maker => scale.Rank(maker.Level)).Append(RankOfAccountable(facts, scale)).Append(0).Max();

    public static int CountedRank(MakerFacts maker, SeniorityScale scale) => maker.IsAuthenticated ? Math.Max(0, scale.Rank(maker.Level)) : 0;

    public static bool IsPerson(MakerFacts maker) => maker.Kind is MakerKind.Human or MakerKind.Unknown;

    /// <summary>The rostered id, else the claim as written.</summary>
    public static string NameOf(MakerFacts maker) => maker.Id?.Value ?? maker.Claim;

    private static int RankOfAccountable(Facts facts, SeniorityScale scale) =>
        facts.Accountable is { } id && facts.Person(id) is { } person ? scale.Rank(person.Level) : -1;
}
