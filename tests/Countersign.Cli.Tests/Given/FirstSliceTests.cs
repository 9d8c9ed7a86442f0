// The whole way once: refused, offered, asked, answered, signed, let in.
namespace Countersign.Cli.Tests.Given;

public sealed class FirstSliceTests
{
    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void A_change_that_reaches_a_critical_service_enters_only_after_a_senior_signed_exactly_it(string format)
    {
        using var gate = GivenGate.Open(format: format);
        var head = gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n  retries: 2\n");

        var before = gate.Push("jun", "timeout:main");
        gate.Approve("jun", "timeout", "teo");
        var after = gate.Push("jun", "timeout:main");

        before.Code.ShouldNotBe(0);
        before.Errors.ShouldContain("Held");
        after.Code.ShouldBe(0, after.All);
        gate.Tip().ShouldBe(head);
    }
}
