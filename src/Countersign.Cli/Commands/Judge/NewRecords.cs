// Which changes the records of one move are about, so that only those are judged again.
using Countersign.Adapters.Git.Gathering;
using Countersign.Attestations;
using Countersign.Changes;
using Countersign.Cli.Workbench;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Judge;

/// <param name="Keys">Digests and change ids under which something was added.</param>
internal sealed record NewRecords(IReadOnlySet<string> Keys)
{
    /// <summary>Null means all: the move cannot be told, or something about no one change is in it (a pause, a freeze, a root key's word).</summary>
    public static NewRecords? Between(Desk desk, ObjectId old, ObjectId tip)
    {
        if (desk.Repository.ResolveCommit(old.Hex) is null || !desk.Room.IsAncestor(old, tip))
        {
            return null;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in desk.Room.Compare(desk.Room.TreeOf(old), desk.Room.TreeOf(tip), countLines: false))
        {
            if (!file.IsAdded)
            {
                return null;
            }

            if (!RecordPath.TryParse(file.Path.Text, out var path) || path.IsText)
            {
                continue;
            }

            if (IsAboutAll(desk.Room.ReadBlob(file.NewBlob, DsseEnvelope.LongestJson + 1).Bytes))
            {
                return null;
            }

            keys.Add(path.Key);
        }

        return new NewRecords(keys);
    }

    public bool Name(JudgedChange judged) =>
        (judged.Gathered.Manifest is { } manifest && Keys.Contains(manifest.Digest.ToString()))
        || judged.Gathered.Records.ChangeIds.Any(id => Keys.Contains(id.ToString()));

    private static bool IsAboutAll(ReadOnlyMemory<byte> stored) =>
        DsseEnvelope.TryParse(stored.Span, out var envelope, out _)
        && StatementReader.Read(envelope.Payload).Match<SignOffs.Statement?>((statement, _) => statement, _ => null)
            is Cases.Pause
                or Cases.Freeze
                or Cases.RootApproval;
}
