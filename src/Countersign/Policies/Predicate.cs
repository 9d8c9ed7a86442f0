// One question that a rule asks about the facts to learn whether it applies.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies;

/// <summary>Pure: the same facts and context give the same answer, with the evidence it used.</summary>
public abstract record Predicate
{
    /// <summary>The key in a policy.</summary>
    public abstract string Name { get; }

    /// <summary>The predicates inside this one; empty but for any, all and not.</summary>
    public virtual IReadOnlyList<Predicate> Parts => [];

    public abstract PredicateAnswer Ask(Facts facts, PolicyContext context);
}

/// <summary>A predicate as specs/policy.md lists it: its name, what it says, what can change it, its schema and its parser.</summary>
public sealed record PredicateKind(string Name, string Says, Happening ChangedBy, string Schema, Func<Node, Reading, Predicate?> Parse);
