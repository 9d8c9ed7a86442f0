// The scale of AI assistance; unknown is off the scale and counts as the policy says.
namespace Countersign.Provenance;

/// <summary>Ordered: None &lt; Advised &lt; Assisted &lt; Agent. Tool, Automation and Unknown are off the scale.</summary>
public enum AssistanceClass
{
    None,
    Advised,
    Assisted,
    Agent,
    Tool,
    Automation,
    Unknown,
}
