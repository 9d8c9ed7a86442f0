// The written form of cases, questions, answers and conditions.
using Countersign.Cases;
using Countersign.Provenance;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

internal static class CaseForms
{
    public static void WriteCase(FieldWriter fields, Case it) =>
        fields
            .Sections(it.Sections)
            .List("advice", it.Advice, (item, advice) => item.Text("source", advice.Source).Text("age", advice.Age))
            .Ai(it.Ai)
            .Digest("previous", it.Previous);

    public static Case ReadCase(FieldReader fields, StatementHead head)
    {
        NeedChange(fields, head, withContent: true);
        return new Case
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Sections = fields.Nested("sections", ReadSections) ?? [],
            Advice = fields.List("advice", item => new Advice(item.Text("source", 200), item.Text("age", 40))),
            Ai = fields.Nested("ai", ReadAi),
            Previous = fields.OptionalDigest("previous"),
        };
    }

    public static void WriteQuestion(FieldWriter fields, Question it) =>
        fields
            .Digest("text", it.Text)
            .Text("path", it.Path?.Text)
            .Whole("line", it.Line)
            .Word("section", it.Section)
            .Truth("blocking", it.IsBlocking);

    public static Question ReadQuestion(FieldReader fields, StatementHead head)
    {
        NeedChange(fields, head);
        var it = new Question
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Text = fields.Digest("text"),
            Path = fields.OptionalPath("path"),
            Line = (int?)fields.OptionalWhole("line", 1, most: int.MaxValue),
            Section = fields.OptionalWord<CaseSection>("section"),
            IsBlocking = fields.Truth("blocking"),
        };
        if (it.Line is not null && it.Path is null)
        {
            fields.Wrong("line", "stands without a path");
        }

        return it;
    }

    public static void WriteAnswer(FieldWriter fields, Answer it) =>
        fields.Digest("question", it.Question).Digest("text", it.Text).Flag("accepts", it.Accepts);

    public static Answer ReadAnswer(FieldReader fields, StatementHead head)
    {
        NeedChange(fields, head);
        var it = new Answer
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Question = fields.Digest("question"),
            Text = fields.OptionalDigest("text"),
            Accepts = fields.Flag("accepts"),
        };
        if (it.Text is null && !it.Accepts)
        {
            fields.Wrong("text", "is missing, and the answer accepts nothing either");
        }

        return it;
    }

    public static void WriteCondition(FieldWriter fields, Condition it) =>
        fields.Digest("text", it.Text).Word<ConditionStage>("before", it.Before).Time("due", it.Due);

    public static Condition ReadCondition(FieldReader fields, StatementHead head)
    {
        NeedChange(fields, head);
        return new Condition
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Text = fields.Digest("text"),
            Before = fields.Word<ConditionStage>("before"),
            Due = fields.OptionalTime("due"),
        };
    }

    public static void WriteConditionMet(FieldWriter fields, ConditionMet it) =>
        fields.Digest("condition", it.Condition).Digest("text", it.Text).Digests("evidence", it.Evidence);

    public static ConditionMet ReadConditionMet(FieldReader fields, StatementHead head)
    {
        NeedChange(fields, head);
        return new ConditionMet
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Condition = fields.Digest("condition"),
            Text = fields.OptionalDigest("text"),
            Evidence = fields.Digests("evidence"),
        };
    }

    /// <summary>Needs the change id, and for what was written about one content also its digest.</summary>
    internal static void NeedChange(FieldReader fields, StatementHead head, bool withContent = false)
    {
        if (head.Subject.Change is null || (withContent && head.Subject.Digest is null))
        {
            fields.Wrong("subject", withContent ? "lacks the change id or the change digest" : "lacks the change id");
        }
    }

    internal static FieldWriter Ai(this FieldWriter fields, AiDeclaration? ai) =>
        ai is null
            ? fields
            : fields.Nested(
                "ai",
                nested => nested.Word<AssistanceClass>("class", ai.Class).Text("tool", ai.Tool).Text("model", ai.Model).Digest("asked", ai.Asked)
            );

    internal static AiDeclaration ReadAi(FieldReader fields)
    {
        var ai = new AiDeclaration(
            fields.Word<AssistanceClass>("class"),
            fields.OptionalText("tool", 200),
            fields.OptionalText("model", 200),
            fields.OptionalDigest("asked")
        );
        if (ai.Class is AssistanceClass.Unknown or AssistanceClass.Automation)
        {
            fields.Wrong("class", "a person declares none, advised, assisted, agent or tool");
        }

        return ai;
    }

    private static FieldWriter Sections(this FieldWriter fields, IReadOnlyDictionary<CaseSection, Digest> sections) =>
        sections.Count == 0
            ? fields
            : fields.Nested(
                "sections",
                nested =>
                {
                    foreach (var (section, text) in sections.OrderBy(pair => pair.Key))
                    {
                        nested.Digest(Word.Of(section), text);
                    }
                }
            );

    private static Dictionary<CaseSection, Digest> ReadSections(FieldReader fields)
    {
        var sections = new Dictionary<CaseSection, Digest>();
        foreach (var section in Enum.GetValues<CaseSection>())
        {
            if (fields.OptionalDigest(Word.Of(section)) is { } text)
            {
                sections.Add(section, text);
            }
        }

        return sections;
    }
}
