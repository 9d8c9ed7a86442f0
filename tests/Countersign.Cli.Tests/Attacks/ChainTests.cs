// The gate's own chain of landings, tampered with by somebody who owns the server: what is missing or forged is found.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class ChainTests
{
    [Fact]
    [Trait("claim", "R3"), Trait("twin", "R3"), Trait("claim", "R12"), Trait("twin", "R12")]
    public void A_landing_that_was_cut_off_or_signed_by_another_key_leaves_its_tip_unsigned()
    {
        using var gate = GivenGate.Open();
        var head = gate.LowChange("jun", "page", "A refund takes three days.");
        gate.Push("jun", "page:main").Code.ShouldBe(0);
        gate.Fetched("teo");
        var whole = gate.Run("teo", "verify", head);
        whole.Code.ShouldBe(0, whole.All);

        var landing = gate.Landings()[^1];
        gate.OnServer("update-ref", "refs/countersign/gate", "refs/countersign/gate~1").Code.ShouldBe(0);
        gate.FreshClone("ines");
        var truncated = gate.Run("ines", "verify", head);
        truncated.Code.ShouldBe(3, truncated.All);

        gate.Forge(landing);
        gate.FreshClone("moss");
        var forged = gate.Run("moss", "verify", head);
        forged.Code.ShouldBe(3, forged.All);
    }
}
