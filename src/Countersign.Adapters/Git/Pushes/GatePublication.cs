// What the gate publishes in refs/countersign/gate and heads: its trust file, the organisation's policy, landings, kept heads.
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>Pushes never reach these refs; everyone may fetch them.</summary>
public sealed class GatePublication(GitRepository repository, CleanRoom room)
{
    public const string TrustFile = "trust.json";
    public const string OrganisationFile = "organisation.yml";
    private const string HeadsFolder = RecordRefs.Prefix + "heads/";
    private const long Largest = 1 << 20;
    private readonly GitGateChain _chain = new(repository, room);

    public byte[]? ReadTrust() => Read(TrustFile);

    /// <summary>As it stood at one commit of the gate's ref.</summary>
    public byte[]? ReadTrust(ObjectId at) => Read(TrustFile, at);

    public byte[]? ReadOrganisation() => Read(OrganisationFile);

    /// <summary>Writes both beside the landings, in one commit on top; nothing where both are there already.</summary>
    public void Publish(GateSettings settings, byte[]? organisation, DateTimeOffset now)
    {
        var files = new List<NewFile> { new(RepoPath.Of(TrustFile), settings.ToJson(isPublic: true)) };
        if (organisation is not null)
        {
            files.Add(new NewFile(RepoPath.Of(OrganisationFile), organisation));
        }

        if (files.TrueForAll(file => Read(file.Path.Text) is { } there && there.AsSpan().SequenceEqual(file.Content)))
        {
            return;
        }

        Commit(files, "gate: trust file", now);
    }

    /// <summary>Who pushed the heads that were kept; in one commit, signed with the gate's key.</summary>
    public void Add(IReadOnlyList<Offer> offers, EcdsaPrivateKey gateKey, DateTimeOffset now)
    {
        if (offers.Count > 0)
        {
            Commit([.. offers.Select(offer => new NewFile(RepoPath.Of(offer.Path), offer.Seal(gateKey)))], "gate: who pushed what is offered", now);
        }
    }

    /// <summary>Verified; what another key signed is passed over.</summary>
    public IReadOnlyList<Offer> Offers(GateSettings settings, ChangeId change)
    {
        if (repository.ReadRef(RecordRefs.Gate) is not { } tip)
        {
            return [];
        }

        return
        [
            .. room.ListTree(room.TreeOf(tip), RepoPath.Of(Offer.FolderOf(change)))
                .Select(entry => Offer.Read(room.ReadBlob(entry.Id, DsseEnvelope.LongestJson + 1).Bytes, settings.Repository, settings.GateKeys))
                .OfType<Offer>()
                .Where(offer => offer.Change == change),
        ];
    }

    /// <summary>Kept heads by commit: refs/countersign/heads/CHANGE/N.</summary>
    public IReadOnlyDictionary<ObjectId, ChangeId> Heads() => HeadsAmong(repository.Refs(HeadsFolder.TrimEnd('/')));

    public static IReadOnlyDictionary<ObjectId, ChangeId> HeadsAmong(IEnumerable<GitRef> refs)
    {
        var heads = new Dictionary<ObjectId, ChangeId>();
        foreach (var reference in refs.Where(reference => reference.Name.StartsWith(HeadsFolder, StringComparison.Ordinal)))
        {
            if (reference.Name[HeadsFolder.Length..].Split('/') is [var change, _] && ChangeId.TryParse(change, out var id))
            {
                heads[reference.Id] = id;
            }
        }

        return heads;
    }

    /// <summary>Landings of a ref that the gate's key signed, oldest first; others are passed over, and audit names them.</summary>
    public IReadOnlyList<(VerifiedRecord Record, Landing Landing)> Landings(GateSettings settings, string targetRef) =>
        [.. Verified(settings, targetRef, _chain.Read(targetRef))];

    /// <summary>Null where none was signed by the gate's key; reads no more than it has to.</summary>
    public Landing? LastLanding(GateSettings settings, string targetRef) =>
        Verified(settings, targetRef, _chain.ReadBackwards(targetRef)).Select(pair => pair.Landing).FirstOrDefault();

    /// <summary>True where a landing of the ref brought this commit.</summary>
    public bool HasLanded(GateSettings settings, string targetRef, ObjectId commit) =>
        Verified(settings, targetRef, _chain.Read(targetRef, commit)).Any(pair => pair.Landing.New == commit);

    private static IEnumerable<(VerifiedRecord Record, Landing Landing)> Verified(
        GateSettings settings,
        string targetRef,
        IEnumerable<StoredLanding> stored
    )
    {
        var trust = new TrustContext
        {
            Repository = settings.Repository,
            Roster = _ => null,
            GateKeys = settings.GateKeys,
            Now = DateTimeOffset.UnixEpoch,
        };
        foreach (var one in stored)
        {
            if (
                RecordVerifier.Verify(one.Bytes, null, trust).Match(record => record, _ => (VerifiedRecord?)null)
                    is { Statement: Landing landing } verified
                && landing.Context.TargetRef == targetRef
            )
            {
                yield return (verified, landing);
            }
        }
    }

    private void Commit(IReadOnlyCollection<NewFile> files, string message, DateTimeOffset now) =>
        GrowingRef.Grow(repository, room, RecordRefs.Gate, now, _ => new Growth(files, message));

    private byte[]? Read(string file) => repository.ReadRef(RecordRefs.Gate) is { } tip ? Read(file, tip) : null;

    private byte[]? Read(string file, ObjectId at) =>
        room.ReadPath(room.TreeOf(at), RepoPath.Of(file), Largest) is { IsCut: false } content ? content.Bytes : null;
}
