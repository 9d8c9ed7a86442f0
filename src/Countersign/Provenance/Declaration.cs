// What a maker signed about AI assistance in the case: none, advised, assisted or agent.
using Countersign.People;

namespace Countersign.Provenance;

/// <summary><paramref name="Class"/> is on the scale, None to Agent; <paramref name="Source"/> is the statement.</summary>
public sealed record Declaration(PersonId By, AssistanceClass Class, string? Tool = null, string? Model = null, string Source = "")
{
    public static IReadOnlyList<string> Names { get; } = ["none", "advised", "assisted", "agent"];

    /// <summary>The class for the word in a case; null where it is none of <see cref="Names"/>.</summary>
    public static AssistanceClass? ClassOf(string name) =>
        name switch
        {
            "none" => AssistanceClass.None,
            "advised" => AssistanceClass.Advised,
            "assisted" => AssistanceClass.Assisted,
            "agent" => AssistanceClass.Agent,
            _ => null,
        };
}
