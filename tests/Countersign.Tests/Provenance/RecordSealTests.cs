// Claims about a tool's own signature on its record: a key of the roster, the record as it was, or nothing.
using System.Text;
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;
using Countersign.Tests.People;

namespace Countersign.Tests.Provenance;

public sealed class RecordSealTests
{
    /// <summary>Signed once with OpenSSL over the canonical form that an independent writer made of it.</summary>
    private const string Signed =
        """{"version": "0.1.0", "id": "6f1c2d3e-0000-4000-8000-000000000001", "timestamp": "2026-05-01T10:00:00Z", "vcs": {"type": "git", "revision": "c0ffee0000000000000000000000000000000001"}, "tool": {"name": "robin", "version": "3"}, "files": [{"path": "src/\u00e9 \"a\".cs", "conversations": [{"contributor": {"type": "ai", "model_id": "m-1"}, "ranges": [{"start_line": 1, "end_line": 2}]}]}], "metadata": {"z": null, "a": [true, -3], "tab": "\t\u0001"}, "sig": {"alg": "ed25519", "key_id": "a75f867342ab4d11", "value": "enxMtIqpxjvvY51yHEAhln4YZzKRlw96sDJ+MbXa0FtKpXoLr4+z3QsBGNC13PxCQYe6nhMgW1uCLI2wSWdGCQ=="}}""";

    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBsST3QjmRG5aogH0r7D8oGJJKI3vrRuvRFCJ8e90fzk";

    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_record_signed_with_a_key_of_the_roster_and_matching_the_diff_is_the_strongest_evidence_there_is()
    {
        var record = Read(Signed).ShouldHaveSingleItem();

        record.Seal!.SignedBy(With(Key), s_now)!.Value.Value.ShouldBe("robin");
        var added = new Dictionary<RepoPath, IReadOnlyList<LineRange>> { [RepoPath.Of("src/é \"a\".cs")] = [new LineRange(1, 4)] };
        var finding = RecordedLines.Hold(record, added, "c", record.Seal.SignedBy(With(Key), s_now)).ShouldHaveSingleItem();
        (finding.Certainty, finding.Class).ShouldBe((4, AssistanceClass.Assisted));
        finding.Raw.ShouldEndWith("signed with robin's key");
        RecordedLines.Hold(record, added, "c").ShouldHaveSingleItem().Certainty.ShouldBe(3);
        var elsewhere = new Dictionary<RepoPath, IReadOnlyList<LineRange>> { [RepoPath.Of("other.cs")] = [new LineRange(1, 4)] };
        RecordedLines
            .Hold(record, elsewhere, "c", record.Seal.SignedBy(With(Key), s_now))
            .ShouldHaveSingleItem()
            .Certainty.ShouldBe(0, "a signature on lines that are not there");
    }

    [Theory]
    [InlineData("\"end_line\": 2", "\"end_line\": 3")]
    [InlineData("\"model_id\": \"m-1\"", "\"model_id\": \"m-2\"")]
    [InlineData("\"a\": [true, -3]", "\"a\": [true, -3], \"b\": 1")]
    [InlineData("enxMtIqp", "fnxMtIqp")]
    [InlineData("a75f867342ab4d11", "a75f867342ab4d12")]
    public void A_record_that_was_touched_is_signed_by_nobody(string from, string to)
    {
        Signed.ShouldContain(from);

        Read(Signed.Replace(from, to, StringComparison.Ordinal)).ShouldHaveSingleItem().Seal!.SignedBy(With(Key), s_now).ShouldBeNull();
    }

    [Fact]
    public void A_key_that_the_roster_lacks_or_that_ended_vouches_for_nothing()
    {
        var seal = Read(Signed).ShouldHaveSingleItem().Seal!;

        seal.SignedBy(Roster.Empty, s_now).ShouldBeNull();
        seal.SignedBy(With(Key, "\"valid-before\":\"2026-05-01T00:00:00Z\","), s_now).ShouldBeNull();
    }

    [Theory]
    [InlineData("\"alg\": \"ed25519\"", "\"alg\": \"rsa\"")]
    [InlineData("\"key_id\": \"a75f867342ab4d11\"", "\"key_id\": 7")]
    [InlineData("enxMtIqp", "!nxMtIqp")]
    [InlineData("\"a\": [true, -3]", "\"a\": 1.5")]
    [InlineData("\"z\": null", "\"z\": null, \"z\": null")]
    [InlineData("\\t\\u0001", "\\ud800")]
    public void What_has_no_one_form_to_sign_carries_no_signature_and_is_read_all_the_same(string from, string to)
    {
        Signed.ShouldContain(from);

        var record = Read(Signed.Replace(from, to, StringComparison.Ordinal)).ShouldHaveSingleItem();

        record.Seal.ShouldBeNull();
        record.Claims.ShouldNotBeEmpty();
    }

    private static IReadOnlyList<LineRecord> Read(string json) => AgentTrace.Read(Encoding.UTF8.GetBytes(json), out _);

    private static Roster With(string key, string times = "") =>
        RosterText.Good(
            $$"""{"version":1,"persons":[{"id":"ann","name":"Ann","emails":["ann@example.org"],"levels":[],"keys":[]}],"bots":[{"id":"robin","kind":"agent","owner":"ann","keys":[{"key":"{{key}}",{{times}}"kind":"file"}]}]}"""
        );
}
