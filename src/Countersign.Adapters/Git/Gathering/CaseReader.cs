// The case, its questions and answers, conditions and evidence, as facts about exactly this content.
using Countersign.Cases;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Gathering;

public static class CaseReader
{
    /// <summary>The newest case that no other case replaces; a maker's own where there are several, and one that answers before one that only declares.</summary>
    public static CaseFacts? Case(ChangeRecords records, Digest digest, Func<PersonId, bool> isMaker)
    {
        var all = records.Of<Case>().ToList();
        var replaced = all.Select(pair => pair.Statement.Previous).OfType<Digest>().ToHashSet();
        var open = all.Where(pair => !replaced.Contains(pair.Record.Id))
            .OrderByDescending(pair => isMaker(pair.Record.Signer))
            .ThenByDescending(pair => pair.Statement.Sections.Count > 0)
            .ThenByDescending(pair => pair.Statement.Subject.Digest == digest)
            .ThenBy(pair => pair.Record.Id)
            .ToList();
        return open.Count == 0
            ? null
            : new CaseFacts
            {
                Statement = open[0].Record.Id,
                SignedBy = open[0].Record.Signer,
                Answered = open[0].Statement.Answered,
                IsForOlderPatchSet = open[0].Statement.Subject.Digest is { } about && about != digest,
            };
    }

    public static IReadOnlyList<QuestionFacts> Questions(ChangeRecords records, Func<Digest?, string> text)
    {
        var said = records.Of<Answer>().Select(pair => new Said(pair.Statement.Question, pair.Record.Signer, pair.Statement.Accepts)).ToList();
        return
        [
            .. records
                .Of<Question>()
                .Select(pair =>
                {
                    var state = Threads.Of(new Asked(pair.Record.Id, pair.Record.Signer), said);
                    return new QuestionFacts(
                        pair.Record.Id,
                        pair.Record.Signer,
                        text(pair.Statement.Text),
                        pair.Statement.IsBlocking,
                        state != QuestionState.Open,
                        state == QuestionState.Closed
                    );
                }),
        ];
    }

    public static IReadOnlyList<ConditionFacts> Conditions(ChangeRecords records, Func<Digest?, string> text)
    {
        var said = records.Of<ConditionMet>().Select(pair => new Said(pair.Statement.Condition, pair.Record.Signer, Accepts: true)).ToList();
        return
        [
            .. records
                .Of<Condition>()
                .Where(pair => pair.Statement.Before == ConditionStage.Landing)
                .Select(pair => new ConditionFacts(
                    pair.Record.Id,
                    pair.Record.Signer,
                    text(pair.Statement.Text),
                    Threads.OfCondition(new Asked(pair.Record.Id, pair.Record.Signer), said) == ConditionState.Met
                )),
        ];
    }

    public static IReadOnlyList<EvidenceFacts> Evidence(ChangeRecords records, Digest digest) =>
        [
            .. records
                .Of<Cases.Evidence>()
                .Select(pair => new EvidenceFacts
                {
                    Statement = pair.Record.Id,
                    Type = pair.Statement.Type.ToString().ToLowerInvariant(),
                    Name = pair.Statement.Name,
                    Conclusion = pair.Statement.Conclusion,
                    Bot = pair.Record.Signer.Value,
                    IsForThisContent = pair.Statement.Subject.Digest == digest,
                    Numbers = pair.Statement.Numbers,
                    Names = pair.Statement.Names,
                }),
        ];
}
