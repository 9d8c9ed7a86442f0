// Claims about reading commits: exact signed bytes, honest identities, no crash on any bytes.
using System.Text;
using Countersign.Changes;

namespace Countersign.Tests.Changes;

public sealed class CommitTests
{
    private static readonly ObjectId s_id = ObjectId.Parse(new string('a', 40));
    private const string Head =
        "tree 1111111111111111111111111111111111111111\nparent 2222222222222222222222222222222222222222\nauthor Ada L <ada@example.com> 1700000000 +0130\ncommitter Bob <bob@example.com> 1700000060 -0800\n";
    private const string Signed =
        Head
        + "gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\ngpgsig-sha256 other\n more\nencoding UTF-8\n\nSubject\n\nCo-authored-by: Cy <cy@example.com>\n";

    private static Commit Read(string text)
    {
        Commit.TryRead(s_id, Encoding.Latin1.GetBytes(text), out var commit, out var problem).ShouldBeTrue(problem);
        return commit!;
    }

    [Fact]
    public void A_signed_commit_gives_its_signature_and_exactly_the_bytes_it_covers()
    {
        var commit = Read(Signed);
        commit.Signature.ShouldBe("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n");
        Encoding.ASCII.GetString(commit.SignedPayload.Span).ShouldBe(Head + "encoding UTF-8\n\nSubject\n\nCo-authored-by: Cy <cy@example.com>\n");
        commit.Subject.ShouldBe("Subject");
        commit.Author.ShouldBe(new Identity("Ada L", "ada@example.com", 1_700_000_000, 90));
        commit.Committer.Offset.ShouldBe(-480);
        commit.Parents.Count.ShouldBe(1);
    }

    [Fact]
    public void A_signature_in_the_message_is_no_signature() => Read(Head + "\ngpgsig -----BEGIN\n").HasSignature.ShouldBeFalse();

    [Theory]
    [InlineData("", "no tree")]
    [InlineData("tree 1111111111111111111111111111111111111111\n\nm", "no author")]
    [InlineData("tree 11\n\nm", "tree is not")]
    [InlineData(Head + "author X <x@example.com> 1 +0000\n\n", "two authors")]
    [InlineData(Head + "parent 2222222222222222222222222222222222222222\n\n", "parent")]
    [InlineData(Head + "gpgsig x", "does not end")]
    public void A_commit_that_says_two_things_is_refused(string raw, string reason)
    {
        Commit.TryRead(s_id, Encoding.ASCII.GetBytes(raw), out _, out var problem).ShouldBeFalse();
        problem.ShouldContain(reason);
    }

    [Theory]
    [InlineData("Ada <ada@example.com> 1 +0000", "Ada", "ada@example.com", 1)]
    [InlineData("<ada@example.com> 1 +0000", "", "ada@example.com", 1)]
    [InlineData("Ada", "Ada", "", 0)]
    [InlineData("Ada <a@x> <b@y> 5 +0000", "Ada", "a@x", 5)]
    [InlineData("Ada <a@x> 99999999999999999999 +0000", "Ada", "a@x", 0)]
    public void An_identity_line_never_gains_an_address_it_does_not_state(string line, string name, string email, long time) =>
        Identity.Read(line).ShouldBe(new Identity(name, email, time));

    [Fact]
    public void An_identity_cannot_break_out_of_its_line() => new Identity("A\nparent x", "a>@x", 7, -90).Line.ShouldBe("Aparent x <a@x> 7 -0130");

    [Fact]
    public void Any_bytes_are_a_commit_or_a_problem()
    {
        var random = new Random(11);
        var good = Encoding.ASCII.GetBytes(Signed);
        for (var i = 0; i < Hostile.Count; i++)
        {
            var bytes = Hostile.Mutate(random, good);
            if (Commit.TryRead(s_id, bytes, out var commit, out var problem))
            {
                (commit!.SignedPayload.Length <= bytes.Length).ShouldBeTrue();
            }
            else
            {
                problem.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void Trailers_are_found_wherever_they_stand()
    {
        const string Message =
            "Add it\r\n\r\nCo-authored-by: Ann <ann@example.com>\r\nSome text after it: not one\r\n  assisted-by : Tool\n 2.0\n\nSee https://example.com\nhttps://example.com\nSigned-off-by: Z <z@example.com>";
        var trailers = Trailers.Read(Message);
        trailers
            .Select(one => (one.Key, one.Value, one.Line))
            .ShouldBe([("Co-authored-by", "Ann <ann@example.com>", 3), ("assisted-by", "Tool 2.0", 5), ("Signed-off-by", "Z <z@example.com>", 10)]);
        Trailers.Values(Message, "CO-AUTHORED-BY").ShouldBe(["Ann <ann@example.com>"]);
    }

    [Fact]
    public void A_message_of_endless_folds_is_read_in_linear_time() =>
        Trailers.Read("a: b\n" + string.Concat(Enumerable.Repeat(" more and more\n", 200_000))).Count.ShouldBe(1);
}
