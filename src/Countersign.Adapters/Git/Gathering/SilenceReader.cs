// Looks for settings in a tree that keep tools from signing their work.
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Gathering;

public static class SilenceReader
{
    public static IReadOnlyList<string> Read(CleanRoom room, ObjectId tree) =>
        [.. Silence.Places.Select(place => Of(room, tree, place)).OfType<string>()];

    private static string? Of(CleanRoom room, ObjectId tree, string place) =>
        room.ReadPath(tree, RepoPath.Of(place), Silence.Largest) is { IsCut: false } content ? Silence.In(place, content.Bytes) : null;
}
