// Counts what was declared and recorded over a history, commit by commit, in memory that does not grow with it.
using Countersign.Provenance.LineRecords;

namespace Countersign.Provenance;

/// <param name="Commits">Commits with at least one such finding that is no hint.</param>
public sealed record ToolCount(string Tool, string? Model, long Commits, int MostCertain);

public sealed class HistoryTally
{
    private const int MostTools = 2000;
    private readonly Dictionary<(string Tool, string? Model), (long Commits, int MostCertain)> _tools = [];
    private readonly SortedDictionary<AssistanceClass, long> _classes = [];
    private readonly long[] _certainties = new long[5];

    /// <summary>Commits seen; synthetic test merges are not among them.</summary>
    public long Commits { get; private set; }

    public DateTimeOffset? From { get; private set; }

    public DateTimeOffset? To { get; private set; }

    /// <summary>Commits by the highest class that any finding gives; where there is none, unknown.</summary>
    public IReadOnlyDictionary<AssistanceClass, long> Classes => _classes;

    /// <summary>Commits by their most certain finding; the first counts commits with hints alone.</summary>
    public IReadOnlyList<long> Certainties => _certainties;

    /// <summary>Of the commits whose lines were counted.</summary>
    public LineClasses Lines { get; } = new();

    public IReadOnlyList<ToolCount> Tools =>
        [
            .. _tools
                .Select(entry => new ToolCount(entry.Key.Tool, entry.Key.Model, entry.Value.Commits, entry.Value.MostCertain))
                .OrderByDescending(tool => tool.Commits)
                .ThenBy(tool => tool.Tool, StringComparer.Ordinal)
                .ThenBy(tool => tool.Model, StringComparer.Ordinal),
        ];

    /// <param name="when">The commit date: author dates are whatever their author says.</param>
    /// <param name="recorded">What records say of the commit's lines; null where there is none.</param>
    /// <param name="added">Lines that the commit added, where they were counted; with a record they are known anyway.</param>
    public void Add(DateTimeOffset when, IReadOnlyList<AssistanceFinding> findings, LineShare? recorded = null, long? added = null)
    {
        Commits++;
        From = From is { } from && from <= when ? from : when;
        To = To is { } to && to >= when ? to : when;
        var counted = findings.Where(finding => finding.Certainty >= ProvenanceGrade.LeastCertainty).ToList();
        var grade = ProvenanceGrade.Strongest(counted)?.Class ?? AssistanceClass.Unknown;
        _classes[grade] = _classes.GetValueOrDefault(grade) + 1;
        if (findings.Count > 0)
        {
            _certainties[Math.Clamp(findings.Max(finding => finding.Certainty), 0, 4)]++;
        }

        foreach (var tool in counted.GroupBy(finding => (finding.Tool, finding.Model)))
        {
            var key = _tools.Count < MostTools || _tools.ContainsKey(tool.Key) ? tool.Key : ("others", null);
            var (commits, certain) = _tools.GetValueOrDefault(key);
            _tools[key] = (commits + 1, Math.Max(certain, tool.Max(finding => finding.Certainty)));
        }

        if ((added ?? recorded?.Added) is { } lines)
        {
            Lines.Add(lines, recorded, findings);
        }
    }
}
