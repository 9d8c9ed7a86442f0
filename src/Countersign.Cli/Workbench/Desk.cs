// What a command works on: the repository, a clean room beside it, the rules of the target and its records.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;

namespace Countersign.Cli.Workbench;

public sealed class Desk : IDisposable
{
    private readonly Surroundings _surroundings;
    private CleanRoom? _room;
    private RulebookReader? _rulebooks;
    private Trust? _trust;

    private Desk(Surroundings surroundings, GitRepository repository)
    {
        _surroundings = surroundings;
        Repository = repository;
    }

    public GitRepository Repository { get; }

    /// <summary>Refuses a shallow clone with the command that helps.</summary>
    public CleanRoom Room => _room ??= Repository.OpenCleanRoom();

    /// <summary>Who is trusted here and where the records are; read once.</summary>
    public Trust Trust => _trust ??= Trust.Of(Repository, Room, TrustFile, Rules);

    /// <summary>--trust FILE, where it was given.</summary>
    public string? TrustFile { get; init; }

    /// <summary>Set where a job knows the branch by whose rules it judges; otherwise found.</summary>
    public (string Ref, ObjectId Tip)? Rules { get; set; }

    public RulebookReader Rulebooks => _rulebooks ??= new RulebookReader(Room, YamlReader.Read, Trust.Organisation, GraphsOf(Room));

    public static GraphReader GraphsOf(CleanRoom room) =>
        new(
            room,
            new DocumentForms(
                YamlReader.ReadAll,
                YamlReader.Read,
                (bytes, file) => YamlReader.Read(bytes, file, GraphReader.LargestLock),
                XmlNodes.Read
            )
        );

    public DateTimeOffset Now => _surroundings.Now;

    public static Desk Open(Surroundings surroundings, string? trustFile = null) =>
        new(surroundings, GitRepository.Open(new GitProgram(), surroundings.Folder)) { TrustFile = trustFile };

    /// <summary>On a repository that was opened already, such as one whose Git can be stopped.</summary>
    public static Desk Of(Surroundings surroundings, GitRepository repository) => new(surroundings, repository);

    public ChangeJudge Judge(string targetRef) => new(Room, Rulebooks, Trust.Sources(targetRef));

    /// <summary>For a plan: by this policy where a commit has none.</summary>
    public ChangeJudge Judge(string targetRef, Policies.Policy whereNoneIs) =>
        new(
            Room,
            new RulebookReader(Room, YamlReader.Read, Trust.Organisation, GraphsOf(Room)) { WhereNoneIs = whereNoneIs },
            Trust.Sources(targetRef)
        );

    /// <exception cref="UsageProblem">No commit has this name.</exception>
    public ObjectId Commit(string revision) =>
        Repository.ResolveCommit(revision)
        ?? throw new UsageProblem($"there is no commit '{Terminal.Visible.Text(revision)}' here; `git log` shows what there is");

    public void Dispose() => _room?.Dispose();
}
