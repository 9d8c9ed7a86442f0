// The in-toto subjects of a statement: the content it is about, by digest only.
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>
/// Up to four subjects in this order: result {gitTree}, change {sha256}, commit {gitCommit}, change-id {countersignChange}. A pause's
/// "change" is the policy file and is named policy; a freeze's is the ref's name and is named ref.
/// </summary>
internal static class SubjectForm
{
    private const string ChangeIdAlgorithm = "countersignChange";

    public static void Write(FieldWriter fields, StatementSubject subject, string digestName)
    {
        var parts = new List<(string Name, string Algorithm, string? Value)>
        {
            ("result", "gitTree", subject.ResultTree?.ToString()),
            (digestName, "sha256", subject.Digest?.ToString()),
            ("commit", "gitCommit", subject.Commit?.ToString()),
            ("change-id", ChangeIdAlgorithm, subject.Change?.ToString()),
        };
        fields.List(
            "subject",
            parts.FindAll(part => part.Value is not null),
            (item, part) => item.Text("name", part.Name).DigestSet("digest", part.Algorithm, part.Value)
        );
    }

    public static StatementSubject Read(FieldReader statement, string digestName)
    {
        var read = new Dictionary<string, StatementSubject>(StringComparer.Ordinal);
        statement.List("subject", item => ReadOne(item, digestName, read), required: true);
        return new StatementSubject
        {
            ResultTree = read.GetValueOrDefault("result")?.ResultTree,
            Digest = read.GetValueOrDefault(digestName)?.Digest,
            Commit = read.GetValueOrDefault("commit")?.Commit,
            Change = read.GetValueOrDefault("change-id")?.Change,
        };
    }

    private static string ReadOne(FieldReader item, string digestName, Dictionary<string, StatementSubject> read)
    {
        var name = item.Text("name", 40);
        StatementSubject? subject = name switch
        {
            "result" => new() { ResultTree = item.OptionalTree("digest", required: true) },
            "commit" => new() { Commit = item.OptionalCommit("digest", required: true) },
            "change-id" => new() { Change = item.InSet<ChangeId>("digest", ChangeIdAlgorithm, ChangeId.TryParse, required: true) },
            _ when name == digestName => new() { Digest = item.OptionalDigest("digest", required: true) },
            _ => null,
        };
        if (subject is null || !read.TryAdd(name, subject))
        {
            item.Wrong("name", "is unknown or stands there twice");
        }

        return name;
    }
}
