// What makers signed of AI's part in a change: in their case, with the patch set, or as a word of their own.
using Countersign.Adapters.Git.Gathering;
using Countersign.Cases;
using Countersign.Provenance;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Why;

/// <param name="Asked">What the tool was asked; null where that was not said, or was redacted.</param>
/// <param name="HasQuestion">It was said, so that null means redacted.</param>
/// <param name="Advice">For "advised": the same person's sources and their age.</param>
internal sealed record DeclaredPart(
    string By,
    AssistanceClass Class,
    string? Tool,
    string? Model,
    string? Asked,
    bool HasQuestion,
    IReadOnlyList<Advice> Advice,
    bool IsForThisContent
)
{
    /// <summary>Each different word once, by person; a "none" for an earlier content is shown as such and counts for nothing.</summary>
    public static IReadOnlyList<DeclaredPart> In(ChangeRecords records, CaseTold told, Digest? content)
    {
        var cases = records.Of<Cases.Case>().ToList();
        var all = cases
            .Select(pair => (pair.Record.Signer, pair.Statement.Ai, pair.Statement.Subject))
            .Concat(records.Of<PatchSet>().Select(pair => (pair.Record.Signer, pair.Statement.Ai, pair.Statement.Subject)))
            .Concat(records.Of<Cases.Attribution>().Select(pair => (pair.Record.Signer, pair.Statement.Ai, pair.Statement.Subject)));
        return
        [
            .. all.Where(one => one.Ai is not null)
                .GroupBy(one => (one.Signer, one.Ai!.Class, one.Ai.Tool, one.Ai.Model, one.Ai.Asked))
                .OrderBy(same => same.Key.Signer)
                .ThenBy(same => same.Key.Class)
                .Select(same => new DeclaredPart(
                    same.Key.Signer.Value,
                    same.Key.Class,
                    same.Key.Tool,
                    same.Key.Model,
                    told.Text(same.Key.Asked),
                    same.Key.Asked is not null,
                    same.Key.Class == AssistanceClass.Advised
                        ? [.. cases.Where(pair => pair.Record.Signer == same.Key.Signer).SelectMany(pair => pair.Statement.Advice).Distinct()]
                        : [],
                    same.Any(one => one.Subject.Digest is null || one.Subject.Digest == content)
                )),
        ];
    }

    public string Words
    {
        get
        {
            var with = Tool is null ? "" : $", {Tool}{(Model is null ? "" : $" ({Model})")}";
            var model = Tool is null && Model is not null ? $", {Model}" : "";
            var asked = !HasQuestion ? "" : $"; asked: {(Asked is null ? "(redacted)" : string.Join(' ', WhyView.Paragraphs(Asked)))}";
            var advice =
                Class != AssistanceClass.Advised ? ""
                : Advice.Count == 0 ? "; no source and age yet, so it does not count"
                : $"; by {string.Join(", ", Advice.Select(one => $"{one.Source}, {one.Age} old then"))}";
            var older = Class == AssistanceClass.None && !IsForThisContent ? ", for an earlier content, so it does not count" : "";
            return $"{By}: {AiSaid.Word(Class)}{with}{model}{asked}{advice}{older}";
        }
    }
}
