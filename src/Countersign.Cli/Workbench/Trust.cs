// Whom this command trusts, and how it came to: a file it was given, the gate's own settings, or what the gate published.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Policies;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Workbench;

public enum TrustBasis
{
    /// <summary>No gate is known here: verdicts come from the policy alone, and nothing signed can be compared.</summary>
    Nothing,

    /// <summary>What the gate published and this clone fetched.</summary>
    FirstUse,
    GivenFile,

    /// <summary>This is the guarded repository itself.</summary>
    OwnSettings,

    /// <summary>A forge without our hook: .countersign/forge.yml on the guarded branch says where records lie.</summary>
    Forge,
}

public sealed class Trust
{
    private readonly GitRepository _repository;
    private readonly CleanRoom _room;

    private Trust(GitRepository repository, CleanRoom room, GateSettings? settings, TrustBasis basis, PolicyPart? organisation)
    {
        (_repository, _room, Settings, Basis, Organisation) = (repository, room, settings, basis, organisation);
    }

    public GateSettings? Settings { get; }

    public TrustBasis Basis { get; }

    /// <summary>The organisation's policy part, which is joined to every policy read here.</summary>
    public PolicyPart? Organisation { get; }

    /// <summary>What a forge's job handed over beside the change.</summary>
    public Description? Description { get; set; }

    public RepositoryId? Repository => Settings?.Repository;

    public string Words =>
        Basis switch
        {
            TrustBasis.OwnSettings => "this gate's own settings",
            TrustBasis.GivenFile => "the trust file given",
            TrustBasis.FirstUse => "trusted on first use: as the gate published it (compare with a trust file from its keeper: --trust FILE)",
            TrustBasis.Forge =>
                $"no gate of ours stands before this repository: {ForgeFile.Path} and the roster as the branch has them, and the signatures in the records. Nobody attests when or by which verdict a change entered",
            _ => "no gate is known here (countersign sync fetches what one published)",
        };

    /// <summary>Whose signatures start trust here, to be compared with what the gate's keeper says.</summary>
    public string Keys =>
        Settings is { } settings
            ? settings.GateKey is not { } gateKey
                ? $"root keys {Names(settings.RootKeys)}, no gate key"
                : $"root {(settings.RootKeys.Count == 1 ? "key" : "keys")} {Names(settings.RootKeys)}, gate key {gateKey.Fingerprint.Short}"
            : "none";

    public static string Names(IEnumerable<SshPublicKey> keys) => string.Join(" and ", keys.Select(key => key.Fingerprint).DefaultIfEmpty("none"));

    /// <exception cref="UsageProblem">A trust file that cannot be read whole.</exception>
    /// <param name="rules">The commit whose forge file counts; null for the tip of the branch that changes enter by default.</param>
    public static Trust Of(GitRepository repository, CleanRoom room, string? file, (string Ref, ObjectId Tip)? rules = null)
    {
        var folder = new GateFolder(repository);
        var gate = new GatePublication(repository, room);
        var (settings, basis) =
            file is not null ? (Whole(GateSettings.Parse(Bytes(file), file)), TrustBasis.GivenFile)
            : folder.IsInstalled ? (Whole(folder.ReadSettings()), TrustBasis.OwnSettings)
            : RecordsPlace.Find(repository, room, rules) is { Forge: not null } place ? (GateSettings.Of(place.Forge, place.Branch), TrustBasis.Forge)
            : gate.ReadTrust() is { } published ? (Whole(GateSettings.Parse(published, "trust.json published by the gate")), TrustBasis.FirstUse)
            : (null, TrustBasis.Nothing);
        var organisation =
            settings?.Organisation is { } path && File.Exists(path) ? File.ReadAllBytes(path)
            : basis == TrustBasis.Forge ? null
            : gate.ReadOrganisation();
        return new Trust(repository, room, settings, basis, organisation is null ? null : ReadOrganisation(organisation));
    }

    public RecordSources Sources(string targetRef) => Sources(targetRef, _repository.ReadRef(RecordRefs.Records));

    /// <summary>Records as they stand at <paramref name="records"/>, which in a hook is what the push brings.</summary>
    public RecordSources Sources(string targetRef, ObjectId? records)
    {
        if (Settings is not { } settings)
        {
            return RecordSources.None with { LineRecords = ToolRecords.RefsIn(_repository) };
        }

        if (settings.Forge is not null)
        {
            var store = new GitRecordStore(_repository, _room, at: records);
            return new RecordSources(store, settings.Repository, settings.RootKeys, [])
            {
                HasRecords = records is not null,
                OfferedAs = (commits, trust) => records is null ? [] : OfferedHeads.Among(store, commits, trust),
                LineRecords = ToolRecords.RefsIn(_repository),
                Description = Description,
            };
        }

        var gate = new GatePublication(_repository, _room);
        return new RecordSources(new GitRecordStore(_repository, _room, at: records), settings.Repository, settings.RootKeys, settings.GateKeys)
        {
            HasRecords = records is not null,
            Heads = gate.Heads(),
            Landings = gate.Landings(settings, targetRef),
            Offers = change => gate.Offers(settings, change),
            LineRecords = ToolRecords.RefsIn(_repository),
        };
    }

    public static PolicyPart ReadOrganisation(byte[] bytes)
    {
        const string File = "organisation.yml";
        return YamlReader
            .Read(bytes, File)
            .Match((node, _) => PolicyDocument.Read(node, Digest.Of(bytes), PolicySource.Organisation).Match((part, _) => part, Broken), Broken);

        PolicyPart Broken(IReadOnlyList<Countersign.Documents.Problem> problems) =>
            throw new UsageProblem(
                $"the organisation's policy cannot be read:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}",
                ExitCode.Faulted
            );
    }

    private static GateSettings Whole(Countersign.Documents.Parsed<GateSettings> parsed) =>
        parsed.Match((settings, _) => settings, problems => throw new UsageProblem(string.Join(Environment.NewLine, problems), ExitCode.Faulted));

    private static byte[] Bytes(string file) =>
        File.Exists(file) ? File.ReadAllBytes(file) : throw new UsageProblem($"there is no trust file '{Terminal.Visible.Text(file)}'");
}
