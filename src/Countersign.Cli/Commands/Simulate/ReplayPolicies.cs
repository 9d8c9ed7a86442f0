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

    /// <exception cref="UsageProblem">A file, or the repository's own policy, cannot be read; every problem in it is named.</exception>
    public static IReadOnlyList<PolicyReplay> Of(SimulateOptions options, Rulebook rulebook, string folder) =>
        [
            new PolicyReplay(None, "no policy", null),
            new PolicyReplay(AsReported, "as reported", Embedded("as-reported.yml")),
            .. options.Policies.Count > 0 ? options.Policies.Select((file, i) => FromFile(file, i, folder)) : [OwnOrStarter(rulebook)],
            new PolicyReplay(Ownership, "owners sign", Embedded("ownership.yml")),
        ];

    private static PolicyReplay OwnOrStarter(Rulebook rulebook)
    {
        if (!rulebook.HasPolicy)
        {
            return new PolicyReplay(Yours, "policies/starter.yml, for there is no policy yet", Embedded("starter.yml"));
        }

        if (rulebook.IsBroken)
        {
            var problems = rulebook.Errors.Select(problem => Visible.Text(problem.ToString())).ToList();
            throw new UsageProblem(
                $"the rules at {rulebook.Commit.Short} cannot be read whole, so nothing can be replayed by them; mend them, or name others with --policy{string.Concat(problems.Select(problem => Environment.NewLine + "  " + problem))}"
            );
        }

        return new PolicyReplay(Yours, $"{Rulebook.PolicyPath} at {rulebook.Commit.Short}", rulebook.Policy);
    }

    private static PolicyReplay FromFile(string file, int number, string folder)
    {
        var path = Path.GetFullPath(file, folder);
        if (!File.Exists(path))
        {
            throw new UsageProblem($"there is no policy file {Visible.Text(file)}");
        }

        return new FileInfo(path).Length > LargestFile
            ? throw new UsageProblem($"{Visible.Text(file)} is larger than a policy may be ({LargestFile} bytes)")
            : new PolicyReplay(number == 0 ? Yours : Path.GetFileNameWithoutExtension(path), Visible.Text(file), Read(File.ReadAllBytes(path), file));
    }

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
