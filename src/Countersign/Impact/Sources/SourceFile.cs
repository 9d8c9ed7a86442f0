// One file of a commit that a source reads, as nodes, or what is wrong with it.
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <param name="Path">As the repository has it.</param>
public sealed record SourceFile(string Path, Parsed<Node> Content);

/// <summary>Collects what the files of one source say, and why some of it is not known.</summary>
internal sealed class SourceDraft(GraphSource source)
{
    private readonly List<Problem> _problems = [];

    public List<SuppliedComponent> Components { get; } = [];
    public List<SuppliedEdge> Edges { get; } = [];

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
            Edges = Edges,
            Problems = _problems,
            Unknown =
                errors.Count == 0
                    ? null
                    : $"{errors[0].File} says nothing that can be trusted ({errors[0].Message}){(errors.Count > 1 ? $", and {errors.Count - 1} more problems" : "")}",
        };
    }
}
