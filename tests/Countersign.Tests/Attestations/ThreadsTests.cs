// Claims about who closes a question, who says that a condition is met, and what a free text is.
using System.Text;
using Countersign.Cases;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Tests.Attestations;

public sealed class ThreadsTests
{
    private static readonly PersonId Mara = PersonId.Parse("mara");
    private static readonly PersonId Jon = PersonId.Parse("jon");
    private static readonly Asked Question = new(D("q"), Mara);

    private static Digest D(string name) => Digest.Of(Encoding.UTF8.GetBytes(name));

    [Fact]
    public void Only_the_asker_closes_a_question()
    {
        Threads.Of(Question, []).ShouldBe(QuestionState.Open);
        Threads.Of(Question, [new Said(D("q"), Jon, Accepts: true)]).ShouldBe(QuestionState.Open);
        Threads.Of(Question, [new Said(D("q"), Mara, Accepts: false)]).ShouldBe(QuestionState.Open);
        Threads.Of(Question, [new Said(D("other"), Mara, Accepts: true)]).ShouldBe(QuestionState.Open);
        Threads.Of(Question, [new Said(D("q"), Jon, Accepts: false)]).ShouldBe(QuestionState.Answered);
        Threads.Of(Question, [new Said(D("q"), Mara, Accepts: true), new Said(D("q"), Jon, Accepts: false)]).ShouldBe(QuestionState.Closed);
    }

    [Fact]
    public void A_condition_is_met_on_the_word_of_who_set_it_and_claimed_on_anyone_elses()
    {
        Threads.OfCondition(Question, [new Said(D("other"), Mara, Accepts: false)]).ShouldBe(ConditionState.Open);
        Threads.OfCondition(Question, [new Said(D("q"), Jon, Accepts: false)]).ShouldBe(ConditionState.Claimed);
        Threads.OfCondition(Question, [new Said(D("q"), Jon, Accepts: false), new Said(D("q"), Mara, Accepts: false)]).ShouldBe(ConditionState.Met);
    }

    [Fact]
    public void A_free_text_is_its_salt_and_its_words_and_nothing_else_is_one()
    {
        var text = new FreeText(default, "why\nnot");
        FreeText.TryRead(text.ToBytes(), out var read).ShouldBeTrue();
        read.ShouldBe(text);
        text.Digest.ShouldBe(D(new string('0', 32) + "\nwhy\nnot"));
        foreach (var wrong in new[] { "", "why", new string('0', 32) + "\n", new string('A', 32) + "\nx", new string('0', 32) + " x" })
        {
            FreeText.TryRead(Encoding.UTF8.GetBytes(wrong), out _).ShouldBeFalse(wrong);
        }

        FreeText.TryRead([.. Encoding.ASCII.GetBytes(new string('0', 32) + "\n"), 0xff], out _).ShouldBeFalse();
        FreeText.TryRead(new FreeText(default, new string('x', FreeText.LongestBytes)).ToBytes(), out _).ShouldBeFalse();
    }
}
