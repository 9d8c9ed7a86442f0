// Installs the gate: settings and key outside all refs, two hook scripts, and the trust file that everyone may fetch.
using System.Security.Cryptography;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Hook;

public static class HookInstall
{
    public static int Run(HookOptions options, Surroundings surroundings)
    {
        var repository = GitRepository.Open(new GitProgram(), surroundings.Folder);
        if (!repository.IsBare)
        {
            throw new UsageProblem("the gate stands in front of a bare repository, the one people push to: run this there (git init --bare makes one)");
        }

        var folder = new GateFolder(repository);
        var before = folder.IsInstalled ? folder.ReadSettings().Match((settings, _) => settings, problems => throw new UsageProblem(string.Join(Environment.NewLine, problems), ExitCode.Faulted)) : null;
        var key = Key(folder, before, options);
        var settings = new GateSettings
        {
            Repository = before?.Repository ?? RepositoryId.FromBytes(RandomNumberGenerator.GetBytes(16)),
            GateKey = key.PublicKey,
            RootKeys = options.Trust.Count > 0 ? [.. options.Trust.SelectMany(file => PublicKeys(file, surroundings))] : before?.RootKeys ?? [],
            Guarded = Guarded(options, before, repository),
            Mode = options.Observe ? GateMode.Observe : options.Enforce ? GateMode.Enforce : before?.Mode ?? GateMode.Enforce,
            Organisation = options.Organisation is { } file ? Organisation(file, surroundings) : before?.Organisation,
        };
        folder.Write(settings);
        Harden(repository);
        new HookScripts(repository, options.Program is { } program ? Path.GetFullPath(program, surroundings.Folder) : ProgramPath()).Install();
        using (var house = OpenHouse.Open(surroundings, inHook: false))
        {
            house.Gatehouse.Publication.Publish(settings, settings.Organisation is { } path ? File.ReadAllBytes(path) : null, surroundings.Now);
        }

        Say(surroundings.Screen, settings, folder, before is null);
        return ExitCode.Allowed;
    }

    public static int Remove(Surroundings surroundings)
    {
        var repository = GitRepository.Open(new GitProgram(), surroundings.Folder);
        new HookScripts(repository, "").Uninstall();
        surroundings.Screen.Line("The hooks are gone and what stood there before is back. Records, landings and the gate's settings stay; countersign hook install uses them again.");
        return ExitCode.Allowed;
    }

    private static EcdsaPrivateKey Key(GateFolder folder, GateSettings? before, HookOptions options)
    {
        if (before is not null && !options.NewGateKey)
        {
            return folder.ReadKey();
        }

        var key = EcdsaPrivateKey.Create();
        folder.WriteKey(key);
        return key;
    }

    private static IReadOnlyList<GuardedRef> Guarded(HookOptions options, GateSettings? before, GitRepository repository)
    {
        if (options.Guard.Count == 0)
        {
            return before?.Guarded ?? [Baseline(repository, repository.FinalName("HEAD"))];
        }

        return [.. options.Guard.Select(name => name.StartsWith("refs/", StringComparison.Ordinal) ? name : $"refs/heads/{name}").Select(name => before?.Guarded.FirstOrDefault(guarded => guarded.Pattern == name) ?? Baseline(repository, name))];
    }

    private static GuardedRef Baseline(GitRepository repository, string name) =>
        PathPattern.TryParse("/" + name, out _, out var problem) ? new GuardedRef(name, name.AsSpan().ContainsAny("*?[{") ? null : repository.ReadRef(name)) : throw new UsageProblem($"'{name}' names no refs: {problem}");

    /// <summary>Broken objects are refused at the door, and the gate's own refs are out of every push's reach.</summary>
    private static void Harden(GitRepository repository)
    {
        repository.SetConfig("receive.fsckObjects", "true");
        repository.SetConfig("transfer.advertiseObjectInfo", "false");
    }

    private static IEnumerable<SshPublicKey> PublicKeys(string file, Surroundings surroundings)
    {
        var path = Path.GetFullPath(file, surroundings.Folder);
        if (!File.Exists(path))
        {
            throw new UsageProblem($"there is no public key file '{Visible.Text(file)}'; ssh-keygen -t ed25519 makes a pair");
        }

        foreach (var line in File.ReadLines(path).Where(line => line.Trim().Length > 0 && !line.StartsWith('#')))
        {
            yield return SshPublicKey.TryParse(line, out var key, out var problem) ? key : throw new UsageProblem($"{Visible.Text(file)} is no public key: {problem}");
        }
    }

    private static string Organisation(string file, Surroundings surroundings)
    {
        var path = Path.GetFullPath(file, surroundings.Folder);
        if (!File.Exists(path))
        {
            throw new UsageProblem($"there is no policy file '{Visible.Text(file)}'");
        }

        Trust.ReadOrganisation(File.ReadAllBytes(path));
        return path;
    }

    private static string ProgramPath() => Environment.ProcessPath ?? throw new UsageProblem("this program does not know its own path; name it with --program");

    private static void Say(Screen screen, GateSettings settings, GateFolder folder, bool isNew)
    {
        screen.Line($"{(isNew ? "The gate is in place" : "The gate is updated")}: repository {settings.Repository}");
        foreach (var guarded in settings.Guarded)
        {
            screen.Line($"  guards {guarded.Pattern}" + (guarded.Baseline is { } baseline ? $", from {baseline.Short} on; what is older is \"before Countersign\"" : ""));
        }

        screen.Line(settings.Mode == GateMode.Observe ? "  observes: verdicts are printed and recorded, nothing is refused" : "  enforces: what is not Allowed does not enter");
        screen.Line(settings.RootKeys.Count > 0 ? $"  roots   {string.Join(", ", settings.RootKeys.Select(key => key.Fingerprint))}" : "  no root key yet: name one with --trust, or nobody can start or recover the rules");
        screen.Line($"  the gate's private key lies in {folder.KeyFile}, readable by its owner only; back it up");
        if (isNew)
        {
            screen.Line();
            screen.Line("Next: in a clone, `countersign init` proposes the rules and `countersign init --sign` signs the first change with the root key.");
        }
    }
}
