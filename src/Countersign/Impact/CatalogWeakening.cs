// What a change to the catalog takes away: each loss needs the owner of the component as it was.
namespace Countersign.Impact;

public enum WeakeningKind
{
    ComponentRemoved,
    CriticalityLowered,
    PathMovedAway,
    EdgeRemoved,
    OwnerChanged,
    CalledReversible,
}

/// <summary><paramref name="Owner"/> is the old owner, a person or a team; <paramref name="Detail"/> is for people.</summary>
public sealed record CatalogWeakening(WeakeningKind Kind, string Component, string Owner, string Detail)
{
    /// <summary>In the order of the old catalog; empty where the new one demands at least as much.</summary>
    public static IReadOnlyList<CatalogWeakening> Find(Catalog old, Catalog now) =>
        [.. old.Components.SelectMany(component => Between(component, now.Find(component.Name)))];

    private static IEnumerable<CatalogWeakening> Between(Component old, Component? now)
    {
        if (now is null)
        {
            yield return new(WeakeningKind.ComponentRemoved, old.Name, old.Owner, $"'{old.Name}' is removed");
            yield break;
        }

        if (now.Criticality < old.Criticality)
        {
            yield return new(
                WeakeningKind.CriticalityLowered,
                old.Name,
                old.Owner,
                $"'{old.Name}' falls from {Word(old.Criticality)} to {Word(now.Criticality)}"
            );
        }

        foreach (var path in old.Paths.Except(now.Paths))
        {
            yield return new(WeakeningKind.PathMovedAway, old.Name, old.Owner, $"'{old.Name}' loses {path.Text}");
        }

        foreach (var edge in old.DependsOn.Except(now.DependsOn, StringComparer.Ordinal))
        {
            yield return new(WeakeningKind.EdgeRemoved, old.Name, old.Owner, $"'{old.Name}' no longer depends on '{edge}'");
        }

        if (now.Owner != old.Owner)
        {
            yield return new(WeakeningKind.OwnerChanged, old.Name, old.Owner, $"'{old.Name}' goes from {old.Owner} to {now.Owner}");
        }

        if (old.Reversible == false && now.Reversible != false)
        {
            yield return new(WeakeningKind.CalledReversible, old.Name, old.Owner, $"'{old.Name}' is no longer called irreversible");
        }
    }

    private static string Word(Criticality criticality) => criticality.ToString().ToLowerInvariant();
}
