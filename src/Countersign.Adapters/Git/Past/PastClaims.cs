// What a past change says of AI's part in it, and whether it changes the rules.
using Countersign.Inputs;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

internal static class PastClaims
{
    private static readonly ProvenanceFacts s_unknown = new() { Class = AssistanceClass.Unknown, Basis = "unknown" };

    public static ProvenanceFacts ProvenanceOf(MergedStep step)
    {
        if (step.Marks.Count == 0)
        {
            return s_unknown;
        }

        var findings = step.Marks.Select(mark => new AssistanceFinding("commit", mark.Tool, null, mark.Class, mark.Certainty, "", "")).ToList();
        var grade = ProvenanceGrade.Of(new GradeQuestion(findings, [], [], OnlyAutomation: step.Makers.Count == 0));
        return new ProvenanceFacts
        {
            Class = grade.Class,
            Basis = grade.Basis,
            Findings = grade.Findings,
        };
    }

    /// <summary>What such a change does to the rules is not read again: it is taken to lint, and to loosen.</summary>
    public static GovernanceFacts? GovernanceOf(MergedStep step)
    {
        var inside = step.Files.Count(file => file.Path.Bytes.StartsWith(".countersign/"u8));
        return inside == 0 ? null : new GovernanceFacts { StandsAlone = inside == step.Files.Count };
    }
}
