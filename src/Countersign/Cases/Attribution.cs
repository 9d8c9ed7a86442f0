// A rostered person's word on who stands behind a commit or claim, or that they do not.
using Countersign.Changes;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Cases;

/// <summary>Belongs to a change id. Source: specs/case-statements.md.</summary>
public sealed record Attribution : Statement
{
    public required AttributionAct Act { get; init; }

    public ObjectId? OfCommit { get; init; }

    /// <summary>The claim as written, "name &lt;address&gt;" or an account.</summary>
    public string? Claim { get; init; }

    /// <summary>Who it is; absent means the signer (sponsor, disown, declare).</summary>
    public PersonId? Person { get; init; }

    /// <summary>With declare, and only then.</summary>
    public AiDeclaration? Ai { get; init; }
}

/// <summary>
/// Attribute: that claim is this person. Disown: that claim is not me. Sponsor: I stand for what nobody can attribute and become a maker.
/// Prompter: this person asked the agent. Declare: as a maker I declare AI's part.
/// </summary>
public enum AttributionAct
{
    Attribute,
    Disown,
    Sponsor,
    Prompter,
    Declare,
}
