// Pushes that were let in and whose offers and notes nobody has kept yet: however post-receive ends, a later run makes up for it.
using System.Text;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Pushes;

/// <param name="File">Null for a push that was not written down.</param>
public sealed record UnkeptPush(string? File, Pusher? Pusher, IReadOnlyList<RefCommand> Moves)
{
    public DateTimeOffset NotedAt { get; init; }
}

/// <summary>Files in the folder `unkept` beside the settings: a line on the pusher, then the lines that Git hands to pre-receive.</summary>
public sealed class UnkeptPushes(GateFolder folder)
{
    private readonly string _folder = Path.Combine(folder.Folder, "unkept");

    private static bool Concerns(RefCommand command) => command.Ref == RecordRefs.Records || NoteKeeper.Keeps(command.Ref);

    /// <summary>Before the refs move. A push that ends otherwise refused leaves a note that comes to nothing.</summary>
    public void Note(IEnumerable<RefCommand> commands, Pusher? pusher)
    {
        var lines = commands.Where(Concerns).Select(move => $"{move.Old.Hex} {move.New.Hex} {move.Ref}\n").ToList();
        if (lines.Count > 0)
        {
            Directory.CreateDirectory(_folder);
            var text = Encoding.UTF8.GetBytes($"{pusher?.ToWords() ?? "-"}\n{string.Concat(lines)}");
            GateFolder.Replace(Path.Combine(_folder, Digest.Of(text).ToString()), text, secret: true);
        }
    }

    /// <summary>In no order; what another push that is under way has written down is among them.</summary>
    public IReadOnlyList<UnkeptPush> Read() =>
        Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).Select(Read)] : [];

    public static void Forget(IEnumerable<UnkeptPush> pushes)
    {
        foreach (var push in pushes)
        {
            if (push.File is { } file)
            {
                File.Delete(file);
            }
        }
    }

    private static UnkeptPush Read(string file)
    {
        var lines = File.ReadAllLines(file);
        return new UnkeptPush(
            file,
            lines is [var first, ..] && first.Split(' ') is [var kind, var name, var key] ? Pusher.FromWords(kind, name, key) : null,
            [.. lines.Skip(1).Select(line => RefCommand.TryParse(line, out var move) ? move : null).OfType<RefCommand>()]
        )
        {
            NotedAt = new DateTimeOffset(File.GetLastWriteTimeUtc(file)),
        };
    }
}
