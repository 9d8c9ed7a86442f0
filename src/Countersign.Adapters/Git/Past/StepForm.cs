// A merged step as bytes and back, for the cache; the cache's own checksum stands around it.
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

internal static class StepForm
{
    /// <summary>Goes up with every change of this form, and of what the reading finds in a commit: an older cache is then read anew.</summary>
    public const int Version = 2;

    public static void Write(BinaryWriter to, MergedStep step)
    {
        Id(to, step.Id);
        to.Write(step.Parent is not null);
        if (step.Parent is { } parent)
        {
            Id(to, parent);
        }

        to.Write((byte)step.How);
        to.Write(step.When);
        to.Write(step.Subject);
        to.Write(step.IsFix);
        List(to, step.Makers, to.Write);
        List(to, step.Marks, mark => Mark(to, mark));
        List(to, step.Blamed, to.Write);
        List(to, step.Brought, to.Write);
        List(to, step.Files, file => File(to, file));
    }

    /// <exception cref="IOException">It is no such form.</exception>
    /// <exception cref="FormatException">The same.</exception>
    public static MergedStep Read(BinaryReader from)
    {
        var id = Id(from);
        ObjectId? parent = from.ReadBoolean() ? Id(from) : null;
        return new MergedStep
        {
            Id = id,
            Parent = parent,
            How = (Arrived)from.ReadByte(),
            When = from.ReadInt64(),
            Subject = from.ReadString(),
            IsFix = from.ReadBoolean(),
            Makers = List(from, from.ReadUInt32),
            Marks = List(from, () => new StepMark(from.ReadString(), (AssistanceClass)from.ReadByte(), from.ReadByte())),
            Blamed = List(from, from.ReadString),
            Brought = List(from, from.ReadUInt64),
            Files = List(from, () => File(from)),
        };
    }

    private static void Mark(BinaryWriter to, StepMark mark)
    {
        to.Write(mark.Tool);
        to.Write((byte)mark.Class);
        to.Write((byte)Math.Clamp(mark.Certainty, 0, byte.MaxValue));
    }

    private static void File(BinaryWriter to, StepFile file)
    {
        var path = file.Path.Bytes;
        to.Write7BitEncodedInt(path.Length);
        to.Write(path);
        to.Write7BitEncodedInt((int)file.OldMode);
        to.Write7BitEncodedInt((int)file.NewMode);
        to.Write(file.OldBlob);
        to.Write(file.NewBlob);
        to.Write7BitEncodedInt(file.Added);
        to.Write7BitEncodedInt(file.Deleted);
        to.Write(file.IsBinary);
    }

    private static StepFile File(BinaryReader from) =>
        new(
            RepoPath.FromBytes(from.ReadBytes(from.Read7BitEncodedInt())),
            (EntryMode)from.Read7BitEncodedInt(),
            (EntryMode)from.Read7BitEncodedInt(),
            from.ReadUInt64(),
            from.ReadUInt64(),
            from.Read7BitEncodedInt(),
            from.Read7BitEncodedInt(),
            from.ReadBoolean()
        );

    private static void Id(BinaryWriter to, ObjectId id)
    {
        var bytes = id.ToBytes();
        to.Write((byte)bytes.Length);
        to.Write(bytes);
    }

    private static ObjectId Id(BinaryReader from) => ObjectId.FromBytes(from.ReadBytes(from.ReadByte()));

    private static void List<T>(BinaryWriter to, IReadOnlyList<T> items, Action<T> write)
    {
        to.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static IReadOnlyList<T> List<T>(BinaryReader from, Func<T> read)
    {
        var count = from.Read7BitEncodedInt();
        if (count == 0)
        {
            return [];
        }

        // A count that lies ends the stream, not the memory.
        var items = new List<T>(Math.Min(count, 1024));
        while (items.Count < count)
        {
            items.Add(read());
        }

        return items;
    }
}
