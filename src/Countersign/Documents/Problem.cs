// What is wrong with a document: where, which rule it breaks, and what to do about it.
namespace Countersign.Documents;

public enum Severity
{
    Warning,
    Error,
}

/// <summary>
/// <paramref name="Code"/> is stable and dotted (policy.unknown-predicate); <paramref name="Line"/> is 1-based, 0 where unknown.
/// </summary>
public sealed record Problem(string Code, string Message, string Remedy, int Line = 0, string File = "", Severity Severity = Severity.Error)
{
    public override string ToString()
    {
        var place = (File, Line) switch
        {
            ("", 0) => "",
            ("", _) => $"line {Line}: ",
            (_, 0) => $"{File}: ",
            _ => $"{File}:{Line}: ",
        };
        return $"{place}{Message} [{Code}] {Remedy}".TrimEnd();
    }
}
