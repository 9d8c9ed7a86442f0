// Reads the messages of many commits with one process.
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Recording;

public static class CommitMessages
{
    private const int Longest = 1 << 20;

    /// <summary>Headers and message as Git stores them, cut at 1 MiB; a commit that is gone is left out.</summary>
    public static IReadOnlyDictionary<ObjectId, string> Of(GitRepository repository, IEnumerable<ObjectId> commits)
    {
        var messages = new Dictionary<ObjectId, string>();
        using var raw = new MemoryStream();
        using var objects = new ObjectReader(repository.Git, repository.Surroundings);
        objects.Each(
            commits.Distinct(),
            (id, kind, _, piece) =>
            {
                if (piece.IsEmpty)
                {
                    messages[id] = kind == ObjectKind.Commit ? Encoding.UTF8.GetString(raw.GetBuffer().AsSpan(0, (int)raw.Length)) : "";
                    raw.SetLength(0);
                }
                else
                {
                    raw.Write(piece[..(int)Math.Min(piece.Length, Longest - raw.Length)]);
                }
            },
            _ => { }
        );
        return messages;
    }
}
