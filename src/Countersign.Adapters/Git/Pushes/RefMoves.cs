// A guarded ref may be rewound, deleted, or made under rules that were given up, only by an override that names exactly this move.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

internal static class RefMoves
{
    /// <summary>The override that lets it, or null. One that its signer withdrew lets nothing.</summary>
    /// <param name="rulesAt">By whose rules somebody may override: where the ref stood, or the default tip where it is made.</param>
    public static Digest? Permit(OpenGate gate, RefMove move, ObjectId rulesAt, DateTimeOffset now)
    {
        if (!gate.Sources.HasRecords || rulesAt.IsZero)
        {
            return null;
        }

        var rulebook = gate.Rulebooks.At(rulesAt);
        var reader = new RecordReader(
            gate.Sources.Store,
            gate.Sources.Repository ?? default,
            rulebook.Roster,
            gate.Sources.RootKeys,
            gate.Sources.GateKeys,
            now
        );
        var records = reader.Verify(reader.About(MoveDigest.Of(move.Ref, move.Old, move.New))).Good;
        return records
            .FirstOrDefault(record =>
                record.Statement is Override { Move: { } named } permit
                && named == move
                && permit.Context.TargetRef == move.Ref
                && permit.NotAfter > now
                && rulebook.Roster.FindPerson(record.Signer)?.May.Contains(Person.Override) == true
                && rulebook.Policy?.LetsOverride(record.Signer) == true
                && !records.Any(other =>
                    other.Signer == record.Signer
                    && other.Statement is SignOff { Decision: DecisionKind.Withdraw } later
                    && later.Previous == record.Id
                )
            )
            ?.Id;
    }
}
