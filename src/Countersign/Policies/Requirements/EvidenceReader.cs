// Reads the forms of evidence that have keys of their own.
using Countersign.Documents;

namespace Countersign.Policies.Requirements;

internal static class EvidenceReader
{
    public static EvidenceItem? Analysis(Node node, Reading reading) =>
        reading.Mapping(node, "sarif", "errors", "warnings") is { } fields && fields.DemandsOneOf("errors", "warnings")
            ? new EvidenceItem.Analysis(fields.Whole("errors", 0, 1_000_000), fields.Whole("warnings", 0, 1_000_000))
            : null;

    public static EvidenceItem? Coverage(Node node, Reading reading) =>
        reading.Mapping(node, "coverage", "of-changed-lines") is { } fields
        && fields.Demands("of-changed-lines", "write 0.8")
        && fields.Number("of-changed-lines", 0, 1) is { } share
            ? new EvidenceItem.CoverageOfChangedLines(share)
            : null;

    public static EvidenceItem? Tests(Node node, Reading reading) =>
        reading.Mapping(node, "tests", "not-only-by") is { } fields
        && fields.Demands("not-only-by", "write same-tool")
        && fields.OneOf("not-only-by", "same-tool") is not null
            ? new EvidenceItem.TestsByOthers()
            : null;
}
