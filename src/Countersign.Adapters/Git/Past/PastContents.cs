// Which changes of a history were undone exactly: the inverse of an earlier one, file by file and blob by blob.
using Countersign.Changes;

namespace Countersign.Adapters.Git.Past;

/// <summary>By the first 64 bits of each blob's name; the gate itself compares SHA-256 of contents.</summary>
internal sealed class PastContents
{
    private readonly Dictionary<ulong, (int First, ObjectId Last)> _seen = [];
    private int _count;

    /// <summary>The landing that this one takes back. What comes in again after its revert is no revert: of the two, whichever landed first says.</summary>
    public ObjectId? Look(MergedStep step)
    {
        if (step.Files.Count == 0)
        {
            return null;
        }

        var (own, inverse) = (Key(step.Files, inverted: false), Key(step.Files, inverted: true));
        var first = _seen.TryGetValue(own, out var before) ? before.First : int.MaxValue;
        ObjectId? reverted = _seen.TryGetValue(inverse, out var other) && other.First < first ? other.Last : null;
        _seen[own] = (Math.Min(first, _count++), step.Id);
        return reverted;
    }

    private static ulong Key(IReadOnlyList<StepFile> files, bool inverted)
    {
        var key = 14_695_981_039_346_656_037UL;
        foreach (var file in files)
        {
            var (before, after) = (Mix((ulong)file.OldMode, file.OldBlob), Mix((ulong)file.NewMode, file.NewBlob));
            key = Mix(key, Mix(PathKey.Of(file.Path.Bytes), inverted ? Mix(after, Rotated(before)) : Mix(before, Rotated(after))));
        }

        return key;
    }

    private static ulong Rotated(ulong value) => System.Numerics.BitOperations.RotateLeft(value, 17);

    private static ulong Mix(ulong one, ulong other)
    {
        var mixed = unchecked((one ^ System.Numerics.BitOperations.RotateLeft(other, 31)) * 0x9E37_79B9_7F4A_7C15UL);
        return mixed ^ (mixed >> 29);
    }
}
