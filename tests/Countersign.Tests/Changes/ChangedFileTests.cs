// Claims about one changed path: what its two sides say about it.
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Tests.Changes;

public sealed class ChangedFileTests
{
    private static readonly ObjectId s_zero = ObjectId.Parse(new string('0', 40));
    private static readonly ObjectId s_blob = ObjectId.Parse(new string('a', 40));

    [Theory]
    [InlineData(EntryMode.Absent, EntryMode.Regular, true, false, false)]
    [InlineData(EntryMode.Regular, EntryMode.Absent, false, true, false)]
    [InlineData(EntryMode.Regular, EntryMode.Regular, false, false, false)]
    [InlineData(EntryMode.Regular, EntryMode.Executable, false, false, true)]
    [InlineData(EntryMode.Symlink, EntryMode.Regular, false, false, true)]
    public void Its_sides_say_whether_it_came_went_or_became_another_kind(EntryMode old, EntryMode @new, bool added, bool deleted, bool mode)
    {
        var file = new ChangedFile(
            RepoPath.Of("a.cs"),
            old,
            @new,
            old == EntryMode.Absent ? s_zero : s_blob,
            @new == EntryMode.Absent ? s_zero : s_blob
        );

        (file.IsAdded, file.IsDeleted, file.ModeChanged).ShouldBe((added, deleted, mode));
    }

    [Theory]
    [InlineData(EntryMode.Absent)]
    [InlineData(EntryMode.Submodule)]
    public void A_side_without_a_blob_has_no_content_of_its_own(EntryMode mode) =>
        Should
            .Throw<ArgumentException>(() => ManifestSide.Of(mode, Digest.Of("x"u8)))
            .Message.ShouldStartWith($"A side of mode {mode} has no content of its own.");
}
