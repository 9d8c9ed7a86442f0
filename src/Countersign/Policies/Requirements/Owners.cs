// Files that the same people own, so that an owner is asked for once for all of them.
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Policies.Requirements;

internal static class Owners
{
    /// <summary>Owned files by their owners, in whatever order these are named; groups and files keep the order of the change.</summary>
    public static IReadOnlyList<IReadOnlyList<FileFacts>> Group(IReadOnlyList<FileFacts> files)
    {
        // Nearly always one component owns them all.
        var owned = files.Where(file => file.Owners.Count > 0).ToList();
        return owned.Count == 0 ? []
            : owned.TrueForAll(file => AreSame(file.Owners, owned[0].Owners)) ? [owned]
            : [.. owned.GroupBy(file => string.Join(", ", file.Owners.Order()), StringComparer.Ordinal).Select(group => group.ToList())];
    }

    public static bool AnyIn(IReadOnlyList<PersonId> owners, HashSet<PersonId> people) => people.Count > 0 && owners.Any(people.Contains);

    private static bool AreSame(IReadOnlyList<PersonId> one, IReadOnlyList<PersonId> other) =>
        ReferenceEquals(one, other) || one.SequenceEqual(other);
}
