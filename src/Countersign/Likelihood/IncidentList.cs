// `.countersign/incidents.yml`: what went wrong, and the changes that people found behind it.
using System.Globalization;
using Countersign.Documents;

namespace Countersign.Likelihood;

/// <param name="Changes">Commits as written, 7 to 64 lower-case hexadecimal digits.</param>
public sealed record NotedIncident(string Id, DateTimeOffset Date, IReadOnlyList<string> Changes, string? Note);

/// <summary>Schema: specs/incidents.schema.json. It names changes, never people.</summary>
public sealed record IncidentList(IReadOnlyList<NotedIncident> Incidents)
{
    public const string Path = ".countersign/incidents.yml";
    public const int Most = 10_000;
    public const int MostChanges = 100;

    public static IncidentList Empty { get; } = new([]);

    public static Parsed<IncidentList> Parse(Node node, string file)
    {
        var problems = new ProblemList("incidents", file);
        if (Fields.Of(node, "the list of incidents", problems) is not { } top)
        {
            return new Parsed<IncidentList>.Bad(problems.Items);
        }

        top.AllowOnly(["version", "incidents"]);
        if (top.OptionalText("version") is { } version && version != "1")
        {
            problems.Error(
                "version",
                $"the list of incidents has version '{Fields.Cut(version)}'",
                "This program reads version 1.",
                top.LineOf("version")
            );
        }

        var incidents = top.Mappings("incidents", "incident").Select(Read).OfType<NotedIncident>().ToList();
        if (incidents.Count > Most)
        {
            problems.Error("size", $"there are {incidents.Count} incidents", $"At most {Most} are read.", top.LineOf("incidents"));
        }

        foreach (var twice in incidents.GroupBy(incident => incident.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Error("id-twice", $"two incidents have the id '{Fields.Cut(twice.Key)}'", "Rename one.", top.LineOf("incidents"));
        }

        return Parsed<IncidentList>.From(() => new IncidentList(incidents), problems.Items);
    }

    private static NotedIncident? Read(Fields written)
    {
        var id = written.Text("id");
        var fields = id is null ? written : written.As($"incident '{Fields.Cut(id)}'");
        fields.AllowOnly(["id", "date", "changes", "note"]);
        if (!fields.Has("date"))
        {
            fields.Text("date");
        }

        var date = fields.Time("date", dayWillDo: true);
        var changes = new List<string>();
        foreach (var text in fields.Texts("changes"))
        {
            if (IsCommit(text.Text) && changes.Count < MostChanges)
            {
                changes.Add(text.Text);
            }
            else
            {
                fields.Problems.Error(
                    "commit",
                    $"'{Fields.Cut(text.Text)}' in {fields.What} is no commit",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Write 7 to 64 of the digits 0-9 and a-f, in quotes where all are 0-9; at most {MostChanges}."
                    ),
                    text.Line
                );
            }
        }

        if (changes.Count == 0 && !fields.Has("changes"))
        {
            fields.Problems.Warn("no-change", $"{fields.What} names no change", "Add 'changes:' once somebody has found them.", fields.Line);
        }

        return id is null || date is not { } day ? null : new NotedIncident(id, day, changes, fields.OptionalText("note"));
    }

    private static bool IsCommit(string text) => text.Length is >= 7 and <= 64 && text.All(char.IsAsciiHexDigitLower);
}
