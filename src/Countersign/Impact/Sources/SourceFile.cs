// One file of a commit that a source reads, as nodes, or what is wrong with it.
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <param name="Path">As the repository has it.</param>
public sealed record SourceFile(string Path, Parsed<Node> Content);

/// <summary>Collects what the files of one source say, and why some of it is not known.</summary>
internal sealed class SourceDraft(GraphSource source)
{
    /// <summary>A file that holds for thousands of projects multiplies; beyond this the graph is not known whole.</summary>
    public const int MostEdges = 1_000_000;

    private readonly List<Problem> _problems = [];
    private readonly List<SuppliedEdge> _edges = [];

    public List<SuppliedComponent> Components { get; } = [];

    public bool IsFull { get; private set; }

    public void Edge(string dependent, string dependency, string where)
    {
        IsFull |= _edges.Count >= MostEdges;
        if (!IsFull)
        {
            _edges.Add(new SuppliedEdge(dependent, dependency, where));
        }
    }

    public ProblemList ProblemsOf(string file) => new(EdgeProvenance.WordOf(source), file);

    /// <summary>Null where the file cannot be read; its problems are kept.</summary>
    public Node? NodeOf(SourceFile file) =>
        file.Content.Match<Node?>(
            (node, _) => node,
            problems =>
            {
                _problems.AddRange(problems);
                return null;
            }
        );

    public void Keep(ProblemList problems) => _problems.AddRange(problems.Items);

    public SuppliedGraph Graph()
    {
        var errors = _problems.Where(problem => problem.Severity == Severity.Error).ToList();
        return new SuppliedGraph(source)
        {
            Components = Components,
            Edges = _edges,
            Problems = _problems,
            Unknown =
                IsFull ? $"the files say more than {MostEdges} times who depends on whom, and not all of it was read"
                : errors.Count == 0 ? null
                : $"{errors[0].File} cannot be trusted: {errors[0].Message}{(errors.Count > 1 ? $", and {errors.Count - 1} more problems" : "")}",
        };
    }
}
