// How much of tools' records is read for one answer; what lies beyond closes the gate to "declared none" instead of passing unseen.
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Gathering;

internal sealed class RecordBytes(CleanRoom room)
{
    /// <summary>Bytes that are used; what is left out takes nothing of them.</summary>
    public const long Most = 64L << 20;

    /// <summary>Bytes that Git is asked for, those left out among them.</summary>
    private const long MostAsked = 1L << 30;

    private long _used;
    private long _asked;

    /// <summary>Null where it is too large, or too much was read already.</summary>
    /// <param name="largest">Bytes of one record.</param>
    public byte[]? Read(ObjectId blob, long largest)
    {
        if (_asked > MostAsked)
        {
            return null;
        }

        var content = room.ReadBlob(blob, Math.Min(largest, Most - _used));
        _asked += content.Size;
        if (content.IsCut)
        {
            return null;
        }

        _used += content.Size;
        return content.Bytes;
    }

    /// <summary>A tool wrote something down there and nobody has read it, so it may say anything; less is known of it than of a trailer.</summary>
    public static AssistanceFinding LeftOut(string signal, string name, string source) =>
        new(signal, "not named", null, AssistanceClass.Assisted, 1, $"a record in {name} is more than is read", source);
}
