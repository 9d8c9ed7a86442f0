// Claims about importing policy-bot: its own cases, decided by our gate.
using System.Text.Json;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.Policies;
using Countersign.Policies.Imports;
using Countersign.Policies.Lint;
using Countersign.Tests.Given;
using Countersign.Tests.House;
using Countersign.Tests.Provenance;

namespace Countersign.Tests.Policies.Imports;

public sealed class PolicyBotCasesTests(ITestOutputHelper output)
{
    /// <summary>Every file of cases that lies there, so that more of them need no other code.</summary>
    [Fact]
    public void Every_case_of_policy_bot_is_decided_as_there_or_differs_for_a_reason_on_the_safe_side()
    {
        var cases = Cases();
        var differing = cases.Select(it => (it, reason: Difference(it))).Where(it => it.reason is not null).ToList();

        foreach (var (it, reason) in differing)
        {
            output.WriteLine($"{it.Place} {it.Kind} {it.Name}: {reason}");
        }

        output.WriteLine($"{cases.Count} cases: {cases.Count - differing.Count} same, {differing.Count} different");
        cases.ShouldNotBeEmpty();
        differing
            .Where(pair => pair.reason!.StartsWith(Unexplained, StringComparison.Ordinal))
            .Select(pair => $"{pair.it.Place} {pair.it.Name}")
            .ShouldBeEmpty();
        differing.Where(pair => !pair.it.IsLetInThere).Select(pair => $"{pair.it.Place} {pair.it.Name} is let in here only").ShouldBeEmpty();
    }

    [Fact]
    public void Every_imported_policy_lints_clean_with_a_roster_that_has_its_names()
    {
        foreach (var it in Cases())
        {
            var imported = it.Import();
            var view = new RosterView([.. People(imported.Needs)], []);

            PolicyLint
                .Check(Policy(it, imported), view, A.Change().Build().Now)
                .Where(problem => problem.Severity == Severity.Error)
                .ShouldBeEmpty(imported.Text);
        }
    }

    private static IEnumerable<PersonFacts> People(IReadOnlyList<ImportNeed> needs)
    {
        var teams = needs.Where(need => need.Is == "team").Select(need => need.Name).ToList();
        var members = Enumerable.Range(0, 9).Select(at => A.Person($"member-{at}", "lead") with { Teams = teams });
        return needs
            .Where(need => need.Is == "person")
            .Select(need => A.Person(need.Name, "lead"))
            .Concat(members)
            .Append(A.Person("mara", "lead"))
            .DistinctBy(person => person.Id);
    }

    [Fact]
    public void Specs_list_every_deliberate_difference()
    {
        var spec = File.ReadAllText(SourceTree.At("specs/import.md"));

        foreach (var reason in PolicyBotDifferences.All.Select(pair => pair.Reason).Append(PolicyBotDifferences.Keys))
        {
            spec.ShouldContain(reason, Case.Insensitive);
        }
    }

    private const string Unexplained = "nothing explains it";

    private static List<PolicyBotCase> Cases()
    {
        var files = Directory.GetFiles(SharedData.Folder("policies"), "policy-bot-cases*.json");
        if (files.Length == 0)
        {
            Assert.Skip("no policy-bot-cases.json in shared/data/policies");
        }

        return [.. files.SelectMany(Read)];
    }

    private static Policy Policy(PolicyBotCase it, ImportedPolicy imported) =>
        PolicyDocument
            .ReadAlone(imported.Document, A.Digest("imported"))
            .Match(
                (policy, _) => policy,
                problems => throw new InvalidOperationException($"case {it.Place}: {string.Join("; ", problems)}\n{imported.Text}")
            );

    private static IEnumerable<PolicyBotCase> Read(string file)
    {
        var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty("cases").EnumerateArray().Select((element, at) => new PolicyBotCase(element, at));
    }

    /// <summary>Null where both answer alike.</summary>
    private static string? Difference(PolicyBotCase it)
    {
        var policy = Policy(it, it.Import());
        var verdict = Gate.Decide(it.Facts(), policy);
        var isPlain = it.Kind != "predicate" || verdict.Kind is VerdictKind.Allowed or VerdictKind.Refused;
        return isPlain && (verdict.Kind == VerdictKind.Allowed) == it.IsLetInThere
            ? null
            : PolicyBotDifferences.ReasonFor(it, conceded => Gate.Decide(it.Facts(conceded), policy).Kind == VerdictKind.Allowed)
                ?? $"{Unexplained}: {verdict.Kind} {string.Join("; ", verdict.Missing.Select(missing => missing.Requirement).Concat(verdict.Reasons))}";
    }
}
