// Claims about ids: they are read exactly as they are written, and in no other form.
using Countersign.SignOffs;

namespace Countersign.Tests.SignOffs;

public sealed class IdTests
{
    private const string Hex = "00112233445566778899aabbccddeeff";

    [Fact]
    public void A_change_id_is_read_as_it_is_written()
    {
        ChangeId.TryParse(Hex, out var id).ShouldBeTrue();

        id.ToString().ShouldBe(Hex);
        id.ShouldBe(ChangeId.FromBytes(Convert.FromHexString(Hex)));
        id.ShouldNotBe(default);
    }

    [Fact]
    public void A_nonce_is_read_as_it_is_written()
    {
        Nonce.TryParse(Hex, out var nonce).ShouldBeTrue();

        nonce.ToString().ShouldBe(Hex);
        nonce.ShouldBe(Nonce.FromBytes(Convert.FromHexString(Hex)));
        Nonce.TryParse(Hex[1..], out var none).ShouldBeFalse();
        none.ShouldBe(default);
    }

    [Fact]
    public void Zeros_are_the_default_and_no_other_id_is()
    {
        ChangeId.Parse(new string('0', 32)).ShouldBe(default);
        ChangeId.Parse(new string('0', 31) + "1").ShouldNotBe(default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00112233445566778899AABBCCDDEEFF")]
    [InlineData("00112233445566778899aabbccddeeff0")]
    public void What_is_no_id_is_named_in_the_error(string text)
    {
        ChangeId.TryParse(text, out var id).ShouldBeFalse();
        id.ShouldBe(default);
        Should.Throw<FormatException>(() => ChangeId.Parse(text)).Message.ShouldBe($"not a change id (32 lower-case hex digits): '{text}'");
    }

    [Fact]
    public void An_id_needs_all_its_random_bytes() =>
        Should.Throw<FormatException>(() => ChangeId.FromBytes(new byte[15])).Message.ShouldBe("an id is made of 16 random bytes");

    [Theory]
    [InlineData("git:00112233445566778899aabbccddeeff", true)]
    [InlineData("github:forge.example:42", true)]
    [InlineData("github:forge.example:9999999999999999999", true)]
    [InlineData("github:forge.example:99999999999999999999", false)]
    [InlineData("github:forge.example:042", false)]
    [InlineData("github:forge.example:4x", false)]
    [InlineData("github:forge.example:4x2", false)]
    [InlineData("github::42", false)]
    [InlineData("gitlab:Forge.example:42", false)]
    [InlineData("gitlab:-forge:42", false)]
    [InlineData("other:forge.example:42", false)]
    public void A_repository_id_is_one_of_its_three_forms(string text, bool fits)
    {
        RepositoryId.TryParse(text, out var id).ShouldBe(fits);
        id.ToString().ShouldBe(fits ? text : "");
    }

    [Theory]
    [InlineData(253, true)]
    [InlineData(254, false)]
    public void A_host_has_at_most_253_characters(int length, bool fits) =>
        RepositoryId.TryParse($"gitlab:{new string('h', length)}:1", out _).ShouldBe(fits);

    [Fact]
    public void What_is_no_repository_id_is_named_with_the_forms_that_are() =>
        Should
            .Throw<FormatException>(() => RepositoryId.Parse("shop"))
            .Message.ShouldBe("not a repository id (git:32 hex, github:host:number, gitlab:host:number): 'shop'");
}
