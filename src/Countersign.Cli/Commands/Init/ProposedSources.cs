// Which other files of this repository say who depends on whom: read once as the gate would, and proposed where they say something.
using System.Globalization;
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Init;

/// <param name="Line">Of the catalog, beneath `sources:`.</param>
/// <param name="Found">What it is and how much of it is there, for the comment beside it.</param>
/// <param name="Unknown">Why it cannot be read whole; it is then proposed as a comment, for it would raise every change.</param>
public sealed record ProposedSource(string Line, string Found, string? Unknown);

public static class ProposedSources
{
    private static readonly GraphSources s_backstage = new() { Backstage = true };
    private static readonly GraphSources s_dotnet = new() { DotNet = true };
    private static readonly GraphSources s_npm = new() { Npm = true };

    /// <summary>Only what is in the commit; nothing where history is cut off, since objects may be missing then.</summary>
    public static IReadOnlyList<ProposedSource> In(GitRepository repository, ObjectId tree)
    {
        try
        {
            using var room = repository.OpenCleanRoom();
            var reader = Desk.GraphsOf(room);
            var key = reader.CriticalityKey(tree);
            var backstage = key is null ? s_backstage : s_backstage with { CriticalityKey = key };
            return [.. OfBackstage(reader.Read(tree, backstage)[0], key), .. OfProjects(reader.Read(tree, s_dotnet)[0], reader.Read(tree, s_npm)[0])];
        }
        catch (ShallowRefusal)
        {
            return [];
        }
    }

    /// <summary>The lines of the catalog; empty where there is nothing to read.</summary>
    public static string Write(IReadOnlyList<ProposedSource> sources)
    {
        if (sources.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder(
            "# What else says who depends on whom; see specs/graph-sources.md. Each can only add to what a change reaches.\n"
        );
        text.Append(sources.All(source => source.Unknown is not null) ? "# sources:\n" : "sources:\n");
        foreach (var source in sources)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(source.Unknown is null ? "  " : "#   ")}{source.Line}                # {Visible.Text(source.Found)}\n"
            );
            if (source.Unknown is { } why)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"#   left out, because while this is so each change would count as reaching further: {Visible.Text(why)}\n"
                );
            }
        }

        return text.ToString();
    }

    private static string Backstage(string? key) => key is null ? "backstage: {}" : $"backstage: {{ criticality: {StarterPolicy.Quoted(key)} }}";

    private static IEnumerable<ProposedSource> OfBackstage(SuppliedGraph graph, string? key)
    {
        if (graph.Components.Count > 0 || graph.Unknown is not null)
        {
            var unsaid = key is null ? "; no annotation says how critical they are, so each counts as medium" : "";
            yield return new ProposedSource(Backstage(key), Found("Backstage", "component", graph) + unsaid, graph.Unknown);
        }
    }

    /// <summary>One line for both, since the catalog has them in one list; each is in it only where it can be read whole.</summary>
    private static IEnumerable<ProposedSource> OfProjects(SuppliedGraph dotnet, SuppliedGraph npm)
    {
        List<(string Name, string Found, SuppliedGraph Graph)> all =
        [
            ("dotnet", Found(".NET", "project", dotnet), dotnet),
            ("npm", Found("workspaces", "package", npm), npm),
        ];
        var there = all.Where(kind => kind.Graph.Components.Count > 0).ToList();
        var whole = there.Where(kind => kind.Graph.Unknown is null).ToList();
        if (whole.Count > 0)
        {
            yield return new ProposedSource(
                $"projects: [{string.Join(", ", whole.Select(kind => kind.Name))}]",
                string.Join("; ", whole.Select(kind => kind.Found)),
                null
            );
        }

        foreach (var (name, found, graph) in there.Except(whole))
        {
            yield return new ProposedSource($"projects: [{name}]", found, graph.Unknown);
        }
    }

    private static string Found(string source, string what, SuppliedGraph graph) =>
        $"{source}: {VerdictView.Counted(graph.Components.Count, what)}, {VerdictView.Counted(graph.Edges.Count, "edge")}";
}
