// One landing as it lies in the gate's ref: verified, or with the reason why it counts for nothing.
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Auditing;

/// <summary>Exactly one of <paramref name="Record"/> and <paramref name="Problem"/> is there.</summary>
/// <param name="Number">Counts from 1 for each ref.</param>
public sealed record ChainEntry(long Number, ObjectId New, VerifiedRecord? Record, string? Problem)
{
    public Landing? Landing => Record?.Statement as Landing;

    public ObjectId? Old => Landing?.Old;

    /// <summary>Every landing stored for a ref, oldest first, through the eyes of a trust file.</summary>
    public static IReadOnlyList<ChainEntry> ReadAll(GitRepository repository, CleanRoom room, GateSettings settings, string targetRef)
    {
        var trust = new TrustContext
        {
            Repository = settings.Repository,
            Roster = _ => null,
            GateKeys = settings.GateKeys,
            Now = DateTimeOffset.UnixEpoch,
        };
        return [.. new GitGateChain(repository, room).Read(targetRef).Select(stored => Read(stored, trust, targetRef))];
    }

    private static ChainEntry Read(StoredLanding stored, TrustContext trust, string targetRef) =>
        RecordVerifier
            .Verify(stored.Bytes, null, trust)
            .Match(
                record =>
                    record.Statement switch
                    {
                        Cases.Landing landing when landing.Context.TargetRef != targetRef => Bad(
                            stored,
                            $"it is a landing of {landing.Context.TargetRef}"
                        ),
                        Cases.Landing landing when landing.New != stored.New => Bad(
                            stored,
                            $"its name says {stored.New.Short} and it says {landing.New.Short}"
                        ),
                        Cases.Landing => new ChainEntry(stored.Number, stored.New, record, null),
                        _ => Bad(stored, "it is no landing"),
                    },
                why => Bad(stored, why.Reason)
            );

    private static ChainEntry Bad(StoredLanding stored, string why) => new(stored.Number, stored.New, null, why);
}
