// Claims about signs of AI assistance, held against thousands of real commits with an independent expectation.
using System.Text.Json;
using Countersign.Provenance;

namespace Countersign.Tests.Provenance;

public sealed class RealCommitsTests
{
    /// <summary>
    /// A link to a project's rule "#llms" after Generated-by: the expectation takes it after Assisted-by only. It discloses the
    /// same there, so ours stands.
    /// </summary>
    private static readonly string[] OursIsRight = ["0d4fadfb56", "ffc47fd0d1", "0b4fef7bc3"];

    /// <summary>The expectation reads no committers and no merged branches; with those left out both must agree on which commits carry a sign, and how strong.</summary>
    [Fact]
    public void Real_commits_are_read_as_an_independent_reader_reads_them()
    {
        var data = SharedData.Folder("provenance");
        var (read, differ) = (0, new List<string>());
        foreach (var file in Directory.GetFiles(Path.Combine(data, "commits"), "*.jsonl").Order(StringComparer.Ordinal))
        {
            using var expectation = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(data, "expected", Path.ChangeExtension(Path.GetFileName(file), ".json")))
            );
            var expected = expectation.RootElement.GetProperty("expected");
            foreach (var line in File.ReadLines(file))
            {
                using var commit = JsonDocument.Parse(line);
                var claim = Claim(commit.RootElement);
                var found = SignalReader.Read(claim).Where(finding => finding.Signal is not ("committer" or "branch")).ToList();
                var ours =
                    found.Count == 0 ? ""
                    : found.Any(Authored) ? "authored"
                    : "assisted";
                var theirs = expected.TryGetProperty(claim.Source, out var entry) ? entry.GetProperty("strength").GetString()! : "";
                read++;
                if (
                    !OursIsRight.Contains(claim.Source[..10])
                    && ((ours.Length == 0) != (theirs.Length == 0) || (ours == "authored" && theirs != "authored"))
                )
                {
                    differ.Add(
                        $"{claim.Source[..10]} ours '{ours}' theirs '{theirs}' {string.Join(" | ", found.Select(finding => finding.Raw))} {(theirs.Length > 0 ? entry.ToString() : "")}"
                    );
                }
            }
        }

        read.ShouldBeGreaterThan(10_000);
        differ.ShouldBeEmpty();
    }

    /// <summary>Copilot's preview was announced on that day; before it there was nothing to declare.</summary>
    [Fact]
    public void No_commit_from_before_the_first_such_tool_carries_a_sign()
    {
        var (read, hits) = (0, new List<string>());
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.Folder("provenance"), "commits"), "*.jsonl"))
        {
            foreach (var line in File.ReadLines(file))
            {
                using var commit = JsonDocument.Parse(line);
                if (string.CompareOrdinal(commit.RootElement.GetProperty("date").GetString(), "2021-06-29") < 0)
                {
                    read++;
                    hits.AddRange(SignalReader.Read(Claim(commit.RootElement)).Select(finding => $"{finding.Source[..10]} {finding.Raw}"));
                }
            }
        }

        read.ShouldBeGreaterThan(1_000);
        hits.ShouldBeEmpty();
    }

    private static bool Authored(AssistanceFinding finding) => finding.Class == AssistanceClass.Agent;

    private static CommitClaim Claim(JsonElement commit) =>
        new(
            commit.GetProperty("sha").GetString()!,
            commit.GetProperty("author_name").GetString()!,
            commit.GetProperty("author_email").GetString()!,
            commit.GetProperty("committer_name").GetString()!,
            commit.GetProperty("committer_email").GetString()!,
            commit.GetProperty("message").GetString()!
        );
}
