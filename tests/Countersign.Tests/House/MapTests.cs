// Writes docs/map.md from the source, so that the map cannot rot.
using System.Text;

namespace Countersign.Tests.House;

public sealed class MapTests
{
    [Fact]
    public void The_map_shows_the_floors_as_they_are() => Approved.ShouldHold("docs/map.md", Draw());

    private static string Draw()
    {
        var core = Floors.Arrows("Countersign", "Countersign", "Countersign");
        var text = new StringBuilder();
        Line(text, "# The map");
        Line(text, "");
        Line(text, "Written by a test from the `using` lines; do not edit. `tests/Countersign.Tests/House/MapTests.cs` fails when it differs,");
        Line(text, "and `COUNTERSIGN_APPROVE=1 ./test --filter MapTests` writes it again. Projects: `Cli -> Adapters -> Core`.");
        Line(text, "");
        Line(text, "## The core, top floor first");
        Line(text, "");
        Line(text, "A folder uses only folders below it.");
        Line(text, "");
        Line(text, "| folder | what it knows | uses |");
        Line(text, "|---|---|---|");
        foreach (var (folder, says) in Floors.Order.Reverse().Where(floor => core.ContainsKey(floor.Folder)))
        {
            Line(text, $"| {folder} | {says} | {Names(core[folder].OrderByDescending(Floors.Of))} |");
        }

        Folders(text, "The outside world", "Countersign.Adapters", "Each folder knows the core and no other folder here.");
        Folders(text, "The program", "Countersign.Cli", "A folder under `Commands` is a verb.");
        return text.ToString();
    }

    private static void Folders(StringBuilder text, string heading, string project, string rule)
    {
        var folders = Floors.Folders("src/" + project);
        if (folders.Count == 0)
        {
            return;
        }

        Line(text, "");
        Line(text, $"## {heading}: `src/{project}`");
        Line(text, "");
        Line(text, rule);
        Line(text, "");
        foreach (var folder in folders.Order(StringComparer.Ordinal))
        {
            Line(text, $"- {folder}");
        }
    }

    private static string Names(IEnumerable<string> names)
    {
        var joined = string.Join(", ", names);
        return joined.Length == 0 ? "nothing" : joined;
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
