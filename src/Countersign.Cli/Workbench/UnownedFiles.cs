// Files that we just wrote and that nobody owns by the rules in the work tree: said at once, with what to add.
using Countersign.Adapters.Documents;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Impact;
using Countersign.People;

namespace Countersign.Cli.Workbench;

internal static class UnownedFiles
{
    private const string CatalogFile = ".countersign/catalog.yml";

    public static void Say(string top, IEnumerable<string> paths, Screen screen)
    {
        var catalog = Read(top, CatalogFile, (bytes, file) => Catalog.Read(bytes, file, YamlReader.Read));
        if (catalog is null)
        {
            return;
        }

        var owners = CodeOwners.Places.Select(place => Read(top, place, CodeOwners.Read)).FirstOrDefault(read => read is not null);
        var unowned = paths.Where(path => catalog.Of(RepoPath.Of(path)).Count == 0 && owners?.OwnersOf(path) is not { Count: > 0 }).ToList();
        if (unowned.Count > 0)
        {
            screen.Line(
                $"Nobody owns {string.Join(", ", unowned)} yet, so nobody could sign for it: first add {(unowned.Count == 1 ? "it" : "them")} to the paths of a component in {CatalogFile}, in a change of its own."
            );
        }
    }

    private static T? Read<T>(string top, string path, Func<ReadOnlyMemory<byte>, string, Documents.Parsed<T>> read)
        where T : class
    {
        var file = Path.Combine(top, path);
        return File.Exists(file) ? read(File.ReadAllBytes(file), path).Match((value, _) => value, _ => (T?)null) : null;
    }
}
