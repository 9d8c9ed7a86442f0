// What all statements share, read before their own fields.
using System.Buffers;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Attestations;

internal sealed record StatementHead(StatementContext Context, StatementSubject Subject, SignerClaim Signer, DateTimeOffset SignedAt, Nonce Nonce)
{
    public static StatementHead Read(FieldReader predicate, StatementSubject subject) =>
        new(
            predicate.Nested("context", ReadContext, required: true) ?? new StatementContext(default),
            subject,
            predicate.Nested("signer", ReadSigner, required: true) ?? new SignerClaim(default),
            predicate.Time("signedAt"),
            predicate.Id<Nonce>("nonce", Nonce.TryParse)
        );

    public static void WriteContext(FieldWriter fields, StatementContext context) =>
        fields.Nested(
            "context",
            nested =>
                nested
                    .Text("repositoryId", context.Repository.ToString())
                    .Text("url", context.Url)
                    .Text("targetRef", context.TargetRef)
                    .Texts("environments", context.Environments)
        );

    public static void WriteSigner(FieldWriter fields, SignerClaim signer) =>
        fields.Nested("signer", nested => nested.Text("id", signer.Id.Value).Text("level", signer.Level?.Value).Digest("roster", signer.Roster));

    private static StatementContext ReadContext(FieldReader fields) =>
        new(
            fields.Id<RepositoryId>("repositoryId", RepositoryId.TryParse),
            fields.OptionalId<RefText>("targetRef", RefText.TryParse)?.Text,
            fields.OptionalText("url", 500)
        )
        {
            Environments = fields.Texts("environments"),
        };

    private static SignerClaim ReadSigner(FieldReader fields) =>
        new(
            fields.Id<PersonId>("id", Persons.TryParse),
            fields.OptionalText("level", 64) is { } level ? new LevelName(level) : null,
            fields.OptionalDigest("roster")
        );
}

internal static class Persons
{
    public static bool TryParse(string? text, out PersonId id) => PersonId.TryParse(text ?? "", out id);
}

/// <summary>A full ref name in the characters that Git allows, checked no further.</summary>
internal readonly record struct RefText(string Text)
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ~^:?*[\\");

    public static bool TryParse(string? text, out RefText name)
    {
        name = new RefText(text ?? "");
        return text is { Length: <= 500 }
            && text.StartsWith("refs/", StringComparison.Ordinal)
            && !text.EndsWith('/')
            && !text.EndsWith(".lock", StringComparison.Ordinal)
            && !text.Contains("..", StringComparison.Ordinal)
            && !text.Contains("//", StringComparison.Ordinal)
            && !text.AsSpan().ContainsAny(Forbidden);
    }
}
