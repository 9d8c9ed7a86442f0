// A blocking question by somebody who could object holds the change until whoever asked it is content with the answer.
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Gating.BuiltIns;

internal sealed record QuestionsAreClosed : BuiltIn
{
    public override string Name => "questions";

    public override bool CanBeOverridden => true;

    public override Judgement Judge(Facts facts, Policy policy)
    {
        if (facts.Questions.Count == 0)
        {
            return Passes();
        }

        var asked = facts.Questions.Where(question => question is { IsBlocking: true, IsClosed: false }).ToList();
        var open = asked.Where(question => Objectors.Could(question.AskedBy, facts, policy)).ToList();
        IReadOnlyList<string> said =
        [
            .. open.Select(Say),
            .. asked.Except(open).Select(question => $"{Say(question)}; it holds nothing, who asked could not object here"),
        ];
        return open.Count == 0 ? Passes([.. said]) : Holds([.. said], [.. open.Select(question => Missing(question, facts))]);
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
