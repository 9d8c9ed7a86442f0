// Records by hand: edited, deleted, copied, malformed, too large, from elsewhere. The hook takes only whole and honest ones.
using System.Text;
using System.Text.Json;
using Countersign.Attestations;
using Countersign.Cli.Tests.Given;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class RecordsTests(SharedGate shared) : IClassFixture<SharedGate>
{
    [Fact]
    [Trait("claim", "R1"), Trait("twin", "R1")]
    public void A_backdated_approval_does_not_outlive_the_objection_that_came_before_it()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "dated", "config/dated.yml", "a: 1\n");
        gate.Offer("jun", "dated");
        var objection = gate.SignedBy("teo", "jun", "dated", it => it with { Decision = DecisionKind.Object, Assurance = null });
        var backdated = gate.SignedBy("teo", "jun", "dated", it => it with { SignedAt = gate.Second.AddYears(-3) });
        var postdated = gate.SignedBy("teo", "jun", "dated", it => it with { SignedAt = gate.Second.AddYears(3) });

        gate.Push("jun", "dated:main").All.ShouldContain("Held", customMessage: "no date orders two acts; only naming the last one does");

        backdated.ShouldNotBe(postdated);
        gate.SignedBy("teo", "jun", "dated", it => it with { Decision = DecisionKind.Withdraw, Assurance = null, Previous = objection });
        gate.SignedBy("ines", "jun", "dated", it => it with { SignedAt = gate.Second.AddYears(-3) });
        gate.Push("jun", "dated:main").Code.ShouldBe(0, "ines's clock is wrong, and that costs nobody anything");
    }

    [Fact]
    [Trait("claim", "R6"), Trait("claim", "R7"), Trait("claim", "R8")]
    public void A_record_is_neither_edited_nor_deleted_nor_moved()
    {
        var gate = shared.Gate;
        gate.Commit("kit", "kept", "config/kept.yml", "a: 1\n");
        gate.Offer("kit", "kept");
        var folder = gate.Clone("kit");
        var about = gate.ChangeIdOf("kept").ToString();
        var (path, bytes) = gate.StoredRecords().First(record => record.Path.Contains(about, StringComparison.Ordinal));
        var edited = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\"payload\":\"", "\"payload\": \"", StringComparison.Ordinal));

        var before = gate.Tip("refs/countersign/records");
        foreach (
            var attempt in new[]
            {
                gate.PushRecordTree("kit", [], deletes: [path]),
                gate.PushRecordTree("kit", [("100644", gate.Blob(folder, edited), path)], deletes: []),
                gate.PushRecordTree(
                    "kit",
                    [("100644", gate.Blob(folder, bytes), path.Replace($"/{about}/", $"/{about[..30]}00/", StringComparison.Ordinal))],
                    deletes: [path]
                ),
                gate.PushRecordTree("kit", [("100755", gate.Blob(folder, bytes), path)], deletes: []),
                gate.PushRecordTree("kit", [("120000", gate.Blob(folder, Encoding.UTF8.GetBytes("../../../etc/passwd")), $"{path}x")], deletes: []),
                gate.PushRecordTree("kit", [("100644", gate.Blob(folder, "hello"u8.ToArray()), "README.md")], deletes: []),
                gate.Push("kit", "+main:refs/countersign/records"),
                gate.Push("kit", ":refs/countersign/records"),
            }
        )
        {
            attempt.Code.ShouldNotBe(0);
        }

        gate.Tip("refs/countersign/records").ShouldBe(before);
    }

    [Fact]
    [Trait("twin", "R6"), Trait("twin", "R7"), Trait("twin", "R8"), Trait("claim", "R15")]
    public void Records_of_two_people_at_once_both_stay()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "both", "config/both.yml", "a: 1\n");
        gate.Offer("jun", "both");
        var content = gate.ContentOf("jun", "both");
        var change = gate.ChangeIdOf("both");
        var before = gate.StoredRecords().Count;
        _ = (gate.Clone("teo"), gate.Clone("ines"));

        Parallel.ForEach(["teo", "ines"], person => SignAsTheVerbDoes(gate, person));

        gate.StoredRecords().Count.ShouldBe(before + 4, "each sign-off lies under its content and its change");
        gate.Push("jun", "both:main").All.ShouldMatch("Allowed, signed by (ines, teo|teo, ines)");

        void SignAsTheVerbDoes(GivenGate at, string person)
        {
            var signed = at.Sign(person, change.ToString());
            signed.Output.ShouldContain($"Signed by {person}", customMessage: signed.All + content.Digest);
        }
    }

    [Theory]
    [Trait("claim", "R9"), Trait("claim", "R10"), Trait("claim", "R11"), Trait("claim", "R14")]
    [InlineData("a key twice in the envelope")]
    [InlineData("a key twice in the statement")]
    [InlineData("base64 with spare bits")]
    [InlineData("base64 without padding")]
    [InlineData("base64 for web addresses")]
    [InlineData("two signatures")]
    [InlineData("too long")]
    [InlineData("an unknown type")]
    [InlineData("bytes after the end")]
    [InlineData("another repository")]
    public void A_malformed_record_is_refused_whole(string how)
    {
        var gate = shared.Gate;
        gate.Commit("kit", "malformed", "config/malformed.yml", "a: 1\n");
        var signOff = gate.SignOffOf("teo", gate.ContentOf("kit", "malformed"), null);
        var sound = gate.Seal("teo", signOff);
        var text = Encoding.UTF8.GetString(sound);
        using var json = JsonDocument.Parse(sound);
        var payload = json.RootElement.GetProperty("payload").GetString()!;
        var statement = Encoding.UTF8.GetString(Convert.FromBase64String(payload));
        string With(string other) => text.Replace(payload, Convert.ToBase64String(Encoding.UTF8.GetBytes(other)), StringComparison.Ordinal);
        var bad = how switch
        {
            "a key twice in the envelope" => text.Replace("{\"payloadType\"", "{\"payload\":\"e30=\",\"payloadType\"", StringComparison.Ordinal),
            "a key twice in the statement" => With(statement.Replace("{\"_type\"", "{\"predicateType\":\"x\",\"_type\"", StringComparison.Ordinal)),
            "base64 with spare bits" => text.Replace(payload, SpareBits(statement), StringComparison.Ordinal),
            "base64 without padding" => text.Replace(
                payload,
                Convert.ToBase64String(Encoding.UTF8.GetBytes(statement + (statement.Length % 3 == 0 ? " " : ""))).TrimEnd('='),
                StringComparison.Ordinal
            ),
            "base64 for web addresses" => text.Replace(payload, $"-_{payload[2..]}", StringComparison.Ordinal),
            "two signatures" => text.Replace(
                "\"signatures\":[",
                $"\"signatures\":[{json.RootElement.GetProperty("signatures")[0].GetRawText()},",
                StringComparison.Ordinal
            ),
            "too long" => text + new string(' ', 70_000),
            "an unknown type" => With(statement.Replace("/sign-off/v1", "/blank-cheque/v1", StringComparison.Ordinal)),
            "bytes after the end" => text + "{}",
            "another repository" => Encoding.UTF8.GetString(
                gate.Seal("teo", signOff with { Context = signOff.Context with { Repository = RepositoryId.FromBytes(new byte[16]) } })
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
        bad.ShouldNotBe(text);
        var bytes = Encoding.UTF8.GetBytes(bad);

        var pushed = gate.PushRecords("kit", [(RecordPath.ForDigest(signOff.Subject.Digest!.Value, Digest.Of(bytes)).ToString(), bytes)]);

        pushed.Code.ShouldNotBe(0, how);
        pushed.All.ShouldContain("record.");
    }

    [Fact]
    [Trait("twin", "R9"), Trait("twin", "R10"), Trait("twin", "R11"), Trait("twin", "R14")]
    public void A_copy_of_a_sign_off_in_other_white_space_is_the_same_sign_off()
    {
        using var gate = GivenGate.Open(GivenGate.PracticePolicy.Replace("count: 1,", "count: 2,", StringComparison.Ordinal));
        gate.Commit("jun", "copied", "config/checkout.yml", "checkout:\n  timeout-seconds: 31\n  retries: 2\n");
        gate.Offer("jun", "copied");
        var signOff = gate.SignOffOf("teo", gate.ContentOf("jun", "copied"), gate.ChangeIdOf("copied"));
        var envelope = gate.Seal("teo", signOff);
        var copy = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(envelope).Replace("{\"payloadType\"", "{ \"payloadType\"", StringComparison.Ordinal)
        );
        foreach (var bytes in new[] { envelope, copy })
        {
            gate.PushRecords("teo", [.. RecordPath.For(signOff, Digest.Of(bytes)).Select(path => (path.ToString(), bytes))])
                .Code.ShouldBe(0, "sound in either spelling");
        }

        gate.Push("jun", "copied:main").All.ShouldContain("Held", customMessage: "two copies of one signature are one signature");

        gate.SignedBy("ines", "jun", "copied");
        gate.Push("jun", "copied:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "R11")]
    public void More_records_than_one_push_may_bring_are_refused_together()
    {
        var gate = shared.Gate;
        var folder = gate.Clone("kit");
        var blob = gate.Blob(folder, "{}"u8.ToArray());
        var digest = new string('a', 64);

        var pushed = gate.PushRecordTree("kit", Enumerable.Range(0, 1_001).Select(i => ("100644", blob, $"d/aa/{digest}/{i:x64}.json")), deletes: []);

        pushed.Code.ShouldNotBe(0);
        pushed.All.ShouldContain("at most 1000 records");
    }

    [Fact]
    [Trait("claim", "S22"), Trait("twin", "S22")]
    public void A_refused_push_leaves_nothing_of_itself_and_the_next_one_finds_all_as_it_was()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "whole", "config/whole.yml", "a: 1\n");
        var refs = gate.Git(gate.Bare, "for-each-ref");
        var content = gate.ContentOf("jun", "whole");
        var (stored, envelope) = (gate.SignOffOf("teo", content, null), Array.Empty<byte>());
        envelope = gate.Seal("teo", stored);

        var together = gate.PushRecords(
            "jun",
            [.. StoredRecord.Of(stored, envelope).Select(record => (record.Path.ToString(), record.Bytes.ToArray()))],
            "whole:refs/heads/whole",
            "whole:refs/heads/main"
        );

        together.Code.ShouldNotBe(0, "there is no case yet");
        gate.Git(gate.Bare, "for-each-ref").ShouldBe(refs);
        gate.Try(gate.Bare, "git", "cat-file", "-e", content.Head.Hex).Code.ShouldNotBe(0);
        gate.Try(gate.Bare, "sh", "-c", "ls objects | grep -c tmp_objdir").Output.Trim().ShouldBe("0");

        gate.Offer("jun", "whole", "teo");
        gate.Push("jun", "whole:main").Code.ShouldBe(0);
    }

    /// <summary>The same bytes, with bits set that no byte needs.</summary>
    private static string SpareBits(string statement)
    {
        var padded = statement;
        while (Encoding.UTF8.GetByteCount(padded) % 3 != 1)
        {
            padded += " ";
        }

        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(padded));
        var last = text[^3];
        var raised = (char)(last + 1);
        return text[..^3] + raised + "==";
    }
}
