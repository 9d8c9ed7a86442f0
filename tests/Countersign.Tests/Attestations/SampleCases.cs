// Sample patch sets, cases, questions and what belongs to them, with every optional field or with none.
using Countersign.Cases;
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;
using Countersign.SignOffs;
using static Countersign.Tests.Attestations.Samples;

namespace Countersign.Tests.Attestations;

public static class SampleCases
{
    private static AiDeclaration? Ai(bool full) => full ? new AiDeclaration(AssistanceClass.Assisted, "some-tool", "some-model 4", D("asked")) : null;

    public static PatchSet PatchSet(bool full) =>
        new()
        {
            Context = Context(full, needsTarget: true),
            Subject = Content(full, needsChange: true),
            Signer = Signer(full),
            SignedAt = At,
            Nonce = N("patch-set"),
            Number = full ? 2 : 1,
            Previous = full ? new PreviousPatchSet(D("patch set 1"), D("change 1")) : null,
            Tip = O("tip"),
            Head = O("head"),
            Accountable = PersonId.Parse("jon"),
            Ai = Ai(full),
        };

    public static Question Question(bool full) =>
        new()
        {
            Context = Context(full, needsTarget: false),
            Subject = OfChange(full),
            Signer = Signer(full),
            SignedAt = At,
            Nonce = N("question"),
            Text = D("question text"),
            Path = full ? RepoPath.Of("src/a b.cs") : null,
            Line = full ? 42 : null,
            Section = full ? CaseSection.NotUnderstood : null,
            IsBlocking = full,
        };

    public static Evidence Evidence(bool full) =>
        new()
        {
            Context = Context(full, needsTarget: false),
            Subject = Content(full) with { ResultTree = full ? O("result") : null },
            Signer = Signer(full, "builder"),
            SignedAt = At,
            Nonce = N("evidence"),
            Type = EvidenceType.Coverage,
            Name = "coverage",
            Conclusion = "success",
            Numbers = full ? new Dictionary<string, double>(StringComparer.Ordinal) { ["covered"] = 41, ["coverable"] = 44.5 } : [],
            Names = full ? ["some-tool"] : [],
            Report = full ? D("report") : null,
            Url = full ? "https://ci.example.com/7" : null,
        };

    public static IEnumerable<Statement> Of(bool full)
    {
        yield return PatchSet(full);
        var question = Question(full);
        yield return question;
        yield return Evidence(full);
        var (context, subject, signer) = (question.Context, question.Subject, question.Signer);
        yield return new Cases.Case
        {
            Context = context,
            Subject = OfChange(full, needsDigest: true),
            Signer = signer,
            SignedAt = At,
            Nonce = N("case"),
            Sections = full ? Enum.GetValues<CaseSection>().ToDictionary(section => section, section => D(section.ToString())) : [],
            Advice = full ? [new Advice("team wiki: failover", "14 months")] : [],
            Ai = Ai(full),
            Previous = full ? D("case 1") : null,
        };
        yield return new Answer
        {
            Context = context,
            Subject = subject,
            Signer = signer,
            SignedAt = At,
            Nonce = N("answer"),
            Question = D("question"),
            Text = full ? D("answer text") : null,
            Accepts = true,
        };
        yield return new Condition
        {
            Context = context,
            Subject = subject,
            Signer = signer,
            SignedAt = At,
            Nonce = N("condition"),
            Text = D("condition text"),
            Before = ConditionStage.Deploy,
            Due = full ? At.AddDays(2) : null,
        };
        yield return new ConditionMet
        {
            Context = context,
            Subject = subject,
            Signer = signer,
            SignedAt = At,
            Nonce = N("condition-met"),
            Condition = D("condition"),
            Text = full ? D("met text") : null,
            Evidence = full ? [D("evidence 1")] : [],
        };
        yield return new Attribution
        {
            Context = context,
            Subject = subject,
            Signer = signer,
            SignedAt = At,
            Nonce = N("attribution"),
            Act = AttributionAct.Attribute,
            OfCommit = O("head"),
            Claim = full ? "Jon <jon@example.com>" : null,
            Person = PersonId.Parse("jon"),
            Ai = null,
        };
    }
}
