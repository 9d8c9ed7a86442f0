// A blocking question holds the change until whoever asked it is content with the answer.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record QuestionsAreClosed : BuiltIn
{
    public override string Name => "questions";

    public override bool CanBeOverridden => true;

    public override Judgement Judge(Facts facts, Policy policy)
    {
        var open = facts.Questions.Where(question => question is { IsBlocking: true, IsClosed: false }).ToList();
        return open.Count == 0 ? Passes() : Holds([.. open.Select(Say)], [.. open.Select(question => Missing(question, facts))]);
    }

    private static string Say(QuestionFacts question) =>
        $"{question.AskedBy} asked \"{question.About}\": {(question.IsAnswered ? "answered, not closed" : "not answered")}";

    private MissingItem Missing(QuestionFacts question, Facts facts) =>
        question.IsAnswered
            ? new(
                "question",
                Name,
                $"{question.AskedBy} closes the question",
                [question.AskedBy],
                $"countersign answer {question.Statement.Short} --accept"
            )
            : new(
                "answer",
                Name,
                $"an answer to \"{question.About}\"",
                Standing.Behind(facts),
                $"countersign answer {question.Statement.Short} 'WORDS'"
            );
}
