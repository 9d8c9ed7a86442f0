// Something that must be true of a change before a rule lets it in.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies;

/// <summary>Pure; an unmet requirement says who can meet it and by which command.</summary>
public abstract record Requirement
{
    /// <summary>The key in a policy.</summary>
    public abstract string Name { get; }

    /// <summary>The requirement in words, for tables and missing items.</summary>
    public abstract string Says { get; }

    public abstract RequirementAnswer Ask(Facts facts, PolicyContext context);
}

public sealed record RequirementKind(string Name, string Says, Happening ChangedBy, string Schema, Func<Node, Reading, Requirement?> Parse);
