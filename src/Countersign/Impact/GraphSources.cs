// Which sources beside the catalog a repository's graph is read from, as the catalog says.
using System.Globalization;
using Countersign.Documents;

namespace Countersign.Impact;

/// <summary>Nothing is read that is not named here: a file that anybody can add must not change how a team is judged unasked.</summary>
public sealed record GraphSources
{
    internal static readonly string[] Keys = ["backstage", "projects", "runtime"];
    internal static readonly string[] BackstageKeys = ["criticality", "default"];
    internal static readonly string[] RuntimeKeys = ["at-most-days"];
    private static readonly string[] s_projects = ["dotnet", "npm"];
    private static readonly string[] s_criticalities = ["low", "medium", "high", "critical"];

    public static GraphSources None { get; } = new();

    /// <summary>For a repository whose catalog names no source and who only asks to see.</summary>
    public static GraphSources EverythingInTheTree { get; } =
        new()
        {
            Backstage = true,
            DotNet = true,
            Npm = true,
        };

    public bool Backstage { get; init; }

    /// <summary>The annotation or label that says how critical a Backstage entity is.</summary>
    public string CriticalityKey { get; init; } = "service.criticality";

    /// <summary>Of a Backstage component without that annotation.</summary>
    public Criticality Default { get; init; } = Criticality.Medium;

    public bool DotNet { get; init; }
    public bool Npm { get; init; }

    /// <summary>Whether a runtime graph is demanded; one that is offered always counts.</summary>
    public bool Runtime { get; init; }

    /// <summary>An older runtime graph leaves coverage unknown.</summary>
    public int RuntimeDays { get; init; } = 30;

    public bool ReadsTheTree => Backstage || DotNet || Npm;

    internal static GraphSources Read(Fields? fields)
    {
        if (fields is null)
        {
            return None;
        }

        fields.AllowOnly(Keys);
        var backstage = fields.Has("backstage") ? fields.Mapping("backstage") : null;
        backstage?.AllowOnly(BackstageKeys);
        var runtime = fields.Has("runtime") ? fields.Mapping("runtime") : null;
        runtime?.AllowOnly(RuntimeKeys);
        var projects = fields.Texts("projects");
        foreach (var unknown in projects.Where(text => !s_projects.Contains(text.Text)))
        {
            fields.Problems.Error(
                "projects",
                $"'{Fields.Cut(unknown.Text)}' is no kind of project graph that is read",
                NearestName.Remedy(unknown.Text, s_projects),
                unknown.Line
            );
        }

        return new GraphSources
        {
            Backstage = backstage is not null,
            CriticalityKey = backstage?.OptionalText("criticality") ?? None.CriticalityKey,
            Default = (Criticality)
                Math.Max((int)Criticality.Low, Array.IndexOf(s_criticalities, backstage?.OneOf("default", s_criticalities) ?? "medium")),
            DotNet = projects.Any(text => text.Text == "dotnet"),
            Npm = projects.Any(text => text.Text == "npm"),
            Runtime = runtime is not null,
            RuntimeDays = Days(runtime),
        };
    }

    private static int Days(Fields? runtime)
    {
        if (runtime?.OptionalText("at-most-days") is not { } text)
        {
            return None.RuntimeDays;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3650)
        {
            return days;
        }

        runtime.Problems.Error("days", $"'at-most-days' is '{Fields.Cut(text)}'", "Write whole days, 1 to 3650.", runtime.LineOf("at-most-days"));
        return None.RuntimeDays;
    }

    /// <summary>What the newer no longer reads, or reads so that it may say less; one line each, for people.</summary>
    internal static IEnumerable<string> Losses(GraphSources older, GraphSources newer)
    {
        (bool Old, bool New, string Name)[] kinds =
        [
            (older.Backstage, newer.Backstage, "backstage"),
            (older.DotNet, newer.DotNet, "projects: dotnet"),
            (older.Npm, newer.Npm, "projects: npm"),
            (older.Runtime, newer.Runtime, "runtime"),
        ];
        foreach (var (_, _, name) in kinds.Where(kind => kind is { Old: true, New: false }))
        {
            yield return $"the source '{name}' is removed";
        }

        if (older.Backstage && newer.Backstage && older.CriticalityKey != newer.CriticalityKey)
        {
            yield return $"the source 'backstage' takes its criticality from '{Fields.Cut(newer.CriticalityKey)}' and no longer from '{Fields.Cut(older.CriticalityKey)}'";
        }

        if (older.Backstage && newer.Backstage && newer.Default < older.Default)
        {
            yield return $"the source 'backstage' counts a component as {newer.Default.ToString().ToLowerInvariant()} that says nothing, no longer as {older.Default.ToString().ToLowerInvariant()}";
        }

        if (older.Runtime && newer.Runtime && newer.RuntimeDays > older.RuntimeDays)
        {
            yield return $"the source 'runtime' may be {newer.RuntimeDays} days old, no longer {older.RuntimeDays}";
        }
    }
}
