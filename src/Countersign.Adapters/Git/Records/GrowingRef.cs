// Adds a commit to a ref that only this program writes, on top of whatever stands there by then.
using System.Security.Cryptography;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Records;

/// <summary>What to add, and the commit's message.</summary>
internal sealed record Growth(IReadOnlyCollection<NewFile> Files, string Message);

internal static class GrowingRef
{
    private const int MostRaces = 50;

    /// <param name="grow">Asked with the tree that stands there, null for none; again after each lost race. Without files nothing is written.</param>
    /// <exception cref="GitFault">The ref kept moving, or Git refused.</exception>
    public static void Grow(GitRepository repository, CleanRoom room, string name, DateTimeOffset now, Func<ObjectId?, Growth> grow)
    {
        var gate = new Identity("countersign", "countersign@localhost", now.ToUnixTimeSeconds());
        for (var race = 0; ; race++)
        {
            var tip = repository.ReadRef(name);
            var tree = tip is { } there ? room.TreeOf(there) : (ObjectId?)null;
            var growth = grow(tree);
            if (growth.Files.Count == 0)
            {
                return;
            }

            using var objects = new GitObjectsWriter(repository);
            var written = objects.Commit(tree, growth.Files, new NewCommit(tip is { } parent ? [parent] : [], growth.Message, gate, gate));
            var lost = repository
                .UpdateRefs([new RefChange(name, tip ?? ObjectId.Zero(repository.Format), written.Id)])
                .Match<string?>(() => null, reason => reason);
            if (lost is null)
            {
                return;
            }

            if (race == MostRaces)
            {
                throw new GitFault($"{name} kept moving: {lost}", "git update-ref", remedy: "Run countersign hook repair: what is missing is added.");
            }

            Thread.Sleep(RandomNumberGenerator.GetInt32(1, 10 + (race * 5)));
        }
    }
}
