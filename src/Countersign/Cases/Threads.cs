// Where a question and a condition stand, from what was signed about them.
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Cases;

public enum QuestionState
{
    Open,
    Answered,
    Closed,
}

public enum ConditionState
{
    Open,
    Claimed,
    Met,
}

/// <summary>A verified question or condition: its record id and who signed it.</summary>
public readonly record struct Asked(Digest Id, PersonId By);

/// <summary>A verified answer or word that a condition is met: what it is about and who signed it.</summary>
public readonly record struct Said(Digest About, PersonId By, bool Accepts);

public static class Threads
{
    /// <summary>Closed by the asker's own acceptance only; answered by anything another person said without accepting.</summary>
    public static QuestionState Of(Asked question, IEnumerable<Said> answers)
    {
        var here = answers.Where(answer => answer.About == question.Id).ToList();
        if (here.Any(answer => answer.Accepts && answer.By == question.By))
        {
            return QuestionState.Closed;
        }

        return here.Any(answer => !answer.Accepts && answer.By != question.By) ? QuestionState.Answered : QuestionState.Open;
    }

    /// <summary>Met on the word of the person who set it; claimed on anyone else's.</summary>
    public static ConditionState OfCondition(Asked condition, IEnumerable<Said> words)
    {
        var here = words.Where(word => word.About == condition.Id).ToList();
        if (here.Any(word => word.By == condition.By))
        {
            return ConditionState.Met;
        }

        return here.Count > 0 ? ConditionState.Claimed : ConditionState.Open;
    }
}
