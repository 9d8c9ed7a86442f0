// Who stands behind the change and can act for it: the accountable person first, then the other makers.
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Policies;

internal static class Standing
{
    public static IReadOnlyList<PersonId> Behind(Facts facts)
    {
        var makers = facts.Makers.Where(maker => maker.Kind == MakerKind.Human && maker.Id is not null).Select(maker => maker.Id!.Value).Order();
        return [.. (facts.Accountable is { } accountable ? makers.Prepend(accountable) : makers).Distinct()];
    }
}
