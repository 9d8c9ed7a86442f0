// Finds the vectors: our own in specs/vectors, which are always there, and the published sets, which may be absent.
using System.Text.Json;

namespace Countersign.Tests.Signatures;

internal static class VectorFiles
{
    public static string Own => Path.Combine(Root(), "specs", "vectors", "signatures");

    /// <summary>A file of the published sets; skips the test where the sets are absent.</summary>
    public static string Published(params string[] parts)
    {
        for (var folder = new DirectoryInfo(Root()).Parent; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine([folder.FullName, "shared", "data", "vectors", .. parts]);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"the published vectors are not here: shared/data/vectors/{string.Join('/', parts)}");
        throw new InvalidOperationException();
    }

    public static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    public static string? TextOrNull(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static bool? TruthOrNull(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetBoolean() : null;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Countersign.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return folder.FullName;
    }
}
