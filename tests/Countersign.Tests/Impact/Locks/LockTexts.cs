// Two versions of a lock file and the files beside it, as the claims about lock files write them.
using System.Text;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact.Locks;

namespace Countersign.Tests.Impact.Locks;

internal static class LockTexts
{
    public static string Users(LockUse use) => string.Join(" ", use.Users.Select(user => user.Text));

    public static LockUse Compare(string path, string old, string now, params (string Path, string Json)[] neighbours) =>
        LockFiles.Compare(path, Side(path, old, neighbours), Side(path, now, neighbours), neighbours.Select(file => RepoPath.Of(file.Path)));

    private static LockSide Side(string path, string text, (string Path, string Json)[] neighbours) =>
        new(
            text,
            JsonDocumentReader.Read(Encoding.UTF8.GetBytes(text), path),
            [
                .. neighbours.Select(file => new LockNeighbour(
                    file.Path,
                    JsonDocumentReader.Read(Encoding.UTF8.GetBytes(file.Json.Replace('\'', '"')), file.Path).Match((node, _) => node, _ => null!)
                )),
            ]
        );

    public static string Element(string name, string attributes, string children) =>
        $"{{\"name\":\"{name}\",\"attributes\":{{{attributes}}},\"text\":\"\",\"children\":[{children}]}}";

    public static string References(params string[] packages) =>
        Element(
            "Project",
            "",
            Element("ItemGroup", "", string.Join(",", packages.Select(one => Element("PackageReference", $"\"Include\":\"{one}\"", ""))))
        );

    public static string Versions(params string[] versions) =>
        Element(
            "Project",
            "",
            Element(
                "ItemGroup",
                "",
                string.Join(
                    ",",
                    versions.Select(one => Element("PackageVersion", $"\"Include\":\"{one.Split(' ')[0]}\",\"Version\":\"{one.Split(' ')[1]}\"", ""))
                )
            )
        );
}
