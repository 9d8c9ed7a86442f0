// The one table of statement kinds: how each is named, written, read, kept and signed.
using Countersign.SignOffs;

namespace Countersign.Attestations;

public enum RecordSigner
{
    Person,
    Bot,
    Root,
    Gate,
}

/// <summary>
/// One kind of statement. A new kind is one more line in <see cref="All"/>, its two functions, its row in specs/ and its golden file.
/// </summary>
/// <param name="Name">The last part but one of the predicate type.</param>
/// <param name="SignedBy">The only kind of signer whose key counts.</param>
/// <param name="Namespace">The SSHSIG namespace; null where the gate's own key signs.</param>
public sealed record StatementForm(string Name, Type Type, RecordSigner SignedBy, string? Namespace)
{
    /// <summary>The one place where the prefix of our names stands.</summary>
    public const string Prefix = "countersign.dev";

    /// <summary>For decisions and overrides; never `git`.</summary>
    public const string DecisionNamespace = Prefix + "/sign-off";

    public const string RecordNamespace = Prefix + "/record";

    public static readonly IReadOnlyList<StatementForm> All =
    [
        Of<SignOff>("sign-off", RecordSigner.Person, DecisionNamespace, SignOffForms.WriteSignOff, SignOffForms.ReadSignOff),
        Of<Override>("override", RecordSigner.Person, DecisionNamespace, SignOffForms.WriteOverride, SignOffForms.ReadOverride),
        Of<Cases.PatchSet>("patch-set", RecordSigner.Person, RecordNamespace, ChangeForms.WritePatchSet, ChangeForms.ReadPatchSet),
        Of<Cases.Case>("case", RecordSigner.Person, RecordNamespace, CaseForms.WriteCase, CaseForms.ReadCase),
        Of<Cases.Question>("question", RecordSigner.Person, RecordNamespace, CaseForms.WriteQuestion, CaseForms.ReadQuestion),
        Of<Cases.Answer>("answer", RecordSigner.Person, RecordNamespace, CaseForms.WriteAnswer, CaseForms.ReadAnswer),
        Of<Cases.Condition>("condition", RecordSigner.Person, RecordNamespace, CaseForms.WriteCondition, CaseForms.ReadCondition),
        Of<Cases.ConditionMet>("condition-met", RecordSigner.Person, RecordNamespace, CaseForms.WriteConditionMet, CaseForms.ReadConditionMet),
        Of<Cases.Attribution>("attribution", RecordSigner.Person, RecordNamespace, ChangeForms.WriteAttribution, ChangeForms.ReadAttribution),
        Of<Cases.Evidence>("evidence", RecordSigner.Bot, RecordNamespace, ChangeForms.WriteEvidence, ChangeForms.ReadEvidence),
        Of<Cases.Pause>("pause", RecordSigner.Person, RecordNamespace, GateForms.WritePause, GateForms.ReadPause),
        Of<Cases.Freeze>("freeze", RecordSigner.Person, RecordNamespace, GateForms.WriteFreeze, GateForms.ReadFreeze),
        Of<Cases.RootApproval>("root-approval", RecordSigner.Root, RecordNamespace, GateForms.WriteRootApproval, GateForms.ReadRootApproval),
        Of<Cases.Landing>("landing", RecordSigner.Gate, null, GateForms.WriteLanding, GateForms.ReadLanding),
    ];

    /// <summary>Such as https://countersign.dev/sign-off/v1.</summary>
    public string PredicateType => $"https://{Prefix}/{Name}/v1";

    internal Action<FieldWriter, Statement> Write { get; private init; } = null!;

    internal Func<FieldReader, StatementHead, Statement> Read { get; private init; } = null!;

    /// <exception cref="ArgumentException">A statement of our own that has no form: a bug.</exception>
    public static StatementForm Of(Statement statement) =>
        All.FirstOrDefault(form => form.Type == statement.GetType())
        ?? throw new ArgumentException($"{statement.GetType().Name} has no form", nameof(statement));

    public static StatementForm? Named(string predicateType) => All.FirstOrDefault(form => form.PredicateType == predicateType);

    private static StatementForm Of<TStatement>(
        string name,
        RecordSigner signedBy,
        string? @namespace,
        Action<FieldWriter, TStatement> write,
        Func<FieldReader, StatementHead, TStatement> read
    )
        where TStatement : Statement =>
        new(name, typeof(TStatement), signedBy, @namespace) { Write = (fields, it) => write(fields, (TStatement)it), Read = read };
}
