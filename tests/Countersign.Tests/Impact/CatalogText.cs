// Catalogs for tests, as JSON.
using System.Text;
using Countersign.Documents;
using Countersign.Impact;

namespace Countersign.Tests.Impact;

internal static class CatalogText
{
    public const string Shop =
        "{\"version\":1,\"components\":["
        + "{\"name\":\"money\",\"paths\":[\"src/money/**\"],\"owner\":\"payments\",\"criticality\":\"critical\",\"rollout\":\"by region\",\"reversible\":false},"
        + "{\"name\":\"basket\",\"paths\":[\"src/basket/**\"],\"owner\":\"payments\",\"criticality\":\"high\",\"dependsOn\":[\"money\",\"text\"]},"
        + "{\"name\":\"text\",\"paths\":[\"src/text/**\",\"*.po\"],\"owner\":\"jonas\",\"criticality\":\"low\"},"
        + "{\"name\":\"site\",\"paths\":[\"site/**\"],\"owner\":\"mara\",\"criticality\":\"medium\",\"dependsOn\":[\"basket\",\"text\"]}]}";

    public static Parsed<Catalog> Parse(string json) => Catalog.Read(Encoding.UTF8.GetBytes(json), "catalog.yml", JsonDocumentReader.Read);

    public static Catalog Good(string json)
    {
        var parsed = Parse(json);
        return parsed.ShouldBeOfType<Parsed<Catalog>.Good>(parsed.Match((_, _) => "", problems => string.Join("\n", problems))).Value;
    }
}
