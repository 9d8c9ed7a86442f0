// Under which digest an override of a ref's move is kept, since no content could name it.
using System.Text;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Pushes;

public static class MoveDigest
{
    /// <summary>SHA-256 of "move REF OLD NEW" in UTF-8, ids in full hex.</summary>
    public static Digest Of(string reference, ObjectId old, ObjectId @new) =>
        Digest.Of(Encoding.UTF8.GetBytes($"move {reference} {old.Hex} {@new.Hex}"));
}
