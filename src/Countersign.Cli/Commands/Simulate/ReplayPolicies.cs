// The policies that are compared: none, as reported, yours or those of files, and ownership of paths.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git.Gathering;
using Countersign.Cli.Terminal;
using Countersign.Policies;
using Countersign.Signatures;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal static class ReplayPolicies
{
    public const string None = "none";
    public const string AsReported = "as-reported";
    public const string Yours = "yours";
    public const string Ownership = "ownership";
    private const long LargestFile = 1 << 20;

    /// <exception cref="UsageProblem">A file, or one of the repository's own rules, cannot be read; every problem in it is named.</exception>
    public static IReadOnlyList<PolicyReplay> Of(SimulateOptions options, Rulebook rulebook, string folder)
    {
        Whole(rulebook, isPolicyUsed: options.Policies.Count == 0);
        return
        [
            new PolicyReplay(None, "nobody is asked", null),
            new PolicyReplay(AsReported, "as the press reported it", Embedded("as-reported.yml")),
            .. options.Policies.Count > 0 ? FromFiles(options.Policies, folder) : [OwnOrStarter(rulebook)],
            new PolicyReplay(Ownership, "owners sign", Embedded("ownership.yml")),
        ];
    }

    /// <summary>A broken roster or catalog is no absent one. The policy alone may be broken, where another is replayed instead.</summary>
    private static void Whole(Rulebook rulebook, bool isPolicyUsed)
    {
        var problems = rulebook
            .Errors.Where(problem => isPolicyUsed || problem.File != Rulebook.PolicyPath)
            .Select(problem => Environment.NewLine + "  " + Visible.Text(problem.ToString()))
            .ToList();
        if (problems.Count > 0)
        {
            throw new UsageProblem(
                $"the rules at {rulebook.Commit.Short} cannot be read whole, so nothing can be replayed by them; mend them{(isPolicyUsed ? ", or name others with --policy" : "")}{string.Concat(problems)}"
            );
        }
    }

    private static PolicyReplay OwnOrStarter(Rulebook rulebook) =>
        rulebook.HasPolicy
            ? new PolicyReplay(Yours, $"{Rulebook.PolicyPath} at {rulebook.Commit.Short}", rulebook.Policy)
            : new PolicyReplay(Yours, "policies/starter.yml, for there is no policy yet", Starter);

    /// <summary>The first stands for yours, the others are called by their files; no two rows have one name.</summary>
    private static IEnumerable<PolicyReplay> FromFiles(IReadOnlyList<string> files, string folder)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { None, AsReported, Ownership };
        for (var i = 0; i < files.Count; i++)
        {
            var name = i == 0 ? Yours : Path.GetFileNameWithoutExtension(files[i]);
            var key = name;
            for (var number = 2; !taken.Add(key); number++)
            {
                key = $"{name} {number}";
            }

            yield return FromFile(files[i], key, folder);
        }
    }

    private static PolicyReplay FromFile(string file, string key, string folder)
    {
        var path = Path.GetFullPath(file, folder);
        if (!File.Exists(path))
        {
            throw new UsageProblem($"there is no policy file {Visible.Text(file)}");
        }

        return new FileInfo(path).Length > LargestFile
            ? throw new UsageProblem($"{Visible.Text(file)} is larger than a policy may be ({LargestFile} bytes)")
            : new PolicyReplay(key, Visible.Text(Shown(path, folder)), Read(File.ReadAllBytes(path), file));
    }

    /// <summary>What stands in for a policy where none stands yet.</summary>
    internal static Policy Starter => Embedded("starter.yml");

    /// <summary>A report is passed on: of what lies elsewhere it says the file's name, and no folder of anybody's.</summary>
    private static string Shown(string path, string folder) =>
        Path.GetRelativePath(folder, path) is var inside && (Path.IsPathRooted(inside) || inside.StartsWith("..", StringComparison.Ordinal))
            ? Path.GetFileName(path)
            : inside;

    private static Policy Embedded(string name)
    {
        using var stream =
            typeof(ReplayPolicies).Assembly.GetManifestResourceStream(name)
            ?? throw new UsageProblem($"the policy {name} is not in this program", ExitCode.Faulted);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray(), name);
    }

    private static Policy Read(byte[] bytes, string file)
    {
        return YamlReader
            .Read(bytes, file)
            .Match((node, _) => PolicyDocument.ReadAlone(node, Digest.Of(bytes)).Match((policy, _) => policy, Broken), Broken);

        Policy Broken(IReadOnlyList<Documents.Problem> problems) =>
            throw new UsageProblem(
                $"{Visible.Text(file)} is no policy that can be replayed{string.Concat(problems.Select(problem => Environment.NewLine + "  " + Visible.Text(problem.ToString())))}"
            );
    }
}
