// Reads the bytes that were signed; all problems at once, and never an exception.
using System.Text.Json;
using System.Text.Unicode;
using Countersign.Documents;
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>
/// Refuses what two readers could see differently: anything but UTF-8, duplicate keys, comments, trailing data, null, lone surrogates,
/// fields we do not know, and empty lists. The kinds are ours and closed; foreign consumers may ignore what they do not know.
/// </summary>
public static class StatementReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static Parsed<Statement> Read(ReadOnlyMemory<byte> payload)
    {
        var problems = new List<Problem>();
        if (!Utf8.IsValid(payload.Span))
        {
            return Bad("the statement is not UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(payload, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Bad("the statement is not an object");
            }

            var fields = new FieldReader(document.RootElement, "", problems);
            var statement = ReadStatement(fields);
            return statement is null || problems.Count > 0 ? new Parsed<Statement>.Bad(problems) : new Parsed<Statement>.Good(statement, []);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Bad("the statement is not strict JSON");
        }
    }

    private static Statement? ReadStatement(FieldReader fields)
    {
        if (fields.Text("_type") != StatementWriter.StatementType)
        {
            fields.Wrong("_type", $"is not {StatementWriter.StatementType}");
            return null;
        }

        if (StatementForm.Named(fields.Text("predicateType")) is not { } form)
        {
            fields.Wrong("predicateType", "is not a kind of statement that this version knows");
            return null;
        }

        var subject = SubjectForm.Read(fields, StatementWriter.DigestName(form));
        var statement = fields.Nested("predicate", predicate => form.Read(predicate, StatementHead.Read(predicate, subject)), required: true);
        fields.End();
        return statement;
    }

    private static Parsed<Statement> Bad(string message) =>
        new Parsed<Statement>.Bad([new Problem("record.statement", message, "Sign it again with a current countersign.")]);
}
