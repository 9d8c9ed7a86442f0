// The lines that one commit added, by file, as marks; nothing for a merge, whose parents' commits speak for themselves.
using System.Text;
using Countersign.Changes;
using Countersign.Provenance.Recording;

namespace Countersign.Adapters.Git.Lines;

public static class AddedText
{
    /// <summary>Only files that <paramref name="wanted"/> asks for by their plain path; the same lines that a record is held against later.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<AddedLine>> Of(GitRepository repository, ObjectId commit, Func<string, bool> wanted)
    {
        using var process = repository.Git.Start(
            repository.Surroundings,
            ["diff-tree", "--root", "--no-renames", .. PatchWalk.Options, "--end-of-options", commit.Hex]
        );
        process.Arm();
        process.Feed(default);
        var files = new Dictionary<string, IReadOnlyList<AddedLine>>(StringComparer.Ordinal);
        List<AddedLine>? open = null;
        PatchWalk.Of(
            process,
            reader => new PatchWalk(reader, process.Arm)
            {
                File = path =>
                {
                    open = null;
                    if (path is { } named && Encoding.UTF8.GetString(named.Bytes) is var plain && wanted(plain))
                    {
                        files[plain] = open = [];
                    }
                },
                Added = (number, text) => open?.Add(new AddedLine(number, LineMark.Of(text), LineMark.IsTrivial(text))),
            }
        );
        return files;
    }
}
