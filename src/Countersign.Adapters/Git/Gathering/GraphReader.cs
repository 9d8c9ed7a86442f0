// Finds and reads the files of a tree that say who depends on whom, as far as the catalog asks for them.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Impact.Sources;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>How the forms of documents are read; a folder of adapters knows no other.</summary>
/// <param name="LargeYaml">Of up to <see cref="GraphReader.LargestLock"/> bytes.</param>
public sealed record DocumentForms(ReadDocument YamlDocuments, ReadDocument Yaml, ReadDocument LargeYaml, ReadDocument Xml);

/// <summary>Each tree is listed once and each file's content read once, whatever asks.</summary>
public sealed partial class GraphReader(CleanRoom room, DocumentForms forms)
{
    private static readonly GraphSources s_backstage = new() { Backstage = true };
    private const int MostFiles = 20_000;
    private const long MostBytes = 32L << 20;
    private const long LargestFile = 1 << 20;
    private readonly Dictionary<(ObjectId, string), (SourceFile File, long Length)> _read = [];
    private long _bytes;
    private readonly Dictionary<(ObjectId, GraphSources), List<TreeEntry>> _listed = [];
    private readonly Dictionary<ObjectId, HashSet<string>> _folders = [];

    public IReadOnlyList<SuppliedGraph> Read(ObjectId tree, GraphSources sources)
    {
        if (!sources.ReadsTheTree)
        {
            return [];
        }

        var found = Listed(tree, sources);
        if (found.Count > MostFiles)
        {
            return
            [
                new SuppliedGraph(GraphSource.Projects)
                {
                    Unknown = $"there are more than {MostFiles} files that describe components, and none of them was read",
                },
            ];
        }

        _bytes = 0;
        var graphs = new List<SuppliedGraph>();
        if (sources.Backstage)
        {
            graphs.Add(
                BackstageSource.Read(Files(found, BackstageSource.Reads, forms.YamlDocuments), sources, folder => FoldersOf(tree).Contains(folder))
            );
        }

        if (sources.DotNet)
        {
            var leaves = found.Select(entry => entry.Path.Text).Where(DotNetSource.IsLeaf);
            graphs.Add(DotNetSource.Read([.. Files(found, DotNetSource.Reads, forms.Xml)], [.. leaves]));
        }

        if (sources.Npm)
        {
            var yaml = Files(found, path => NpmSource.Reads(path) && !path.EndsWith(".json", StringComparison.Ordinal), forms.Yaml);
            var json = Files(found, path => NpmSource.Reads(path) && path.EndsWith(".json", StringComparison.Ordinal), JsonDocumentReader.Read);
            graphs.Add(NpmSource.Read([.. yaml, .. json]));
        }

        return graphs;
    }

    /// <summary>Listed once for each tree, and only where a file names a folder elsewhere.</summary>
    private HashSet<string> FoldersOf(ObjectId tree)
    {
        if (!_folders.TryGetValue(tree, out var folders))
        {
            _folders[tree] = folders = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in room.ListTree(tree))
            {
                // A folder that is known has all above it known.
                for (var path = entry.Path.Text; path.LastIndexOf('/') is var at and > 0 && folders.Add(path = path[..at]); ) { }
            }
        }

        return folders;
    }

    /// <summary>What Backstage's files of this tree call the annotation or label that says how critical they are; null where nothing does.</summary>
    public string? CriticalityKey(ObjectId tree)
    {
        var found = Listed(tree, s_backstage);
        _bytes = 0;
        return found.Count > MostFiles ? null : BackstageSource.CriticalityKey(Files(found, BackstageSource.Reads, forms.YamlDocuments));
    }

    private List<TreeEntry> Listed(ObjectId tree, GraphSources sources)
    {
        if (!_listed.TryGetValue((tree, sources), out var found))
        {
            _listed[(tree, sources)] = found = [
                .. room.ListTree(tree).Where(entry => entry.Mode.HasBlob() && IsRead(entry.Path.Text, sources)).Take(MostFiles + 1),
            ];
        }

        return found;
    }

    private static bool IsRead(string path, GraphSources sources) =>
        (sources.Backstage && BackstageSource.Reads(path))
        || (sources.DotNet && (DotNetSource.Reads(path) || DotNetSource.IsLeaf(path)))
        || (sources.Npm && NpmSource.Reads(path));

    private IEnumerable<SourceFile> Files(List<TreeEntry> found, Func<string, bool> isRead, ReadDocument read) =>
        found.Where(entry => isRead(entry.Path.Text)).Select(entry => One(entry, read));

    /// <summary>Read once, counted each time, so that an answer does not depend on what was asked before.</summary>
    private SourceFile One(TreeEntry entry, ReadDocument read)
    {
        var path = entry.Path.Text;
        if (!entry.Mode.IsFile())
        {
            return NotRead(path, "link", "it is a symbolic link, which is not followed", "Put a file in its place.");
        }

        if (_bytes >= MostBytes)
        {
            return TooMuch(path, "there are too many such files before it");
        }

        if (!_read.TryGetValue((entry.Id, path), out var known))
        {
            var content = room.ReadBlob(entry.Id, LargestFile);
            var file = content.IsCut
                ? TooMuch(path, $"the file has {content.Size} bytes")
                : new SourceFile(path, read(WithoutMark(content.Bytes), path));
            _read[(entry.Id, path)] = known = (file, content.Bytes.Length);
        }

        _bytes += known.Length;
        return known.File;
    }

    private static SourceFile TooMuch(string path, string what) =>
        NotRead(path, "too-large", what, $"At most {LargestFile} bytes of a file and {MostBytes} of a tree are read.");

    private static SourceFile NotRead(string path, string code, string what, string remedy) =>
        new(path, new Parsed<Node>.Bad([new Problem($"graph.{code}", what, remedy, 0, path)]));

    /// <summary>Windows editors begin a file with a byte order mark; the build tools read past it, and so does this.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsMemory(3) : bytes;
}
