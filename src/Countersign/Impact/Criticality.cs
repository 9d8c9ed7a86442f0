// How much depends on a component, as its owner says in the catalog.
namespace Countersign.Impact;

public enum Criticality
{
    Low,
    Medium,
    High,
    Critical,
}
