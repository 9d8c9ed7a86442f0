// Every policy under policies/ is read, and judged by the cases kept beside it.
using Countersign.Adapters.Documents;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.Policies;
using Countersign.Policies.Lint;
using Countersign.Signatures;

namespace Countersign.Adapters.Tests.Policies;

public sealed class ShippedPolicyTests
{
    public static TheoryData<string> Names =>
        [
            .. Directory
                .GetFiles(Folder, "*.yml")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(name => !name.EndsWith(".cases", StringComparison.Ordinal))
                .Order(),
        ];

    private static string Folder { get; } = Find(AppContext.BaseDirectory);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_policy_gives_the_verdicts_its_cases_claim(string name)
    {
        var policy = Load(name);
        var cases = Good(PolicyCases.Read(Read($"{name}.cases.yml"), policy));
        cases.ShouldNotBeEmpty();
        cases.SelectMany(it => it.Judge(policy).Select(difference => $"{it.Name}: {difference}")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_policy_has_no_name_limit_or_exemption_that_lint_objects_to(string name)
    {
        var policy = Load(name);
        var problems = PolicyLint.Check(policy, new RosterView([], []), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string[] aboutTheEmptyRoster = ["policy.unknown-person", "policy.nobody-can-meet", "policy.governance-unreachable"];
        problems.Where(problem => !aboutTheEmptyRoster.Contains(problem.Code)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void More_evidence_of_AI_never_makes_a_verdict_better_under_a_shipped_policy(string name)
    {
        var policy = Load(name);
        Provenance.AssistanceClass[] scale =
        [
            Provenance.AssistanceClass.None,
            Provenance.AssistanceClass.Advised,
            Provenance.AssistanceClass.Assisted,
            Provenance.AssistanceClass.Agent,
        ];
        foreach (var given in Good(PolicyCases.Read(Read($"{name}.cases.yml"), policy)).Select(it => it.Given))
        {
            var verdicts = scale.Select(value => Gate.Decide(given.WithProvenance(value), policy).Kind).ToList();
            verdicts.ShouldBe(verdicts.Order());
        }
    }

    private static Policy Load(string name) => Good(PolicyDocument.ReadAlone(Read($"{name}.yml"), Digest.Of([])));

    private static Node Read(string file) => Good(YamlReader.Read(File.ReadAllBytes(Path.Combine(Folder, file)), file));

    private static T Good<T>(Parsed<T> parsed) =>
        parsed.Match((value, _) => value, problems => throw new InvalidOperationException(string.Join("\n", problems)));

    private static string Find(string from) =>
        Directory.Exists(Path.Combine(from, "policies")) && File.Exists(Path.Combine(from, "Countersign.slnx"))
            ? Path.Combine(from, "policies")
            : Find(Path.GetDirectoryName(from)!);
}
