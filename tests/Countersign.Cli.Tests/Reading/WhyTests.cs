// What why remembers about a line: moved, renamed, redacted, hostile, older than the gate, past the gate, not in yet.
using System.Text.Json;
using Countersign.Cli.Tests.Given;
using Countersign.Cli.Tests.Stories;

namespace Countersign.Cli.Tests.Reading;

public sealed class WhyTests
{
    private const string Remembered = """
        config/checkout.yml:2
              timeout-seconds: 40

        Why
          The provider answers in up to 35 seconds on busy evenings, and at 30 we cut off payments
          that it then booked all the same.

          asked           carts time out at the till on busy evenings
          alternatives    retry from the till: customers were charged twice in the trial
          breaks          a slow provider holds a connection ten seconds longer
          checked         the load test with answers after 38 seconds
          not understood  nothing
          rollback        revert it; no data is written
          written by      jun, who signed it

        Asked and answered
          teo             What happens to carts that are open while this goes in?
                          (at config/checkout.yml:2)
            jun           They keep the old value until they are paid.
                          closed by teo

        Who
          jun             made it (author, committer, patch-set), junior then
          teo             signed it: read the risky parts, senior then, with a key in a file,
                          [..] UTC by their clock
                          NOT reviewed: pages/help/refunds.md
                          constrained: had less time than it needs, and said so
          AI              assisted, declared
                          declared: Assisted-by: Claude Code

        Proof
          landed          [..] UTC in main as [..], landing 1
          verdict         Allowed, and Allowed again when judged now
          change          [..], patch set 1, content [..]
          commit          [..] "checkout: wait longer for the provider"
          policy          [..], owned by mara
          trust           trusted on first use: as the gate published it (compare with a trust file
                          from its keeper: --trust FILE)

          Anyone confirms teo's signature with stock tools; the key is the one in
          .countersign/roster.yml at [..]. Here, or with --verify:
          d=$(mktemp -d); git cat-file blob [..]
          (printf 'DSSEv1 28 application/vnd.in-toto+json %d ' [..]
          ssh-keygen -Y verify -f $d/keys -I teo -n countersign.dev/sign-off -s $d/sig < $d/signed

          Good "countersign.dev/sign-off" signature for teo with ED25519 key SHA256:[..]
        """;

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void A_line_tells_the_reason_then_the_people_then_the_proof(string format)
    {
        using var gate = GivenGate.Open(format: format);
        gate.LandTimeoutWithAQuestion();

        var why = gate.Run("ines", "why", "config/checkout.yml:2", "origin/main", "--verify");

        why.Code.ShouldBe(0, why.All);
        Wildcards.Match(Remembered.ReplaceLineEndings("\n").Split('\n'), why.Output.TrimEnd('\n').Split('\n')).ShouldBeTrue(why.Output);
        why.Output.Split('\n')
            .Where(line => !line.Contains("$d/", StringComparison.Ordinal) && !line.Contains("SHA256:", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Length <= 92);
    }

    [Fact]
    public void Everything_is_there_for_a_program_too()
    {
        using var gate = GivenGate.Open();
        var head = gate.LandTimeoutWithAQuestion();

        var why = gate.Run("ines", "why", "config/checkout.yml:2", "origin/main", "--json");

        why.Code.ShouldBe(0, why.All);
        using var json = JsonDocument.Parse(why.Output);
        var root = json.RootElement;
        root.GetProperty("answer").GetString().ShouldBe("landed");
        root.GetProperty("commit").GetProperty("id").GetString().ShouldBe(head);
        root.GetProperty("landing").GetProperty("verdict").GetString().ShouldBe("Allowed");
        root.GetProperty("case").EnumerateArray().Select(section => section.GetProperty("section").GetString()).ShouldContain("not-understood");
        root.GetProperty("questions")[0].GetProperty("state").GetString().ShouldBe("closed");
        var signature = root.GetProperty("signatures")[0];
        signature.GetProperty("person").GetString().ShouldBe("teo");
        signature.GetProperty("levelThen").GetString().ShouldBe("senior");
        signature.GetProperty("notReviewed")[0].GetString().ShouldBe("pages/help/refunds.md");
        root.GetProperty("confirm").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void A_line_is_followed_through_a_move_and_a_rename_to_the_landing_that_brought_it()
    {
        using var gate = GivenGate.Open();
        const string Block =
            "When a card is refused the till keeps the cart\nand asks for another card, at most three times\nbefore the cart is parked for the evening shift.\n";
        var first = gate.Commit("jun", "cards", "pages/help/cards.md", "# Cards\n" + Block, "help: what happens to a refused card");
        gate.Commit("jun", "cards", "pages/help/cards.md", "# Cards\n\n" + Block, "help: air");
        gate.Push("jun", "cards:main").Code.ShouldBe(0);
        var landed = gate.Tip();
        gate.Git(gate.Clone("jun"), "mv", "pages/help/cards.md", "pages/help/payment.md");
        gate.Commit(
            "jun",
            "cards",
            "pages/help/payment.md",
            "# Paying\nAt the till you pay with a card or with a voucher.\n\n" + Block,
            "help: one page for paying"
        );
        gate.Push("jun", "cards:main").Code.ShouldBe(0);
        gate.Fetched("ines");

        var why = gate.Run("ines", "why", "pages/help/payment.md:5", "origin/main");

        why.Code.ShouldBe(0, why.All);
        why.Output.ShouldContain("asks for another card");
        why.Output.ShouldContain($"{first[..12]} \"help: what happens to a refused card\"");
        why.Output.ShouldContain("the line stood at pages/help/cards.md:3 there");
        why.Output.ShouldContain($"in main as {landed[..12]}, landing 1", customMessage: why.Output);
        why.Output.ShouldContain("the policy of then asked for nobody");
    }

    [Fact]
    public void What_is_older_past_the_gate_or_not_in_yet_says_so_and_invents_nothing()
    {
        using var gate = GivenGate.Open();
        gate.PastTheGate("src/checkout/Basket.cs", "// swapped in the night\n");
        gate.Fetched("ines");
        var own = gate.Commit("ines", "later", "pages/help/later.md", "Not in yet.\n");

        var older = gate.Run("ines", "why", "config/checkout.yml:2", "origin/main");
        var past = gate.Run("ines", "why", "src/checkout/Basket.cs:1", "origin/main");
        var later = gate.Run("ines", "why", "pages/help/later.md:1", own);

        older.Output.ShouldContain("Before Countersign: this line is older than the gate of main.");
        older.Output.ShouldContain("harbour: the shop and its rules");
        past.Output.ShouldContain("No landing: this line is in main, and the gate has no record of how it got there.");
        past.Output.ShouldContain("gap: no landing tells");
        later.Output.ShouldContain("Not in: this line is in no guarded branch that is here.");
        foreach (var ran in new[] { older, past, later })
        {
            ran.Output.ShouldNotContain("Proof");
        }
    }

    [Fact]
    public void A_redacted_text_is_shown_as_redacted_and_the_signatures_still_hold()
    {
        using var gate = GivenGate.Open();
        var head = gate.LandTimeout();
        gate.RewriteRecords(path => !path.StartsWith("t/", StringComparison.Ordinal));
        gate.FreshClone("ines");

        var why = gate.Run("ines", "why", "config/checkout.yml:2", "origin/main", "--verify");
        var verified = gate.Run("ines", "verify", head);

        why.Code.ShouldBe(0, why.All);
        why.Output.ShouldContain("(redacted)");
        why.Output.ShouldContain("Good \"countersign.dev/sign-off\" signature for teo");
        why.Output.Replace("\n", " ", StringComparison.Ordinal).ShouldContain("rewritten");
        verified.Code.ShouldBe(0, verified.All);
    }

    [Fact]
    public void What_others_wrote_cannot_move_the_cursor_or_turn_the_text_around()
    {
        using var gate = GivenGate.Open();
        gate.Commit(
            "jun",
            "timeout",
            "config/checkout.yml",
            "checkout:\n  timeout-seconds: 40 # \u202egninrael\e[2J\n  retries: 2\n",
            "checkout: \e[31mred"
        );
        gate.Run("jun", "propose", "timeout");
        gate.Run(
                "jun",
                "case",
                "timeout",
                "--why",
                "it is\e[1A\e[2Kfine\u202e",
                "--breaks",
                "x",
                "--checked",
                "x",
                "--not-understood",
                "x",
                "--rollback",
                "x"
            )
            .Code.ShouldBeOneOf(0, 8);
        gate.Sign("teo", "timeout").Output.ShouldContain("Signed by");
        gate.Push("jun", "timeout:main").Code.ShouldBe(0);
        gate.Fetched("ines");

        var why = gate.Run("ines", "why", "config/checkout.yml:2", "origin/main");

        why.Code.ShouldBe(0, why.All);
        why.Output.ShouldContain("\\u{202e}");
        why.Output.Any(c => c is '\e' or '\u202e').ShouldBeFalse();
    }

    [Theory]
    [InlineData("config/checkout.yml")]
    [InlineData("config/checkout.yml:0")]
    [InlineData("config/checkout.yml:99")]
    [InlineData("config:1")]
    [InlineData("nowhere/at-all.yml:1")]
    [InlineData("../outside.yml:1")]
    public void A_place_that_is_none_is_said_in_one_line(string place)
    {
        using var gate = GivenGate.Open();

        var why = gate.Run("ines", "why", place);

        why.Code.ShouldBe(2, why.All);
        why.Output.ShouldBeEmpty();
    }
}
