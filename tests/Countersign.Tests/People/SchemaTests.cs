// Holds the schemas for editors and the readers together: neither knows a field or a word that the other does not.
using System.Text.Json;
using Countersign.Impact;
using Countersign.People;
using Countersign.Provenance;

namespace Countersign.Tests.People;

public sealed class SchemaTests
{
    public static TheoryData<string, string, string[]> Fields { get; } =
        new()
        {
            { "roster", "", RosterReader.TopKeys },
            { "roster", "person", RosterReader.PersonKeys },
            { "roster", "bot", RosterReader.BotKeys },
            { "roster", "level", RosterReader.LevelKeys },
            { "roster", "key", RosterReader.KeyKeys },
            { "roster", "evidence", RosterReader.EvidenceKeys },
            { "catalog", "", CatalogReader.TopKeys },
            { "catalog", "component", CatalogReader.ComponentKeys },
            { "kinds", "", TeamKinds.TopKeys },
            { "kinds", "rule", TeamKinds.RuleKeys },
            { "signals", "", TeamSignalsReader.TopKeys },
            { "signals", "tool", TeamSignalsReader.ToolKeys },
            { "signals", "line", TeamSignalsReader.LineKeys },
        };

    [Theory]
    [MemberData(nameof(Fields))]
    public void The_schema_knows_exactly_the_fields_that_the_reader_knows(string file, string definition, string[] keys)
    {
        var schema = Definition(file, definition);

        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldBe(keys, ignoreOrder: true);
        schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void The_schema_knows_exactly_the_words_that_the_reader_knows()
    {
        Words("roster", "key", "kind").ShouldBe(RosterReader.KeyKinds);
        Words("roster", "bot", "kind").ShouldBe(RosterReader.BotKinds);
        Words("signals", "tool", "kind").ShouldBe(TeamSignalsReader.Kinds);
        Words("catalog", "component", "criticality").ShouldBe(CatalogReader.Criticalities);
        Definition("roster", "person")
            .GetProperty("properties")
            .GetProperty("may")
            .GetProperty("items")
            .GetProperty("enum")
            .EnumerateArray()
            .Select(word => word.GetString()!)
            .ShouldBe(RosterReader.Rights);
    }

    private static IEnumerable<string> Words(string file, string definition, string field) =>
        Definition(file, definition)
            .GetProperty("properties")
            .GetProperty(field)
            .GetProperty("enum")
            .EnumerateArray()
            .Select(word => word.GetString()!);

    private static JsonElement Definition(string file, string name)
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Specs(), $"{file}.schema.json"))).RootElement;
        return name.Length == 0 ? root : root.GetProperty("$defs").GetProperty(name);
    }

    private static string Specs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Countersign.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "specs");
    }
}
