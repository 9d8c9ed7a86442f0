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
            throw new UsageProblem(
                "the gate stands in front of a bare repository, the one people push to: run this there (git init --bare makes one)"
            );
        }

        var scripts = new HookScripts(repository, options.Program is { } program ? Path.GetFullPath(program, surroundings.Folder) : ProgramPath());
        if (scripts.SharedProblem is { } shared)
        {
            throw new UsageProblem(shared);
        }

        if (options is { Observe: true, Enforce: true })
        {
            throw new UsageProblem("--observe and --enforce contradict each other: name one");
        }

        var folder = new GateFolder(repository);
        var before = folder.IsInstalled
            ? folder
                .ReadSettings()
                .Match((settings, _) => settings, problems => throw new UsageProblem(string.Join(Environment.NewLine, problems), ExitCode.Faulted))
            : null;

        // All that can be wrong with what was asked is found before anything is written.
        var guarded = Guarded(options, before, repository);
        IReadOnlyList<SshPublicKey> roots =
            options.Trust.Count > 0 ? [.. options.Trust.SelectMany(file => PublicKeys(file, surroundings)).Distinct()] : before?.RootKeys ?? [];
        var organisation = options.Organisation is { } named ? Organisation(named, surroundings) : before?.Organisation;
        var key = Key(folder, before, options);
        var settings = new GateSettings
        {
            Repository = before?.Repository ?? RepositoryId.FromBytes(RandomNumberGenerator.GetBytes(16)),
            GateKey = key.PublicKey,
            FormerKeys =
                before?.GateKey is not { } former || former.Equals(key.PublicKey)
                    ? before?.FormerKeys ?? []
                    : [.. before.FormerKeys, new FormerGateKey(former, surroundings.Now)],
            RootKeys = roots,
            Guarded = guarded,
            Mode =
                options.Observe ? GateMode.Observe
                : options.Enforce ? GateMode.Enforce
                : before?.Mode ?? GateMode.Enforce,
            Organisation = organisation,
        };
        settings = settings with { Acts = [.. before?.Acts ?? [], .. Acts(before, settings, surroundings)] };
        if (!key.PublicKey.Equals(before?.GateKey))
        {
            folder.WriteKey(key);
        }

        folder.Write(settings);
        new ReceiveConfig(repository).Set();
        using var house = OpenHouse.Open(surroundings, inHook: false);
        house.Gatehouse.Publication.Publish(settings, house.Organisation, surroundings.Now);

        // The hooks come last: until then the repository is as open as it was, and from then on everything they need is there.
        scripts.Install();
        Say(surroundings.Screen, settings, folder, before is null);
        Keep(house, key, surroundings);
        return ExitCode.Allowed;
    }

    /// <summary>With the hooks in place, so that no note that is pushed meanwhile falls between; a note that cannot be read leaves no gate open.</summary>
    private static void Keep(OpenHouse house, EcdsaPrivateKey key, Surroundings surroundings)
    {
        try
        {
            using var alone = house.Folder.Lock();
            new PushKeeper(house.Gatehouse, house.Folder, key).KeepAll(surroundings.Now);
        }
        catch (GitFault problem)
        {
            surroundings.Screen.Line($"  warning: {Visible.Text(problem.Message)}; countersign hook repair tries again");
        }
    }

    public static int Remove(Surroundings surroundings)
    {
        var repository = GitRepository.Open(new GitProgram(), surroundings.Folder);
        new HookScripts(repository, "").Uninstall();
        new ReceiveConfig(repository).TakeBack();
        surroundings.Screen.Line(
            "The hooks are gone and what stood there before is back. Records, landings and the gate's settings stay; countersign hook install uses them again."
        );
        return ExitCode.Allowed;
    }

    /// <summary>What this call changes, in words that stay in the published trust file.</summary>
    private static IEnumerable<GateAct> Acts(GateSettings? before, GateSettings after, Surroundings surroundings)
    {
        var by = surroundings.Variable("SUDO_USER") ?? surroundings.Variable("USER") ?? surroundings.Variable("LOGNAME");
        GateAct Act(string what) =>
            new(DateTimeOffset.FromUnixTimeSeconds(surroundings.Now.ToUnixTimeSeconds()), what, string.IsNullOrEmpty(by) ? null : by);

        var mode = after.Mode == GateMode.Observe ? "observes" : "enforces";
        if (before is null)
        {
            yield return Act($"installed, {mode}");
            yield break;
        }

        if (before.Mode != after.Mode)
        {
            yield return Act(mode);
        }

        if (!Equals(before.GateKey, after.GateKey))
        {
            yield return Act("another gate key");
        }

        if (!before.RootKeys.SequenceEqual(after.RootKeys))
        {
            yield return Act($"root keys are {string.Join(", ", after.RootKeys.Select(key => key.Fingerprint))}");
        }

        if (!before.Guarded.Select(guarded => guarded.Pattern).SequenceEqual(after.Guarded.Select(guarded => guarded.Pattern)))
        {
            yield return Act($"guards {string.Join(", ", after.Guarded.Select(guarded => guarded.Pattern))}");
        }

        if (before.Organisation != after.Organisation)
        {
            yield return Act("the organisation's policy is another file");
        }
    }

    /// <summary>Not written yet.</summary>
    private static EcdsaPrivateKey Key(GateFolder folder, GateSettings? before, HookOptions options)
    {
        if (before is not null && !options.NewGateKey)
        {
            return folder.ReadKey();
        }

        return EcdsaPrivateKey.Create();
    }

    private static IReadOnlyList<GuardedRef> Guarded(HookOptions options, GateSettings? before, GitRepository repository)
    {
        if (options.Guard.Count == 0)
        {
            return before?.Guarded ?? [Baseline(repository, repository.FinalName("HEAD"))];
        }

        return
        [
            .. options
                .Guard.Select(name => name.StartsWith("refs/", StringComparison.Ordinal) ? name : $"refs/heads/{name}")
                .Select(name => before?.Guarded.FirstOrDefault(guarded => guarded.Pattern == name) ?? Baseline(repository, name)),
        ];
    }

    private static GuardedRef Baseline(GitRepository repository, string name)
    {
        if (!PathPattern.TryParse("/" + name, out _, out var problem))
        {
            throw new UsageProblem($"'{Visible.Text(name)}' names no refs: {problem}");
        }

        if (name.StartsWith("refs/countersign", StringComparison.Ordinal))
        {
            throw new UsageProblem($"'{Visible.Text(name)}' is the gate's own and closed to pushes already");
        }

        if (GuardedRef.IsPlainName(name))
        {
            return new GuardedRef(name, repository.ReadRef(name));
        }

        var guarded = new GuardedRef(name, null);
        return guarded with
        {
            Baselines = repository
                .Refs()
                .Where(reference =>
                    reference.Target is null && guarded.Covers(reference.Name) && !reference.Name.StartsWith("refs/tags/", StringComparison.Ordinal)
                )
                .ToDictionary(reference => reference.Name, reference => reference.Id, StringComparer.Ordinal),
        };
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
            yield return SshPublicKey.TryParse(line, out var key, out var problem)
                ? key
                : throw new UsageProblem($"{Visible.Text(file)} is no public key: {problem}");
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

    private static string ProgramPath() =>
        Environment.ProcessPath ?? throw new UsageProblem("this program does not know its own path; name it with --program");

    private static void Say(Screen screen, GateSettings settings, GateFolder folder, bool isNew)
    {
        screen.Line($"{(isNew ? "The gate is in place" : "The gate is updated")}: repository {settings.Repository}");
        foreach (var guarded in settings.Guarded)
        {
            screen.Line(
                $"  guards {guarded.Pattern}"
                    + (guarded.Baseline is { } baseline ? $", from {baseline.Short} on; what is older is \"before Countersign\"" : "")
            );
        }

        screen.Line(
            settings.Mode == GateMode.Observe
                ? "  observes: verdicts are printed and recorded, nothing is refused"
                : "  enforces: what is not Allowed does not enter"
        );
        screen.Line(
            settings.RootKeys.Count > 0
                ? $"  roots   {string.Join(", ", settings.RootKeys.Select(key => key.Fingerprint))}"
                : "  no root key yet: name one with --trust, or nobody can start or recover the rules"
        );
        foreach (var warning in folder.Warnings())
        {
            screen.Line($"  warning: {warning}");
        }

        screen.Line($"  the gate's private key lies in {folder.KeyFile}, readable by its owner only; back it up");
        if (isNew)
        {
            screen.Line();
            screen.Line(
                "Next: in a clone, `countersign init` proposes the rules and `countersign init --sign` signs the first change with the root key."
            );
        }
    }
}
