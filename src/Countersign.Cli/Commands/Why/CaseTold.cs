// What was written and said about a change, as text: the case, questions with their answers, conditions.
using Countersign.Adapters.Git.Gathering;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Why;

/// <summary>A text that is not in the store was redacted, and is null.</summary>
internal sealed class CaseTold(IRecordStore store)
{
    public string? Text(Digest? text) => text is { } id ? store.ReadText(id)?.Text : null;

    public static Cases.Case? Case(Digest? id, ChangeRecords records) =>
        records.Of<Cases.Case>().FirstOrDefault(pair => pair.Record.IsNamed(id)).Statement;

    public IReadOnlyList<Section> Sections(Digest? id, ChangeRecords records) =>
        Case(id, records) is { } open ? [.. open.Sections.OrderBy(pair => pair.Key).Select(pair => new Section(pair.Key, Text(pair.Value)))] : [];

    public IReadOnlyList<Thread> Threads(ChangeRecords records)
    {
        var answers = records.Of<Answer>().OrderBy(pair => pair.Statement.SignedAt).ThenBy(pair => pair.Record.Id).ToList();
        var said = answers.Select(pair => new Cases.Said(pair.Statement.Question, pair.Record.Signer, pair.Statement.Accepts)).ToList();
        return
        [
            .. records
                .Of<Cases.Question>()
                .OrderBy(pair => pair.Statement.SignedAt)
                .ThenBy(pair => pair.Record.Id)
                .Select(pair => new Thread(
                    pair.Record.Id,
                    pair.Record.Signer.Value,
                    Text(pair.Statement.Text),
                    pair.Statement.Path is { } path ? path.Display + (pair.Statement.Line is { } line ? $":{line}" : "") : null,
                    pair.Statement.IsBlocking,
                    Cases.Threads.Of(new Asked(pair.Record.Id, pair.Record.Signer), said),
                    [
                        .. answers
                            .Where(one => one.Statement.Question == pair.Record.Id)
                            .Select(one => new Said(
                                one.Record.Signer.Value,
                                one.Statement.Text is null ? "" : Text(one.Statement.Text),
                                one.Statement.Accepts
                            )),
                    ]
                )),
        ];
    }

    public IReadOnlyList<ConditionLine> Conditions(ChangeRecords records)
    {
        var said = records.Of<ConditionMet>().Select(pair => new Cases.Said(pair.Statement.Condition, pair.Record.Signer, Accepts: true)).ToList();
        return
        [
            .. records
                .Of<Cases.Condition>()
                .OrderBy(pair => pair.Record.Id)
                .Select(pair => new ConditionLine(
                    pair.Record.Signer.Value,
                    Text(pair.Statement.Text),
                    Cases.Threads.OfCondition(new Asked(pair.Record.Id, pair.Record.Signer), said),
                    pair.Statement.Due
                )),
        ];
    }
}
