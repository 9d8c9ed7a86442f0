// Opens the gate of a guarded repository, in its hook or beside it.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;

namespace Countersign.Cli.Workbench;

public sealed class OpenHouse : IDisposable
{
    private readonly CleanRoom _room;

    private OpenHouse(GitRepository repository, GateFolder folder, GateSettings settings)
    {
        _room = repository.OpenCleanRoom();
        Folder = folder;
        var file = settings.Organisation;
        if (file is not null && !File.Exists(file))
        {
            throw new GitFault($"the organisation's policy {file} is missing", "countersign hook", remedy: "Put it back, or run countersign hook install --organisation FILE.");
        }

        var organisation = file is null ? null : Trust.ReadOrganisation(File.ReadAllBytes(file));
        Gatehouse = new Gatehouse(repository, _room, settings, YamlReader.Read, organisation);
    }

    public Gatehouse Gatehouse { get; }

    public GateFolder Folder { get; }

    /// <exception cref="GitFault">There is no gate here, or its settings cannot be read whole.</exception>
    public static OpenHouse Open(Surroundings surroundings, bool inHook)
    {
        var git = new GitProgram();
        var repository = inHook ? GitRepository.InHook(git) : GitRepository.Open(git, surroundings.Folder);
        var folder = new GateFolder(repository);
        return folder.ReadSettings().Match(
            (settings, _) => new OpenHouse(repository, folder, settings),
            problems => throw new GitFault(string.Join("; ", problems), "countersign hook"));
    }

    public void Dispose() => _room.Dispose();
}
