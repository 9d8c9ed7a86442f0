// Turns a statement into the bytes that are signed.
using Countersign.Cases;
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>in-toto Statement v1: one line, fixed order, absent fields absent. Source: specs/sign-off-statement.md.</summary>
public static class StatementWriter
{
    public const string PayloadType = "application/vnd.in-toto+json";
    public const string StatementType = "https://in-toto.io/Statement/v1";

    public static byte[] Write(Statement statement)
    {
        var form = StatementForm.Of(statement);
        return FieldWriter.Object(fields =>
        {
            fields.Text("_type", StatementType);
            SubjectForm.Write(fields, statement.Subject, DigestName(form));
            fields
                .Text("predicateType", form.PredicateType)
                .Nested(
                    "predicate",
                    predicate =>
                    {
                        StatementHead.WriteContext(predicate, statement.Context);
                        form.Write(predicate, statement);
                        StatementHead.WriteSigner(predicate, statement.Signer);
                        predicate.Time("signedAt", statement.SignedAt).Text("nonce", statement.Nonce.ToString());
                    }
                );
        });
    }

    internal static string DigestName(StatementForm form) =>
        form.Type == typeof(Pause) ? "policy"
        : form.Type == typeof(Freeze) ? "ref"
        : "change";
}
