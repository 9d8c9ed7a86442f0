// Every golden vector of specs/change-digest.md, which stock tools derived, comes out the same here.
using System.Text.Json;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Tests.Changes;

public sealed class ChangeDigestVectorTests
{
    private static readonly string s_folder = Find();

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(s_folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Our_manifest_and_digest_are_those_of_stock_tools(string name)
    {
        using var vector = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, name + ".json")));
        var expected = vector.RootElement.GetProperty("manifest").GetBytesFromBase64();
        var digest = vector.RootElement.GetProperty("digest").GetString();
        var entries = vector
            .RootElement.GetProperty("records")
            .EnumerateArray()
            .Select(record => new ManifestEntry(
                RepoPath.FromBytes(record.GetProperty("path").GetBytesFromBase64()),
                Side(record.GetProperty("old")),
                Side(record.GetProperty("new"))
            ));

        var manifest = ChangeManifest.Of(entries.Reverse());

        manifest.ToBytes().ShouldBe(expected);
        manifest.Digest.ToString().ShouldBe(digest);
        ChangeManifest.TryRead(expected, out var read).ShouldBeTrue();
        read.Digest.ShouldBe(manifest.Digest);
        read.Entries.ShouldBe(manifest.Entries);
    }

    [Fact]
    public void The_vectors_show_what_the_specification_promises()
    {
        var names = Names().Select(row => row.Data).ToArray();
        foreach (var kind in (string[])["edit", "empty", "mode", "rename", "symlink", "binary", "submodule", "names", "first"])
        {
            names.ShouldContain(kind);
            names.ShouldContain("sha256-" + kind);
        }
    }

    private static ManifestSide Side(JsonElement side)
    {
        EntryModes.TryParse(side.GetProperty("mode").GetString(), out var mode).ShouldBeTrue();
        return mode switch
        {
            EntryMode.Absent => ManifestSide.Absent,
            EntryMode.Submodule => ManifestSide.Submodule(ObjectId.Parse(side.GetProperty("commit").GetString()!)),
            _ => ManifestSide.Of(mode, Digest.Of(side.GetProperty("content").GetBytesFromBase64())),
        };
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var here = Path.Combine(folder.FullName, "specs", "vectors", "change-digest");
            if (Directory.Exists(here))
            {
                return here;
            }
        }

        throw new DirectoryNotFoundException("specs/vectors/change-digest");
    }
}
