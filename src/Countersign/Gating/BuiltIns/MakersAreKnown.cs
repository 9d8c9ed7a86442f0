// Everyone who made the change is known to the roster, and a person stands for what an agent made.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record MakersAreKnown : BuiltIn
{
    public override string Name => "makers";

    public override Judgement Judge(Facts facts, Policy policy)
    {
        if (policy.IsAbsent)
        {
            return DoesNotApply("there is no roster yet; the root key vouches");
        }

        if (facts is { Faults.Count: > 0, People.Count: 0 })
        {
            return DoesNotApply("nobody is known while the roster cannot be read");
        }

        var hasPerson = facts.Makers.Any(maker => maker is { Kind: MakerKind.Human, Id: not null });
        var unknown = facts.Makers.Where(maker => IsUnknown(maker, hasPerson)).DistinctBy(maker => maker.Claim).ToList();
        if (facts.Makers.Count == 0)
        {
            return Holds(["nobody is named as the maker of this change"], Attribution(facts, "whoever made this change"));
        }

        return unknown.Count == 0
            ? Passes([.. facts.Makers.Select(Makers.NameOf).Distinct()])
            : Holds([.. unknown.Select(Say)], [.. unknown.Select(maker => Attribution(facts, maker.Claim))]);
    }

    /// <summary>An agent beside a known person is that person's tool; alone it needs somebody who stands for it, rostered or not.</summary>
    private static bool IsUnknown(MakerFacts maker, bool hasPerson) => maker.Kind == MakerKind.Agent ? !hasPerson : maker.Id is null;

    private static string Say(MakerFacts maker) =>
        maker.Id is { } agent ? $"{agent} is an agent, and no person stands for what it made" : $"nobody in the roster is {maker.Claim}";

    private MissingItem Attribution(Facts facts, string claim)
    {
        var who = Standing.Behind(facts).Concat(facts.People.Where(person => person is { CanSign: true, IsBot: false }).Select(person => person.Id));
        return new(
            "attribution",
            Name,
            $"a person in the roster who stands for {claim}",
            [.. who.Distinct()],
            "countersign attribute (whoever signs it becomes a maker)"
        );
    }
}
