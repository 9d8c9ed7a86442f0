// The rules as they lie on disk, not yet in any commit: policy, roster, catalog and signs side by side, with all their problems.
using Countersign.Adapters.Documents;
using Countersign.Adapters.Git.Gathering;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Likelihood;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Lint;
using Countersign.Provenance;
using Countersign.Signatures;

namespace Countersign.Cli.Workbench;

/// <summary>Each part is null where its file is absent or broken; <see cref="Problems"/> then says why. Ordered by file and line.</summary>
public sealed record RuleFiles(Policy? Policy, Roster? Roster, Catalog? Catalog, IReadOnlyList<Problem> Problems)
{
    private static readonly string[] NeedsRoster =
    [
        "policy.unknown-person",
        "policy.unknown-team",
        "policy.nobody-can-meet",
        "policy.governance-unreachable",
    ];

    public bool HasErrors => Problems.Any(problem => problem.Severity == Severity.Error);

    /// <summary>The policy at <paramref name="policyFile"/>, with the other files of .countersign/ beside it where they are.</summary>
    public static RuleFiles Read(string policyFile, string folder, DateTimeOffset now, string? organisation = null)
    {
        var problems = new List<Problem>();
        var joined = organisation is null ? null : Trust.ReadOrganisation(Bytes(organisation, folder, "policy"));
        var bytes = Bytes(policyFile, folder, "policy");
        var beside = Path.GetDirectoryName(policyFile) ?? "";
        var policy =
            Keep(YamlReader.Read(bytes, policyFile), policyFile, problems) is not { } node ? null
            : Keep(PolicyDocument.Read(node, Digest.Of(bytes), joins: joined is not null), policyFile, problems) is not { } part ? null
            : joined is null ? Policies.Policy.Of(part)
            : Keep(Policies.Policy.Join(joined, part), policyFile, problems);
        var roster = Beside(Path.Combine(beside, "roster.yml"), folder, (file, content) => Roster.Read(content, file, YamlReader.Read), problems);
        var catalog = Beside(Path.Combine(beside, "catalog.yml"), folder, (file, content) => Catalog.Read(content, file, YamlReader.Read), problems);
        var signals = Beside(
            Path.Combine(beside, "signals.yml"),
            folder,
            (file, content) => TeamSignals.Read(content, file, YamlReader.Read),
            problems
        );
        var model = Beside(Path.Combine(beside, "likelihood.json"), folder, (file, content) => ModelJson.Read(content, file), problems);
        Beside(Path.Combine(beside, "incidents.yml"), folder, Incidents, problems);
        problems.AddRange(Together(policy, policyFile, roster, catalog, now));
        problems.AddRange(policy is null || model is not null ? [] : ModelLint.Check(policy).Select(problem => problem with { File = policyFile }));
        problems.AddRange(roster is null ? [] : signals?.Lint(roster) ?? []);
        problems.AddRange(OwnersBeside(policyFile, folder, roster));
        return new RuleFiles(policy, roster, catalog, Ordered(problems));
    }

    /// <summary>The rules of one commit, as the gate reads them.</summary>
    public static RuleFiles Of(Rulebook rulebook, DateTimeOffset now) =>
        new(
            rulebook.Policy,
            rulebook.Roster,
            rulebook.Catalog,
            Ordered([
                .. rulebook.Problems,
                .. Together(rulebook.Policy, Rulebook.PolicyPath, rulebook.Roster, rulebook.Catalog, now),
                .. rulebook.CodeOwners?.Lint(rulebook.Roster) ?? [],
            ])
        );

    /// <exception cref="UsageProblem">There is no such file.</exception>
    public static byte[] Bytes(string file, string folder, string what)
    {
        var path = Path.GetFullPath(file, folder);
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new UsageProblem(
                $"there is no {what} file '{Terminal.Visible.Text(file)}' here; `countersign init` proposes the files of .countersign/"
            );
    }

    /// <summary>What is wrong with the CODEOWNERS of the repository in whose .countersign/ this file lies; empty where there is none.</summary>
    public static IReadOnlyList<Problem> OwnersBeside(string file, string folder, Roster? roster)
    {
        var beside = Path.GetDirectoryName(Path.GetFullPath(file, folder));
        if (Path.GetFileName(beside) + "/" != Rulebook.Folder || Path.GetDirectoryName(beside) is not { } top)
        {
            return [];
        }

        var problems = new List<Problem>();
        var owners = CodeOwners
            .Places.Where(place => File.Exists(Path.Combine(top, place)))
            .Take(1)
            .Select(place => Keep(CodeOwners.Read(File.ReadAllBytes(Path.Combine(top, place)), place), place, problems))
            .FirstOrDefault();
        return [.. problems, .. roster is null ? [] : owners?.Lint(roster) ?? []];
    }

    /// <summary>What is wrong with a policy in the company of a roster.</summary>
    public static IReadOnlyList<Problem> Lint(Policy policy, Roster roster, DateTimeOffset now) => PolicyLint.Check(policy, ViewOf(roster, now), now);

    private static RosterView ViewOf(Roster roster, DateTimeOffset now) =>
        new(PeopleReader.Read(roster, now), [.. roster.Bots.Select(bot => bot.Id.Value)]);

    /// <summary>What is wrong only in the light of the other files.</summary>
    private static IEnumerable<Problem> Together(Policy? policy, string policyFile, Roster? roster, Catalog? catalog, DateTimeOffset now)
    {
        if (policy is not null)
        {
            foreach (
                var problem in Lint(policy, roster ?? Roster.Empty, now).Where(problem => roster is not null || !NeedsRoster.Contains(problem.Code))
            )
            {
                yield return problem with
                {
                    File = policyFile,
                };
            }

            if (roster is null)
            {
                yield return new Problem(
                    "roster.missing",
                    "no roster could be read beside this policy, so nobody's name, level or ability to sign was compared",
                    "Put roster.yml beside it, or lint the policy where it lies.",
                    0,
                    policyFile,
                    Severity.Warning
                );
            }
        }

        foreach (var problem in policy is null || roster is null ? [] : roster.Lint(policy.Scale.Levels))
        {
            yield return problem;
        }

        foreach (var problem in catalog is null || roster is null ? [] : catalog.Lint(roster))
        {
            yield return problem;
        }
    }

    private static T? Beside<T>(string file, string folder, Func<string, byte[], Parsed<T>> read, List<Problem> problems)
        where T : class =>
        File.Exists(Path.GetFullPath(file, folder)) ? Keep(read(file, File.ReadAllBytes(Path.GetFullPath(file, folder))), file, problems) : null;

    private static Parsed<IncidentList> Incidents(string file, byte[] content) =>
        YamlReader.Read(content, file).Match((node, _) => IncidentList.Parse(node, ""), problems => new Parsed<IncidentList>.Bad(problems));

    private static T? Keep<T>(Parsed<T> parsed, string file, List<Problem> problems)
        where T : class
    {
        var (value, said) = parsed.Match<(T?, IReadOnlyList<Problem>)>((value, warnings) => (value, warnings), errors => (null, errors));
        problems.AddRange(said.Select(problem => problem.File.Length > 0 ? problem : problem with { File = file }));
        return value;
    }

    private static List<Problem> Ordered(IEnumerable<Problem> problems) =>
        [.. problems.Distinct().OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)];
}
