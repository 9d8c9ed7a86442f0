// Opens the gate of a guarded repository, in its hook or beside it.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Signatures;

namespace Countersign.Cli.Workbench;

public sealed class OpenHouse : IDisposable
{
    private readonly CleanRoom _room;

    private OpenHouse(GitRepository repository, GateFolder folder, GateSettings settings)
    {
        Folder = folder;
        var file = settings.Organisation;
        if (file is not null && !File.Exists(file))
        {
            throw new GitFault(
                $"the organisation's policy {file} is missing",
                "countersign hook",
                remedy: "Put it back, or run countersign hook install --organisation FILE."
            );
        }

        Organisation = file is null ? null : File.ReadAllBytes(file);
        var part = Organisation is { } bytes ? Trust.ReadOrganisation(bytes) : null;
        _room = repository.OpenCleanRoom();
        Gatehouse = new Gatehouse(repository, _room, settings, YamlReader.Read, part, Desk.GraphsOf(_room));
    }

    /// <summary>The organisation's policy as it stands on the gate's machine now.</summary>
    public byte[]? Organisation { get; }

    public Gatehouse Gatehouse { get; }

    public GateFolder Folder { get; }

    /// <exception cref="GitFault">There is no gate here, or its settings cannot be read whole.</exception>
    public static OpenHouse Open(Surroundings surroundings, bool inHook)
    {
        var git = new GitProgram();
        var repository = inHook ? GitRepository.InHook(git) : GitRepository.Open(git, surroundings.Folder);
        var folder = new GateFolder(repository);
        return folder
            .ReadSettings()
            .Match(
                (settings, _) => new OpenHouse(repository, folder, settings),
                problems => throw new GitFault(string.Join("; ", problems), "countersign hook")
            );
    }

    /// <exception cref="GitFault">The private key is missing, unreadable, or not the one that the settings name.</exception>
    public EcdsaPrivateKey ReadKey()
    {
        var key = Folder.ReadKey();
        return key.PublicKey.Equals(Gatehouse.Settings.GateKey)
            ? key
            : throw new GitFault(
                $"the gate's key {Folder.KeyFile} is not the one that {Folder.SettingsFile} names",
                "countersign hook",
                remedy: "Take both from one backup, or run countersign hook install --new-gate-key."
            );
    }

    public void Dispose() => _room.Dispose();
}
