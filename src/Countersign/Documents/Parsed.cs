// The answer of every reader here: the value with its warnings, or all problems at once.
namespace Countersign.Documents;

public abstract record Parsed<T>
{
    private Parsed() { }

    public sealed record Good(T Value, IReadOnlyList<Problem> Warnings) : Parsed<T>;

    public sealed record Bad(IReadOnlyList<Problem> Problems) : Parsed<T>;

    public TResult Match<TResult>(Func<T, IReadOnlyList<Problem>, TResult> good, Func<IReadOnlyList<Problem>, TResult> bad) =>
        this switch
        {
            Good it => good(it.Value, it.Warnings),
            Bad it => bad(it.Problems),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Good where no problem is an error; warnings travel with the value.</summary>
    public static Parsed<T> From(Func<T> value, IReadOnlyList<Problem> problems) =>
        problems.Any(problem => problem.Severity == Severity.Error) ? new Bad(problems) : new Good(value(), problems);
}

/// <summary>Reads one document from its bytes; Adapters implement it for YAML.</summary>
public delegate Parsed<Node> ReadDocument(ReadOnlyMemory<byte> bytes, string file);
