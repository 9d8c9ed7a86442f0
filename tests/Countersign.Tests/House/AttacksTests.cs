// Holds specs/attacks.md: every claim has an id, and a test that carries it; prints which test holds which claim.
namespace Countersign.Tests.House;

public sealed class AttacksTests(ITestOutputHelper output)
{
    private const string Path = "specs/attacks.md";
    private static readonly IReadOnlyList<TestMethod> Methods = SourceTree.TestMethods();
    private static readonly AttackList List = AttackList.Parse(SourceTree.Under(Path).ShouldHaveSingleItem().Text);

    [Fact]
    public void Every_claim_is_held_by_the_tests_that_the_list_names() =>
        Approved.ShouldHold(Path, List.With(claim => Carrying("claim", claim), claim => Carrying("twin", claim)));

    [Fact]
    public void A_claim_without_a_test_says_what_it_waits_for()
    {
        foreach (var claim in List.Claims)
        {
            output.WriteLine($"{claim.Id, -4} {(claim.Tests.Count == 0 ? claim.Waits : string.Join(", ", claim.Tests))}");
        }

        var waiting = List.Claims.Where(claim => claim.Tests.Count == 0).ToList();
        output.WriteLine($"{List.Claims.Count} claims, {List.NotYet.Count} not yet: {string.Join(" ", List.NotYet)}");
        waiting
            .Where(claim => claim.Waits is not ("needs the server" or "needs deploy") && !List.NotYet.Contains(claim.Id))
            .Select(claim => $"{claim.Id} has no test with [Trait(\"claim\", \"{claim.Id}\")]: {claim.Says}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_not_yet_list_names_only_claims_that_still_wait() =>
        List
            .NotYet.Where(id => List.Claims.All(claim => claim.Id != id) || Carrying("claim", id).Any())
            .Select(id => $"{id} is in the not-yet list of {Path} and should not be")
            .ShouldBeEmpty();

    [Fact]
    public void A_test_carries_only_ids_that_exist() =>
        Methods
            .SelectMany(method => method.Traits.Where(trait => trait.Key is "claim" or "twin").Select(trait => (method, trait.Value)))
            .Where(carried => List.Claims.All(claim => claim.Id != carried.Value))
            .Select(carried => $"{carried.method.Path}: {carried.method.Name} carries {carried.Value}, which {Path} does not list")
            .ShouldBeEmpty();

    [Fact]
    public void Every_held_claim_has_an_honest_twin_or_says_why_not() =>
        List
            .Claims.Where(claim => claim.Tests.Count > 0 && claim.Twins.Count == 0 && !claim.Id.StartsWith('H') && !List.NoTwin.ContainsKey(claim.Id))
            .Select(claim =>
                $"{claim.Id}: no test with [Trait(\"twin\", \"{claim.Id}\")] shows the same repository, with one honest difference, Allowed"
            )
            .ShouldBeEmpty();

    [Fact]
    public void Ids_are_unique() =>
        List.Claims.GroupBy(claim => claim.Id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    [Fact]
    public void Traits_are_read_from_the_attributes_of_a_method()
    {
        var file = new SourceFile(
            "a.cs",
            "    [Theory]\n    [InlineData(\n        1)]\n    [Trait(\"claim\", \"C1\"), Trait(\"twin\", \"C2\")]\n    public async Task It_holds(int a)\n    {\n    }\n\n    public void No_test() { }\n"
        );

        var method = SourceTree.TestMethodsIn(file).ShouldHaveSingleItem();

        method.Name.ShouldBe("It_holds");
        method.Traits.ShouldBe([("claim", "C1"), ("twin", "C2")]);
    }

    [Fact]
    public void A_claim_that_is_held_names_its_tests_and_leaves_the_not_yet_list()
    {
        var list = AttackList.Parse("| C1 | one | |\n| C2 | two | |\n| D1 | three | needs deploy |\n\n## Not yet\n\nC1 C2\n");

        list.With(id => id == "C1" ? ["Held"] : [], id => id == "C1" ? ["Let_in"] : [])
            .ShouldBe("| C1 | one | `Held`, twin `Let_in` |\n| C2 | two | |\n| D1 | three | needs deploy |\n\n## Not yet\n\nC2\n");
    }

    private static IEnumerable<string> Carrying(string key, string id) =>
        Methods.Where(method => method.Traits.Contains((key, id))).Select(method => method.Name).Distinct().Order(StringComparer.Ordinal);
}
