// Files of a repository for tests of sources, as JSON whatever they are in life: the sources read nodes.
using System.Text;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Impact.Sources;

namespace Countersign.Tests.Impact.Sources;

internal static class SourceFiles
{
    public static SourceFile Json(string path, string json) =>
        new(path, JsonDocumentReader.Read(Encoding.UTF8.GetBytes(json.Replace('\'', '"')), path));

    public static SourceFile Project(string path, params string[] references) => Json(path, ProjectText(references));

    public static string ProjectText(params string[] references) =>
        $"{{'name':'Project','attributes':{{}},'text':'','children':[{string.Join(",", references.Select(to => $"{{'name':'ProjectReference','attributes':{{'Include':'{to.Replace("\\", "\\\\", StringComparison.Ordinal)}'}},'text':'','children':[]}}"))}]}}";

    public static string Edges(this SuppliedGraph graph) =>
        string.Join("; ", graph.Edges.Select(edge => $"{edge.Dependent} > {edge.Dependency}").Order(StringComparer.Ordinal));
}
