// What a rostered bot found out about exactly one content: a check, findings, coverage, tests.
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>Subject: the change digest, and the result tree or commit that was run where the bot knows it. Source: specs/case-statements.md.</summary>
public sealed record Evidence : Statement
{
    public required EvidenceType Type { get; init; }

    /// <summary>The name that the bot's `may: evidence` must list.</summary>
    public required string Name { get; init; }

    /// <summary>success, failure, neutral, or the tool's own word.</summary>
    public required string Conclusion { get; init; }

    /// <summary>Finite numbers by name: errors, warnings, covered, coverable, absent, weakened, deleted.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Names it carries, such as the tools that wrote the tests.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Digest of the full report, kept elsewhere.</summary>
    public Digest? Report { get; init; }

    public string? Url { get; init; }
}

public enum EvidenceType
{
    Check,
    Sarif,
    Coverage,
    Tests,
    Graph,
    Status,
    Workflow,
}
