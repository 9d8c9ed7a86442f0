// A policy as if all of its rules were in force: a replay asks what they will cost, not what they did.
using Countersign.Policies;

namespace Countersign.Simulation;

public static class InForce
{
    /// <summary>Rules that observe or warn enforce; nothing else changes, the digest included.</summary>
    public static Policy Of(Policy policy) =>
        policy with
        {
            Parts = [.. policy.Parts.Select(part => part with { Rules = [.. part.Rules.Select(rule => rule with { Mode = RuleMode.Enforces })] })],
        };
}
