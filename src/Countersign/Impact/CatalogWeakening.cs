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
    ServiceRemoved,
    SourceNarrowed,
}

/// <summary><paramref name="Owner"/> is the old owner, a person or a team; <paramref name="Detail"/> is for people.</summary>
/// <param name="Component">
/// For a source the component whose owner answers for it: each of the most critical ones, for theirs is the most to lose. Empty where
/// there is none.
/// </param>
public sealed record CatalogWeakening(WeakeningKind Kind, string Component, string Owner, string Detail)
{
    /// <summary>In the order of the old catalog; empty where the new one demands at least as much.</summary>
    public static IReadOnlyList<CatalogWeakening> Find(Catalog old, Catalog now) =>
        [.. old.Components.SelectMany(component => Between(component, now.Find(component.Name))), .. Sources(old, now)];

    private static IEnumerable<CatalogWeakening> Sources(Catalog old, Catalog now)
    {
        var answering = Answering(old);
        return GraphSources
            .Losses(old.Sources, now.Sources)
            .SelectMany(_ => answering, (loss, one) => new CatalogWeakening(WeakeningKind.SourceNarrowed, one.Component, one.Owner, loss));
    }

    /// <summary>
    /// Nobody, so that a root key is asked, where the catalog has no component; and where Backstage's files, whose owners are nobody
    /// here, may call something more critical than the catalog does.
    /// </summary>
    private static IReadOnlyList<(string Component, string Owner)> Answering(Catalog old)
    {
        var highest = old.Components.Select(component => component.Criticality).DefaultIfEmpty().Max();
        return old.Components.Count == 0 || (old.Sources.Backstage && highest < Criticality.Critical)
            ? [("", "")]
            : [.. old.Components.Where(component => component.Criticality == highest).Select(component => (component.Name, component.Owner))];
    }

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

        foreach (var service in old.Services.Except(now.Services, StringComparer.Ordinal))
        {
            yield return new(WeakeningKind.ServiceRemoved, old.Name, old.Owner, $"'{old.Name}' is no longer called '{service}' where it runs");
        }

        if (now.Owner != old.Owner)
        {
            yield return new(WeakeningKind.OwnerChanged, old.Name, old.Owner, $"'{old.Name}' goes from {old.Owner} to {now.Owner}");
        }

        if (old.Reversible == false && now.Reversible != false)
        {
            yield return new(WeakeningKind.CalledReversible, old.Name, old.Owner, $"'{old.Name}' is no longer called irreversible");
        }
        else if (old.Reversible is null && now.Reversible == true)
        {
            yield return new(WeakeningKind.CalledReversible, old.Name, old.Owner, $"'{old.Name}' is called reversible");
        }
    }

    private static string Word(Criticality criticality) => criticality.ToString().ToLowerInvariant();
}
