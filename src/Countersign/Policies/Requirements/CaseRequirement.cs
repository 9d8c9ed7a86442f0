// case: the author's signed reasons, section by section.
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.SignOffs;

namespace Countersign.Policies.Requirements;

/// <summary>
/// It must be signed by someone who made the change, or stand in a description that the rules let count. A case for an earlier content counts for this one once a maker signs it again,
/// or somebody signed this content with it before them.
/// </summary>
public sealed record CaseRequirement(IReadOnlyList<string> Sections) : Requirement
{
    public static readonly IReadOnlyList<string> Known =
    [
        "asked",
        "why",
        "alternatives",
        "breaks",
        "checked",
        "not-understood",
        "rollback",
        "advice",
        "ai",
        "rollout",
    ];

    /// <summary>What `case: answered` means: the five questions that every change can answer.</summary>
    private static readonly string[] Core = ["why", "breaks", "checked", "not-understood", "rollback"];

    public static readonly RequirementKind Kind = new(
        "case",
        "the author's case is signed and these sections are answered; `answered` means " + string.Join(", ", Core),
        Happening.Case,
        """{"$ref":"#/$defs/case"}""",
        Parse
    );

    public override string Name => "case";

    public override string Says { get; } = $"a case that answers {string.Join(", ", Sections)}";

    public override RequirementAnswer Ask(Facts facts, PolicyContext context) => Ask(facts, context, "case", Sections, Says);

    /// <summary>Rollback and rollout ask for one section of the same case.</summary>
    internal static RequirementAnswer Ask(Facts facts, PolicyContext context, string id, IReadOnlyList<string> sections, string says)
    {
        var answered = facts.Case is { } signed && facts.IsMaker(signed.SignedBy) ? signed.Answered : [];
        var open = sections.Except(answered).ToList();
        var isOpenAgain = facts.Case is { IsForOlderPatchSet: true } && !facts.Decisions.Any(decision => IsReadWithIt(decision, facts));
        var evidence = facts.Case switch
        {
            null when facts.Description is { WhyNot: { } whyNot } read =>
                $"no signed case; the description (digest {read.Digest.Short}) does not count: {whyNot}",
            null => "no case yet",
            { Account: { } account } it =>
                $"case read from the description, unsigned (digest {it.Statement.Short}), last written by {account} as the forge says: {it.SignedBy}",
            { } it when !facts.IsMaker(it.SignedBy) => $"the case is signed by {it.SignedBy}, who did not make this change",
            { IsForOlderPatchSet: true } it =>
                $"case by {it.SignedBy}, for an earlier content{(isOpenAgain ? ": does it still hold?" : "; read with this one")}",
            { } it => $"case by {it.SignedBy}",
        };
        return open.Count == 0 && !isOpenAgain
            ? RequirementAnswer.Met(evidence)
            : RequirementAnswer.Unmet(
                [evidence, .. open.Count > 0 ? new[] { $"not answered: {string.Join(", ", open)}" } : []],
                new MissingItem(id, context.Rule, says, Standing.Behind(facts), Way.ToAnswer(open, facts))
            );
    }

    private static bool IsReadWithIt(DecisionFacts decision, Facts facts) =>
        decision is { Kind: DecisionKind.Approve or DecisionKind.ApproveWithConditions, IsStanding: true, Void: null, Carries: true }
        && facts.Person(decision.Person) is { IsBot: false }
        && !facts.IsMaker(decision.Person);

    private static CaseRequirement? Parse(Node node, Reading reading)
    {
        if (node is Node.Scalar { Text: "answered" })
        {
            return new CaseRequirement(Core);
        }

        var sections = reading.Texts(node, "case");
        foreach (var section in (sections ?? []).Where(section => !Known.Contains(section)))
        {
            reading.ReportUnknown("policy.unknown-value", $"section '{section}' of the case", section, ["answered", .. Known], node.Line);
        }

        return sections is null ? null : new CaseRequirement(sections);
    }
}
