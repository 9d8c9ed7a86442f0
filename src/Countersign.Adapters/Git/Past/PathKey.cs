// A short number for some bytes, so that a past of a million files fits in memory.
namespace Countersign.Adapters.Git.Past;

internal static class PathKey
{
    /// <summary>FNV-1a, 64 bits. Two paths with the same number would share their past: a blurred measure, never a decision about somebody.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var one in bytes)
        {
            hash = (hash ^ one) * 1_099_511_628_211UL;
        }

        return hash;
    }
}
