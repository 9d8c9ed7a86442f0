// Holds the docs to the tree: every link and every path in backticks leads somewhere.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public sealed partial class DocsTests
{
    private static readonly IReadOnlyList<SourceFile> Docs =
    [
        .. new[] { "docs", "specs", "README.md", "CONTRIBUTING.md", "AGENTS.md", "SECURITY.md" }.SelectMany(place => SourceTree.Under(place, ".md")),
    ];

    [Fact]
    public void Every_link_between_documents_leads_to_a_file() =>
        Docs.SelectMany(doc =>
                Link()
                    .Matches(doc.Text)
                    .Select(link => link.Groups[1].Value)
                    .Where(target => !Exists(Path.Combine(Path.GetDirectoryName(doc.Path)!, target)))
                    .Select(target => $"{doc.Path}: {target}")
            )
            .ShouldBeEmpty();

    [Fact]
    public void Every_path_of_this_repository_that_a_document_names_exists() =>
        Docs.Where(doc => !doc.Path.StartsWith("docs/decisions/", StringComparison.Ordinal))
            .SelectMany(doc =>
                OwnPath().Matches(doc.Text).Select(path => path.Groups[1].Value).Where(path => !Exists(path)).Select(path => $"{doc.Path}: {path}")
            )
            .ShouldBeEmpty();

    private static bool Exists(string path) => File.Exists(SourceTree.At(path)) || Directory.Exists(SourceTree.At(path));

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|docs|specs|policies|scripts|bench)/[\w./-]*\w)`")]
    private static partial Regex OwnPath();
}
