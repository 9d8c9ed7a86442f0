// Where the other side keeps records: in refs of our own behind our hook, or on a branch of a forge.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;

namespace Countersign.Cli.Workbench;

/// <param name="Branch">Full name of the branch on which it was looked for; empty where there is none yet.</param>
/// <param name="Forge">Null where nothing says that this is a forge.</param>
public sealed record RecordsPlace(string Branch, ForgeFile? Forge)
{
    private static readonly RecordsPlace s_none = new("", null);

    /// <summary>The guarded branch says so, not the person's configuration: whoever clones reads the same.</summary>
    /// <exception cref="UsageProblem">The file is there and cannot be read whole.</exception>
    public static RecordsPlace Find(GitRepository repository, CleanRoom room, (string Ref, ObjectId Tip)? rules = null)
    {
        if (new GateFolder(repository).IsInstalled || (rules ?? Usual(repository)) is not { } found)
        {
            return s_none;
        }

        return ForgeFile.ReadAt(room, room.TreeOf(found.Tip), YamlReader.Read) is not { } read
            ? new RecordsPlace(found.Ref, null)
            : new RecordsPlace(
                found.Ref,
                read.Match((file, _) => file, problems => throw new UsageProblem(string.Join(Environment.NewLine, problems), ExitCode.Faulted))
            );
    }

    private static (string Ref, ObjectId Tip)? Usual(GitRepository repository)
    {
        try
        {
            var target = Target.Find(repository, null);
            return (target.Ref, target.Tip);
        }
        catch (UsageProblem)
        {
            return null;
        }
    }
}
