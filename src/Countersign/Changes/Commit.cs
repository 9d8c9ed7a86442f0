// A commit as it is stored: what it says, and the exact bytes that its signature covers.
namespace Countersign.Changes;

public sealed record Commit
{
    public required ObjectId Id { get; init; }
    public required ObjectId Tree { get; init; }
    public required IReadOnlyList<ObjectId> Parents { get; init; }
    public required Identity Author { get; init; }
    public required Identity Committer { get; init; }

    /// <summary>The whole message, as text; bytes that are not UTF-8 are read as Latin-1.</summary>
    public required string Message { get; init; }

    /// <summary>The armoured signature of the header gpgsig (gpgsig-sha256 in a SHA-256 repository), or null.</summary>
    public string? Signature { get; init; }

    /// <summary>The commit without its signature headers: what the signature was made over.</summary>
    public required ReadOnlyMemory<byte> SignedPayload { get; init; }

    public bool HasSignature => Signature is not null;

    public string Subject => Message.TrimStart('\n').Split('\n', 2)[0].TrimEnd();

    public bool IsMerge => Parents.Count > 1;

    /// <summary>False with the reason where the bytes are not a commit that Git would write.</summary>
    public static bool TryRead(ObjectId id, ReadOnlySpan<byte> raw, out Commit? commit, out string problem)
    {
        commit = null;
        var headers = new CommitHeaders(id.Format);
        problem = headers.Read(raw);
        if (problem.Length > 0)
        {
            problem = $"commit {id}: {problem}";
            return false;
        }

        commit = new Commit
        {
            Id = id,
            Tree = headers.Tree,
            Parents = headers.Parents,
            Author = Identity.Read(headers.Author!),
            Committer = Identity.Read(headers.Committer!),
            Message = CommitHeaders.AsText(raw[headers.MessageStart..]),
            Signature = headers.Signature,
            SignedPayload = headers.Payload,
        };
        return true;
    }
}
