// The author's own review: what was asked, why this answer, what breaks, how to undo it.
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>
/// For a change id and the content it was written for. Each section is free text in the record store, named by its salted digest;
/// an absent section has no answer. Source: specs/case-statements.md.
/// </summary>
public sealed record Case : Statement
{
    public IReadOnlyDictionary<CaseSection, Digest> Sections { get; init; } = new Dictionary<CaseSection, Digest>();

    public IReadOnlyList<Advice> Advice { get; init; } = [];

    public AiDeclaration? Ai { get; init; }

    /// <summary>The case that this one replaces.</summary>
    public Digest? Previous { get; init; }

    /// <summary>Names of the answered sections as in specs/case-statements.md, advice and ai included.</summary>
    public IReadOnlyList<string> Answered =>
        [
            .. Sections.Keys.Order().Select(Word.Of),
            .. Advice.Count > 0 ? ["advice"] : Array.Empty<string>(),
            .. Ai is not null ? ["ai"] : Array.Empty<string>(),
        ];
}

public enum CaseSection
{
    Asked,
    Why,
    Alternatives,
    Breaks,
    Checked,
    NotUnderstood,
    Rollback,
    Rollout,
}

/// <summary>Advice the author relied on, and how old it was when relied on ("14 months").</summary>
public sealed record Advice(string Source, string Age);
