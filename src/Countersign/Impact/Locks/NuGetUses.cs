// Which central versions a file of MSBuild uses: those that it names, or all where that cannot be told from names.
using Countersign.Documents;
using Countersign.Impact.Sources;

namespace Countersign.Impact.Locks;

/// <param name="Packages">Names in capitals, each once, ascending.</param>
/// <param name="IsAll">
/// It computes a name, or pins what its packages bring along: then a version counts that no project asks for by name. Source: NuGet's
/// central package management, transitive pinning.
/// </param>
internal sealed record NuGetUses(IReadOnlyList<string> Packages, bool IsAll)
{
    private const string Pinning = "CentralPackageTransitivePinningEnabled";

    public static NuGetUses Of(Node file, string item = "PackageReference")
    {
        var root = new XmlElement(file);
        var names = root.All(item).SelectMany(Names).Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        names.Sort(StringComparer.Ordinal);
        var pins = root.All(Pinning).Any(one => !one.Text.Trim().Equals("false", StringComparison.OrdinalIgnoreCase));
        return new NuGetUses(names, pins || names.Exists(IsComputed));
    }

    /// <summary>An item names several things between semicolons.</summary>
    public static string[] Names(XmlElement item) =>
        (item["Include"] ?? item["Update"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A variable, a list of other items, metadata or a wildcard.</summary>
    public static bool IsComputed(string name) => name.AsSpan().ContainsAny("$@%*?");
}
