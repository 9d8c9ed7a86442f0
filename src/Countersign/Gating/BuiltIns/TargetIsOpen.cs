// The target is not closed for a time by somebody who may release or govern.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

/// <summary>An override that names it lets one change through; the freeze stands for all others.</summary>
internal sealed record TargetIsOpen : BuiltIn
{
    public override string Name => "frozen";

    public override bool CanBeOverridden => true;

    public override Judgement Judge(Facts facts, Policy policy) =>
        facts.Frozen is not { } why
            ? Passes()
            : Holds(
                [why],
                new MissingItem(
                    "thaw",
                    Name,
                    "the freeze lifted or over",
                    [.. MayThaw(facts)],
                    "countersign freeze --lift; or `countersign override --rule frozen` for this change alone"
                )
            );

    private static IEnumerable<People.PersonId> MayThaw(Facts facts) =>
        facts
            .People.Where(person => person is { CanSign: true, IsBot: false } && person.May.Any(right => right is "release" or "govern"))
            .Select(person => person.Id);
}
