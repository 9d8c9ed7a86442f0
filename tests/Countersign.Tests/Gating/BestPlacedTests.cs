// Claims about who is the best-placed reader of a change, and what knowing its files does to a refusal for size.
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Tests.Given;

namespace Countersign.Tests.Gating;

public sealed class BestPlacedTests
{
    private const string Rules =
        "{'name':'one senior','when':{'paths':{'any':['**']}},'require':{'sign-offs':{'count':1,'from':{'at-least':'senior'}}}},"
        + "{'name':'nobody reads so much','when':{'review-minutes':{'over':90}},'refuse':'too much'}";

    private static readonly ReviewMinutesFacts s_around = new(80, 92, 104, 400, 1, "A");

    [Theory]
    [InlineData(80, true)]
    [InlineData(90, true)]
    [InlineData(104, true)]
    [InlineData(79.9, false)]
    [InlineData(104.1, false)]
    public void Nobody_is_asked_about_unless_a_limit_lies_within_the_band(double limit, bool matters)
    {
        BestPlaced.Matters(s_around, [20, limit]).ShouldBe(matters);
        BestPlaced.Matters(BestPlaced.Of(s_around, new ReadersFacts(2, 1, null)), [limit]).ShouldBeFalse("it is known already");
        BestPlaced.Matters(null, [limit]).ShouldBeFalse();
    }

    [Fact]
    public void A_limit_within_the_band_of_the_sum_with_what_landed_lately_matters_too()
    {
        var history = new HistoryFacts { Landings = 3, Sums = [new WindowSum(7, 1, 1, 40, 50)] };
        BestPlaced.Matters(s_around, [140], history).ShouldBeTrue();
        BestPlaced.Matters(s_around, [140]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, null, VerdictKind.Held)]
    [InlineData(0, null, VerdictKind.Refused)]
    [InlineData(0, "the history is cut off", VerdictKind.Refused)]
    [InlineData(1, "the history is cut off", VerdictKind.Held)]
    public void Somebody_who_knows_the_files_decides_a_refusal_and_where_that_cannot_be_told_the_middle_stands(
        int familiar,
        string? unknown,
        VerdictKind kind
    )
    {
        var facts = A.Change().Build() with { ReviewMinutes = BestPlaced.Of(s_around, new ReadersFacts(3, familiar, unknown)) };
        facts.ReviewMinutes!.Expected.ShouldBe(
            familiar > 0 ? 80
            : unknown is null ? 104
            : 92
        );
        var verdict = Gate.Decide(facts, A.Policy(Rules));
        verdict.Kind.ShouldBe(kind);
        FactsJson.Read(FactsJson.Write(facts)).Match((read, _) => read.ReviewMinutes, _ => null).ShouldBe(facts.ReviewMinutes);
    }

    [Fact]
    public void Only_whom_the_rules_would_let_sign_is_qualified_never_a_maker_and_never_a_bot()
    {
        var facts = A.Change().Build() with { ReviewMinutes = s_around };
        Names(BestPlaced.Qualified(facts, A.Policy(Rules))).ShouldBe(["mara", "sam", "sol"]);
        Names(BestPlaced.Qualified(facts, A.Policy(Rules.Replace("'at-least':'senior'", "'team':'core'", StringComparison.Ordinal))))
            .ShouldBe(["sam"]);
        var bots = facts with { People = [.. facts.People.Select(person => person with { IsBot = person.Id.Value == "sam" })] };
        Names(BestPlaced.Qualified(bots, A.Policy(Rules))).ShouldBe(["mara", "sol"]);
        var made = facts with { Makers = [.. facts.Makers, facts.Makers[0] with { Id = PersonId.Parse("mara"), Claim = "mara" }] };
        Names(BestPlaced.Qualified(made, A.Policy(Rules))).ShouldBe(["sam", "sol"]);
    }

    [Fact]
    public void Knowing_a_small_part_of_a_change_is_not_knowing_it()
    {
        IReadOnlyList<FileFacts> files = [A.File("README.md") with { EffectiveLines = 1 }, A.File("src/big.cs") with { EffectiveLines = 300 }];
        BestPlaced.Knows(files, file => file.Path.Text == "README.md").ShouldBeFalse();
        BestPlaced.Knows(files, file => file.Path.Text == "src/big.cs").ShouldBeTrue();
        BestPlaced.Knows([], _ => true).ShouldBeFalse();
    }

    private static string[] Names(IEnumerable<PersonId> people) => [.. people.Select(person => person.Value)];
}
