// The header of a commit as `git log` prints it for a replay, read piece by piece.
using System.Globalization;
using System.Text;
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

internal sealed record StepHeader(ObjectId Id, IReadOnlyList<ObjectId> Parents, long When, CommitClaim Claim)
{
    public const string Format = "--format=%H%x00%P%x00%ct%x00%an%x00%ae%x00%cn%x00%ce%x00%B%x00";

    public string Subject => Claim.Message.Split('\n', 2)[0].TrimEnd();

    /// <param name="first">The piece that <see cref="Format"/> begins with.</param>
    public static StepHeader Read(ReadOnlySpan<byte> first, ByteReader reader, string command)
    {
        var id = ObjectId.TryParse(first, out var parsed) ? parsed : throw GitFault.Unreadable(command, "a step does not begin with a commit");
        var parents = Encoding.ASCII.GetString(reader.ReadTo(0)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!Array.TrueForAll(parents, static name => ObjectId.TryParse(name, out _)))
        {
            throw GitFault.Unreadable(command, "a parent is no commit");
        }

        // A date before 1970, or one that Git could not read, comes as something else than a number of seconds.
        var when = long.TryParse(reader.ReadTo(0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) ? Math.Max(0, time) : 0;
        var (author, authorEmail) = (Text(reader), Text(reader));
        var (committer, committerEmail) = (Text(reader), Text(reader));
        var message = Text(reader).Trim('\n', '\r');
        return reader.ReadTo(0).IsEmpty
            ? new StepHeader(
                id,
                Array.ConvertAll(parents, ObjectId.Parse),
                when,
                new CommitClaim(id.Hex, author, authorEmail, committer, committerEmail, message)
            )
            : throw GitFault.Unreadable(command, "a step's message does not end where it should");
    }

    /// <summary>Git gives UTF-8 where a commit says what it is in; other bytes show as replacement characters.</summary>
    private static string Text(ByteReader reader) => Encoding.UTF8.GetString(reader.ReadTo(0));

    /// <summary>The first 64 bits of a name; 16 hexadecimal digits.</summary>
    public static ulong Key(ReadOnlySpan<byte> hex) =>
        ulong.TryParse(hex[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key) ? key : 0;

    public static ulong Key(ObjectId id) => ulong.Parse(id.Hex.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
