// The class of AI assistance of a change, from everything found and everything declared; evidence only adds.
using Countersign.People;

namespace Countersign.Provenance;

/// <summary>
/// <paramref name="HumanMakers"/> are the rostered ones; <paramref name="HasUnknownMaker"/> is true where somebody made it whom
/// nobody can attribute; <paramref name="OnlyAutomation"/> where every maker is a rostered bot that is no agent, vouched for by its key or the transport.
/// </summary>
public sealed record GradeQuestion(
    IReadOnlyList<AssistanceFinding> Findings,
    IReadOnlyList<Declaration> Declarations,
    IReadOnlyList<PersonId> HumanMakers,
    bool HasUnknownMaker = false,
    bool OnlyAutomation = false
);

/// <summary><paramref name="Basis"/> is declared, recorded or unknown: on what the class rests.</summary>
public sealed record ProvenanceGrade(
    AssistanceClass Class,
    string Basis,
    IReadOnlyList<AssistanceFinding> Findings,
    IReadOnlyList<string> Contradictions,
    IReadOnlyList<PersonId> NotDeclaredBy
)
{
    /// <summary>Findings below this are shown as hints and decide nothing.</summary>
    public const int LeastCertainty = 1;

    public static ProvenanceGrade Of(GradeQuestion asked)
    {
        var declarations = asked.Declarations.Where(declaration => declaration.Class <= AssistanceClass.Agent).ToList();
        var findings = asked
            .Findings.Concat(declarations.Where(declaration => declaration.Class > AssistanceClass.None).Select(Found))
            .Distinct()
            .ToList();
        var silent = asked.HumanMakers.Where(maker => declarations.All(declaration => declaration.By != maker)).Distinct().Order().ToList();
        var allDeclared = asked.HumanMakers.Count > 0 && silent.Count == 0 && !asked.HasUnknownMaker;
        var (found, basis) = Highest(findings);
        var (grade, rests) = found switch
        {
            >= AssistanceClass.Assisted => (found, basis),
            _ when allDeclared => (found, "declared"),
            AssistanceClass.None when asked.OnlyAutomation && asked.HumanMakers.Count == 0 && !asked.HasUnknownMaker => (
                AssistanceClass.Automation,
                "recorded"
            ),
            _ => (AssistanceClass.Unknown, "unknown"),
        };
        return new ProvenanceGrade(grade, rests, findings, Disagreements(declarations, asked.Findings.Distinct()), silent);
    }

    private static AssistanceFinding Found(Declaration said) =>
        new(
            "declaration",
            said.Tool ?? "not named",
            said.Model,
            said.Class,
            2,
            $"{said.By} declared {said.Class.ToString().ToLowerInvariant()}",
            said.Source
        );

    /// <summary>The finding of the highest class, hints left out; one off the scale only where there is none on it.</summary>
    public static AssistanceFinding? Strongest(IEnumerable<AssistanceFinding> findings) =>
        findings.Where(finding => finding.Certainty >= LeastCertainty).MaxBy(finding => (Step(finding.Class), finding.Certainty));

    public static bool IsHigher(AssistanceClass one, AssistanceClass other) => Step(one) > Step(other);

    /// <summary>Off the scale counts as nothing: a formatter's or a bot's mark says nothing about AI.</summary>
    private static int Step(AssistanceClass grade) => grade <= AssistanceClass.Agent ? (int)grade : -1;

    private static (AssistanceClass Class, string Basis) Highest(IReadOnlyList<AssistanceFinding> findings) =>
        Strongest(findings) is { Class: <= AssistanceClass.Agent } best
            ? (best.Class, best.IsRecorded ? "recorded" : "declared")
            : (AssistanceClass.None, "unknown");

    /// <summary>One line for a person and a tool, however many findings there are: somebody may push thousands.</summary>
    private static List<string> Disagreements(IReadOnlyList<Declaration> declarations, IEnumerable<AssistanceFinding> findings) =>
        [
            .. from said in declarations.GroupBy(declaration => declaration.By, (person, all) => (By: person, Class: all.Max(one => one.Class)))
            from found in findings.Where(finding => finding.Certainty >= LeastCertainty && finding.Class <= AssistanceClass.Agent)
            where found.Class > said.Class
            orderby said.By, found.Source, found.Raw
            group found by (said.By, said.Class, found.Tool) into each
            let first = each.First()
            let more = each.Count() > 1 ? $", and {each.Count() - 1} more of it" : ""
            select $"{each.Key.By} declared {each.Key.Class.ToString().ToLowerInvariant()}; {first.Source} says \"{first.Raw}\" ({first.Tool}){more}",
        ];
}
