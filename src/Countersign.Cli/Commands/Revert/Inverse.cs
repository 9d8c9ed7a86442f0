// The tree without one landing: its inverse, merged onto the tip in the clean room.
using Countersign.Adapters.Git;
using Countersign.Changes;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Revert;

internal sealed class Inverse(Desk desk, Identity me)
{
    /// <summary>Merges "back to the old tree", said on top of what landed, with everything since.</summary>
    public MergeResult Tree(ObjectId old, ObjectId landed, ObjectId tip) => desk.Room.Merge(tip, Write(desk.Room.TreeOf(old), landed, "the inverse"));

    public ObjectId Commit(ObjectId tree, ObjectId tip, string message)
    {
        desk.Room.KeepObjects(desk.Repository);
        return Write(tree, tip, message);
    }

    private ObjectId Write(ObjectId tree, ObjectId parent, string message)
    {
        using var objects = new GitObjectsWriter(desk.Repository);
        return objects.CommitTree(tree, new NewCommit([parent], message, me, me)).Id;
    }
}
