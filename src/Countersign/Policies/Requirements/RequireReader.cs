// Reads a `require`: the word nothing, or a mapping whose keys are requirements that must all be met.
using Countersign.Documents;

namespace Countersign.Policies.Requirements;

internal static class RequireReader
{
    public static IReadOnlyList<Requirement>? Read(Node node, string what, Reading reading)
    {
        if (node is Node.Scalar { Text: "nothing" })
        {
            return [new Nothing()];
        }

        if (node is not Node.Mapping { Entries.Count: > 0 } mapping)
        {
            reading.Report(
                "policy.bad-shape",
                $"{what} is {node.Kind}, not a mapping of requirements",
                "write { peer-review: 1 }, or nothing",
                node.Line
            );
            return null;
        }

        var parts = mapping.Entries.Select(entry => Read(entry, reading)).ToList();
        return parts.Contains(null) ? null : parts.ConvertAll(part => part!);
    }

    private static Requirement? Read(Node.Entry entry, Reading reading)
    {
        var kind = RequirementKinds.All.FirstOrDefault(kind => kind.Name == entry.Key);
        if (kind is null)
        {
            reading.ReportUnknown("policy.unknown-requirement", $"requirement '{entry.Key}'", entry.Key, RequirementKinds.Names, entry.Line);
        }

        return kind?.Parse(entry.Value, reading);
    }
}
