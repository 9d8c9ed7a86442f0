// questions: every question asked about the change has an answer, blocking or not.
using Countersign.Inputs;

namespace Countersign.Policies.Requirements;

public sealed record QuestionsRequirement : Requirement
{
    public static readonly RequirementKind Kind = new(
        "questions",
        "every question has an answer (an open blocking one holds the change whatever the policy says)",
        Happening.Question,
        """{"const":"answered"}""",
        (node, reading) => reading.OneOf(node, "questions", "answered") is null ? null : new QuestionsRequirement()
    );

    public override string Name => "questions";

    public override string Says => "an answer to every question";

    public override RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        var open = facts.Questions.Where(question => !question.IsAnswered && !question.IsClosed).ToList();
        return open.Count == 0
            ? RequirementAnswer.Met($"{facts.Questions.Count} asked, none without an answer")
            : RequirementAnswer.Unmet(
                [.. open.Select(question => $"{question.AskedBy} asked about {question.About}")],
                [
                    .. open.Select(question => new MissingItem(
                        "answer",
                        context.Rule,
                        Says,
                        Standing.Behind(facts),
                        $"countersign answer {question.Statement.Short} 'WORDS'"
                    )),
                ]
            );
    }
}
