// What an audit names, what waits for whom, what is hidden until one's own signature, and what a clone needs.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Reading;

public sealed class AuditTests
{
    [Fact]
    public void An_audit_counts_what_was_signed_needed_nobody_came_past_the_gate_or_is_older()
    {
        using var gate = GivenGate.Open();
        gate.LandTimeout();
        gate.Commit("kit", "help", "pages/help/refunds.md", "# Refunds\nThree days.\n");
        gate.Push("kit", "help:main").Code.ShouldBe(0);
        var well = gate.Fetched("ines");

        var before = gate.RunIn(well, ["audit", "--trust", gate.TrustFile()]);
        gate.PastTheGate("src/checkout/Basket.cs", "// swapped\n");
        gate.Fetched("ines");
        var after = gate.Run("ines", "audit");
        var json = gate.Run("ines", "audit", "--json", "--offline");

        before.Code.ShouldBe(0, before.All);
        before.Output.ShouldContain("main: 1 signed, 1 nobody needed, 1 before Countersign");
        after.Code.ShouldBe(3, after.All);
        after.Output.ShouldContain("1 gap");
        after.Output.ShouldContain("no landing tells how");
        json.Code.ShouldBe(3, json.All);
        using var parsed = System.Text.Json.JsonDocument.Parse(json.Output);
        parsed.RootElement.GetProperty("counts").GetProperty("gap").GetInt32().ShouldBe(1);
        parsed.RootElement.GetProperty("well").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void An_audit_names_what_was_only_observed_overridden_written_down_later_or_forged_and_answers_3_where_nobody_signed()
    {
        using var gate = GivenGate.Open(hookOptions: ["--observe"]);
        var observed = gate.Commit("jun", "watched", "config/checkout.yml", "checkout:\n  timeout-seconds: 31\n");
        gate.Push("jun", "watched:main").Code.ShouldBe(0);
        gate.RunIn(gate.Bare, ["hook", "install", "--enforce", "--program", GivenGate.Program]).Code.ShouldBe(0);
        gate.OfferTimeout();
        gate.Decide("mara", "override", "timeout", "--all", "--reason", "carts are lost", "--follow-up", "teo reads it", "--until", "24h")
            .Code.ShouldBe(0);
        gate.Push("jun", "timeout:main").Code.ShouldBe(0);
        File.Move(gate.Hook("post-receive"), gate.Hook("post-receive.away"));
        var late = gate.LowChange("kit", "late", "three days");
        gate.Push("kit", "late:main").Code.ShouldBe(0);
        File.Move(gate.Hook("post-receive.away"), gate.Hook("post-receive"));
        gate.RunIn(gate.Bare, ["hook", "repair"]).Code.ShouldBe(0);
        gate.Fetched("teo");

        var all = gate.Run("teo", "audit");
        var since = gate.Run("teo", "audit", $"{observed}..origin/main");
        var problems = gate.Run("teo", "audit", "--problems");
        gate.Run("teo", "verify", observed).Code.ShouldBe(3);

        all.Code.ShouldBe(3, all.All);
        all.Output.ShouldContain("main: 1 nobody needed, 1 overridden, 1 observed, 1 before Countersign; 1 of them written down later (repaired)");
        all.Output.ShouldContain($"nobody needed      {late[..12]}");
        problems.Output.ShouldContain($"observed           {observed[..12]}");
        problems.Output.ShouldContain("missing: 1 sign-off");
        problems.Output.ShouldNotContain(late[..12]);
        since.Code.ShouldBe(0, since.All);

        var past = gate.PastTheGate("src/checkout/Basket.cs", "// swapped\n");
        gate.Forge(gate.Landings()[^1] with { Old = Changes.ObjectId.Parse(late), New = Changes.ObjectId.Parse(past) });
        gate.Fetched("teo");
        var forged = gate.Run("teo", "audit", $"{late}..origin/main");

        forged.Code.ShouldBe(3, forged.All);
        forged.Flat().ShouldContain($"landing 4 ({past[..12]}) counts for nothing:");
        forged.Output.ShouldContain("1 gap");
    }

    [Fact]
    public void A_reader_sees_what_waits_first_and_the_others_decisions_last()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        gate.Approve("jun", "timeout", "teo");

        var sync = gate.Run("ines", "sync");
        var again = gate.Run("ines", "sync");
        var list = gate.Run("ines", "list");
        gate.Fetched("ines");
        var hidden = gate.Run("ines", "show", "origin/timeout");
        var open = gate.Run("ines", "show", "origin/timeout", "--decisions");
        var signed = gate.Sign("ines", "origin/timeout");
        var doctor = gate.Run("ines", "doctor");

        sync.Code.ShouldBe(0, sync.All);
        sync.Output.ShouldContain("plain `git fetch` brings them too");
        again.Output.ShouldContain("Nothing new.");
        list.Output.ShouldContain("jun: checkout: wait longer");
        list.Output.Split('\n').ShouldAllBe(line => line.Length <= 80);
        hidden.Output.ShouldContain("1 decision of others is hidden");
        hidden.Output.ShouldNotContain("teo");
        hidden.Output.ShouldContain("it is needed");
        open.Output.ShouldContain("teo");
        signed.Output.ShouldContain("Signed by ines");
        File.ReadAllLines(Path.Combine(gate.Clone("ines"), ".git", "countersign", "seen")).Length.ShouldBe(1);
        doctor.Code.ShouldBe(0, doctor.All);
        doctor.Output.ShouldContain("is ines's");
    }
}
