// What a sign-off says about how the change was read.
namespace Countersign.SignOffs;

/// <summary>Ordered: ReadInFull &gt; ReadRiskyParts &gt; ReliedOnEvidence &gt; ForgeApproval. A web session never signs.</summary>
public enum Assurance
{
    ForgeApproval,
    ReliedOnEvidence,
    ReadRiskyParts,
    ReadInFull,
}
