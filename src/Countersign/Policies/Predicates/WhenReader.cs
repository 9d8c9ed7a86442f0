// Reads a `when`: a mapping whose keys are predicates that must all hold.
using Countersign.Documents;

namespace Countersign.Policies.Predicates;

internal static class WhenReader
{
    /// <summary>Null where anything in it is wrong; the problems are in <paramref name="reading"/>.</summary>
    public static AllOf? Read(Node node, string what, Reading reading)
    {
        if (node is not Node.Mapping { Entries.Count: > 0 } mapping)
        {
            reading.Report("policy.bad-shape", $"{what} is {node.Kind}, not a mapping of predicates", "write { paths: ... }", node.Line);
            return null;
        }

        var parts = mapping.Entries.Select(entry => Read(entry, reading)).ToList();
        return parts.Contains(null) ? null : new AllOf(parts.ConvertAll(part => part!));
    }

    public static IReadOnlyList<Predicate>? Branches(Node node, string what, Reading reading)
    {
        if (node is not Node.Sequence { Items.Count: > 0 } list)
        {
            reading.Report("policy.bad-shape", $"{what} is {node.Kind}, not a list", $"write {what}: [{{ ... }}, {{ ... }}]", node.Line);
            return null;
        }

        var branches = list.Items.Select(item => Read(item, what, reading)).ToList();
        return branches.Contains(null) ? null : branches.ConvertAll(Simplest);
    }

    private static Predicate? Read(Node.Entry entry, Reading reading)
    {
        var kind = PredicateKinds.All.FirstOrDefault(kind => kind.Name == entry.Key);
        if (kind is null)
        {
            reading.ReportUnknown("policy.unknown-predicate", $"predicate '{entry.Key}'", entry.Key, PredicateKinds.Names, entry.Line);
        }

        return kind?.Parse(entry.Value, reading);
    }

    private static Predicate Simplest(AllOf? all) => all!.Branches is [var only] ? only : all;
}
