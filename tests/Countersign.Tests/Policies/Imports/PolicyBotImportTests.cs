// Claims about importing policy-bot beyond its own cases: trees of rules, words we lack, and hostile files.
using System.Text;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Imports;
using Countersign.Tests.Documents;
using Countersign.Tests.Given;

namespace Countersign.Tests.Policies.Imports;

public sealed class PolicyBotImportTests
{
    private const string Tree = """
        {"policy": {"approval": [{"or": ["docs only", "senior", {"and": ["peer", "second"]}]}]},
         "approval_rules": [
          {"name": "docs only", "if": {"only_changed_files": {"paths": ["^docs/"]}}},
          {"name": "senior", "requires": {"count": 1, "users": ["sam"]}},
          {"name": "peer", "requires": {"count": 1, "users": ["jun", "mia"]}},
          {"name": "second", "if": {"changed_files": {"paths": ["^src/"]}}, "requires": {"count": 1, "users": ["sol"]}}]}
        """;

    [Theory]
    [InlineData("docs/a", "", true)]
    [InlineData("src/a", "", false)]
    [InlineData("src/a", "sam", true)]
    [InlineData("src/a", "jun", false)]
    [InlineData("src/a", "sol", false)]
    [InlineData("src/a", "mia,sol", true)]
    [InlineData("lib/a", "mia", true)]
    public void A_tree_asks_what_the_rules_that_apply_ask(string path, string signers, bool allowed) => Decide(Tree, path, signers).ShouldBe(allowed);

    [Theory]
    [InlineData("has_custom_property_values")]
    [InlineData("file_not_deleted")]
    [InlineData("something_new")]
    public void A_condition_that_we_cannot_say_lets_nothing_in_and_still_asks(string unknown)
    {
        var exemption =
            $$$$"""{"policy":{"approval":[{"or":["free","signed"]}]},"approval_rules":[{"name":"free","if":{"{{{{unknown}}}}":{"paths":["x"]}}},{"name":"signed","requires":{"count":1,"users":["sam"]}}]}""";
        var demand =
            $$$$"""{"policy":{"approval":["all","more"]},"approval_rules":[{"name":"all"},{"name":"more","if":{"{{{{unknown}}}}":{"paths":["x"]}},"requires":{"count":1,"users":["sam"]}}]}""";
        var alone = $$$$"""{"policy":{"approval":["free"]},"approval_rules":[{"name":"free","if":{"{{{{unknown}}}}":{"paths":["x"]}}}]}""";

        Decide(exemption, "a", "").ShouldBeFalse();
        Decide(exemption, "a", "sam").ShouldBeTrue();
        Decide(demand, "a", "").ShouldBeFalse();
        Decide(demand, "a", "sam").ShouldBeTrue();
        Decide(alone, "a", "sam").ShouldBeFalse();
        Import(alone).Notes.ShouldContain(note => note.Kind == ImportNoteKind.NotExpressed && note.Text.Contains(unknown));
    }

    [Fact]
    public void Without_an_approval_policy_one_other_reader_is_asked_even_beside_a_disapproval()
    {
        const string Nothing = """{"policy":{"disapproval":{"requires":{"users":["mia"]}}}}""";

        Decide(Nothing, "a", "").ShouldBeFalse();
        Decide(Nothing, "a", "jun").ShouldBeTrue();
    }

    [Fact]
    public void An_author_among_the_trusted_does_not_carry_in_what_others_made()
    {
        const string Trusting =
            """{"policy":{"approval":[{"or":["trusted","signed"]}]},"approval_rules":[{"name":"trusted","if":{"has_author_in":{"users":["jo"]}}},{"name":"signed","requires":{"count":1,"users":["sam"]}}]}""";
        var both = A.Change().MadeBy(A.Maker("jo", "junior"), A.Maker("mia", "mid"));

        Decide(Trusting, "a", "").ShouldBeTrue();
        Gate.Decide(both, Policy(Import(Trusting))).Kind.ShouldBe(VerdictKind.Held);
    }

    [Fact]
    public void More_combinations_than_can_be_read_are_refused_and_said()
    {
        var rules = Enumerable
            .Range(0, 9)
            .Select(at => $$$"""{"name":"r{{{at}}}","if":{"has_labels":["l{{{at}}}"]},"requires":{"count":1,"users":["sam"]}}""");
        var names = string.Join(',', Enumerable.Range(0, 9).Select(at => $"\"r{at}\""));
        var imported = Import($$$$"""{"policy":{"approval":[{"or":[{{{{names}}}}]}]},"approval_rules":[{{{{string.Join(',', rules)}}}}]}""");

        imported.Notes.ShouldContain(note => note.Kind == ImportNoteKind.NotExpressed);
        Gate.Decide(A.Change().Subject(subject => subject with { Labels = ["l1"] }).Signed("sam"), Policy(imported))
            .Kind.ShouldBe(VerdictKind.Refused);
    }

    [Fact]
    public void Bent_files_are_told_or_imported_and_never_break_the_reader()
    {
        var spice = Encoding.UTF8.GetBytes("{}[]\":,'-0123456789ortnullcountifusers^$(");
        var imported = 0;
        foreach (var bytes in Hostile.Mutations(Encoding.UTF8.GetBytes(Tree), spice, 3_000))
        {
            imported += JsonDocumentReader
                .Read(bytes, ".policy.yml")
                .Match(
                    (node, _) =>
                        PolicyImport
                            .FromPolicyBot(node, ".policy.yml", Options)
                            .Match(
                                (policy, _) =>
                                {
                                    Policy(policy).Rules.ShouldNotBeEmpty();
                                    return 1;
                                },
                                problems => problems.Count > 0 ? 0 : throw new InvalidOperationException("bad without a problem")
                            ),
                    _ => 0
                );
        }

        imported.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_rule_that_the_approval_does_not_use_is_dropped_whatever_it_asks()
    {
        var imported = Import(
            """{"policy":{"approval":["one"]},"approval_rules":[{"name":"one","requires":{"count":1,"users":["sam"]}},{"name":"idle","if":{"phase_of_moon":"full"}}]}"""
        );

        imported.Notes.ShouldNotContain(note => note.Kind == ImportNoteKind.NotExpressed);
        imported.Notes.ShouldContain(note => note.Kind == ImportNoteKind.NoEffect && note.Text.Contains("'idle' is used nowhere"));
    }

    private static ImportOptions Options => new(PersonId.Parse("mara"), A.Scale.Levels, new DateOnly(2027, 2, 18), Roster.Empty);

    private static ImportedPolicy Import(string json) =>
        JsonDocumentReader
            .Read(Encoding.UTF8.GetBytes(json), ".policy.yml")
            .Match((node, _) => PolicyImport.FromPolicyBot(node, ".policy.yml", Options).Match((policy, _) => policy, Fail), Fail);

    private static ImportedPolicy Fail(IReadOnlyList<Problem> problems) => throw new InvalidOperationException(string.Join("; ", problems));

    private static Policy Policy(ImportedPolicy imported) =>
        PolicyDocument
            .ReadAlone(imported.Document, A.Digest("imported"))
            .Match((policy, _) => policy, problems => throw new InvalidOperationException($"{string.Join("; ", problems)}\n{imported.Text}"));

    private static bool Decide(string json, string path, string signers)
    {
        var change = A.Change().Files(A.File(path));
        foreach (var signer in signers.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            change.Signed(signer);
        }

        return Gate.Decide(change, Policy(Import(json))).Kind == VerdictKind.Allowed;
    }
}
