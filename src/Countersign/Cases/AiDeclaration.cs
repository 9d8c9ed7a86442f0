// What a maker says of AI's part in the change: a claim, signed.
using Countersign.Provenance;
using Countersign.Signatures;

namespace Countersign.Cases;

/// <summary>"None" counts only if every human maker signed it, and any finding beats it.</summary>
/// <param name="Class">None, Advised, Assisted, Agent or Tool.</param>
/// <param name="Tool">The tool's name, at most 200 characters.</param>
/// <param name="Asked">Free text in the record store: what the tool was asked.</param>
public sealed record AiDeclaration(AssistanceClass Class, string? Tool = null, string? Model = null, Digest? Asked = null);
