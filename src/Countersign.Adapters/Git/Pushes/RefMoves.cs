// A guarded ref may be rewound or deleted only under an override that names exactly this move.
using Countersign.Adapters.Git.Gathering;
using Countersign.Attestations;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

internal static class RefMoves
{
    public static bool IsAllowed(OpenGate gate, string final, RefCommand command, DateTimeOffset now)
    {
        if (!gate.Sources.HasRecords || command.Old.IsZero)
        {
            return false;
        }

        var rulebook = gate.Rulebooks.At(command.Old);
        var reader = new RecordReader(gate.Sources.Store, gate.Sources.Repository ?? default, rulebook.Roster, gate.Sources.RootKeys, gate.Sources.GateKeys, now);
        return reader.Verify(reader.About(MoveDigest.Of(final, command.Old, command.New))).Good.Any(record =>
            record.Statement is Override { Move: { } move } permit
            && move == new RefMove(final, command.Old, command.New)
            && permit.NotAfter > now
            && rulebook.Roster.FindPerson(record.Signer)?.May.Contains(Person.Override) == true
            && rulebook.Policy?.LetsOverride(record.Signer) == true);
    }
}
