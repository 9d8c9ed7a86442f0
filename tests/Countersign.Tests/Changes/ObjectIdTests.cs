// Claims about object ids: lower-case hex of two lengths and nothing else.
using Countersign.Changes;

namespace Countersign.Tests.Changes;

public sealed class ObjectIdTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData(" aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Anything_else_is_no_id(string? text) => ObjectId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void No_object_is_zero_in_either_format()
    {
        ObjectId.Zero(ObjectFormat.Sha1).ShouldBe(default);
        default(ObjectId).Hex.Length.ShouldBe(40);
        ObjectId.Zero(ObjectFormat.Sha256).IsZero.ShouldBeTrue();
        ObjectId.Zero(ObjectFormat.Sha256).Format.ShouldBe(ObjectFormat.Sha256);
        ObjectId.EmptyTree(ObjectFormat.Sha1).IsZero.ShouldBeFalse();
    }

    [Fact]
    public void Raw_bytes_and_hex_are_the_same_id() =>
        ObjectId.FromBytes(ObjectId.EmptyTree(ObjectFormat.Sha256).ToBytes()).ShouldBe(ObjectId.EmptyTree(ObjectFormat.Sha256));
}
