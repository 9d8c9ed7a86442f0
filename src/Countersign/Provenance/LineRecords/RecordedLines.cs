// Holds a tool's record of lines against the lines that a commit really added.
using System.Globalization;
using Countersign.Changes;
using Countersign.People;

namespace Countersign.Provenance.LineRecords;

/// <summary>Added lines by who a record says wrote them; what no record speaks of is no data, never human.</summary>
/// <param name="Added">All lines that a commit with a record added.</param>
/// <param name="MayBeInferred">One of the records also writes down lines that its tool did not see being written.</param>
public sealed record LineShare(int Added, int Agent, int ClaimedHuman, bool MayBeInferred);

public static class RecordedLines
{
    /// <summary>What findings from line records are called.</summary>
    public const string Signal = "lines";

    /// <summary>One finding for each tool and model; lines that the commit did not add are a hint and count for nothing.</summary>
    /// <param name="added">Ranges by path, ascending and apart.</param>
    /// <param name="source">The commit, and the note or file with its blob.</param>
    /// <param name="signedBy">Whose key of the roster signed the record; null where none did.</param>
    public static IReadOnlyList<AssistanceFinding> Hold(
        LineRecord record,
        IReadOnlyDictionary<RepoPath, IReadOnlyList<LineRange>> added,
        string source,
        PersonId? signedBy = null
    )
    {
        var all = All(added);
        return
        [
            .. record
                .Claims.Where(claim => claim.Writer == LineWriter.Agent)
                .GroupBy(claim => (claim.Tool, claim.Model))
                .Select(claims => Finding(record, claims.Key.Tool, claims.Key.Model, [.. claims], added, all, source, signedBy)),
        ];
    }

    /// <summary>Of all records of one commit together; a line that one of them gives to an agent is the agent's.</summary>
    public static LineShare Share(IReadOnlyList<LineRecord> records, IReadOnlyDictionary<RepoPath, IReadOnlyList<LineRange>> added)
    {
        var claims = records.SelectMany(record => record.Claims).ToList();
        var agent = Overlap(claims.Where(claim => claim.Writer == LineWriter.Agent), added);
        var either = Overlap(claims.Where(claim => claim.Writer is LineWriter.Agent or LineWriter.ClaimedHuman), added);
        return new LineShare(All(added), agent, either - agent, records.Any(record => record.MayBeInferred && record.Claims.Count > 0));
    }

    private static int All(IReadOnlyDictionary<RepoPath, IReadOnlyList<LineRange>> added) =>
        added.Values.Sum(ranges => ranges.Sum(range => range.Count));

    /// <summary>A record cannot say that nobody watched; where every added line is the agent's there is nothing left of anybody else.</summary>
    private static AssistanceFinding Finding(
        LineRecord record,
        string? tool,
        string? model,
        List<LineClaim> claims,
        IReadOnlyDictionary<RepoPath, IReadOnlyList<LineRange>> added,
        int all,
        string source,
        PersonId? signedBy
    )
    {
        var lines = Overlap(claims, added);
        var by = record.ToolVersion is { } version ? $"{record.Format} ({version})" : record.Format;
        var raw =
            lines == 0
                ? $"{by} speaks of lines that this commit did not add"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{by} recorded {lines} of {all} added lines{(record.MayBeInferred ? ", may be inferred" : "")}{(signedBy is { } signer ? $", signed with {signer}'s key" : "")}"
                );
        return new AssistanceFinding(
            Signal,
            tool ?? "not named",
            model,
            lines == all && lines > 0 ? AssistanceClass.Agent : AssistanceClass.Assisted,
            lines == 0 ? 0
                : signedBy is null ? 3
                : 4,
            raw,
            source
        );
    }

    private static int Overlap(IEnumerable<LineClaim> claims, IReadOnlyDictionary<RepoPath, IReadOnlyList<LineRange>> added) =>
        claims
            .Where(claim => claim.Path.Length > 0 && !claim.Path.Contains('\0', StringComparison.Ordinal))
            .GroupBy(claim => RepoPath.Of(claim.Path))
            .Where(ofPath => added.ContainsKey(ofPath.Key))
            .Sum(ofPath => LineRange.Overlap(LineRange.Normal(ofPath.SelectMany(claim => claim.Lines)), added[ofPath.Key]));
}
