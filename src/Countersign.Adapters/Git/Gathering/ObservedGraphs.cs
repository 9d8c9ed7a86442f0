// Graphs of what was seen running, from evidence that a bot of the roster signed about this change.
using System.Globalization;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Impact;
using Countersign.Impact.Sources;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>Edges always add, however old; what is too old, cut short or missing where the catalog demands it leaves coverage unknown.</summary>
public static class ObservedGraphs
{
    /// <summary>Numbers of the evidence: Unix seconds until which was observed, and how many edges had no room or no usable name.</summary>
    public const string Observed = "observed";

    public const string LeftOut = "left-out";

    public static IReadOnlyList<SuppliedGraph> Read(ChangeRecords records, GraphSources sources, DateTimeOffset now)
    {
        var graphs = records
            .Of<Cases.Evidence>()
            .Where(pair => pair.Statement.Type == EvidenceType.Graph)
            .Select(pair => One(pair, sources, now))
            .ToList();
        if (graphs.Count == 0)
        {
            return sources.Runtime ? [new SuppliedGraph(GraphSource.Runtime) { Unknown = "no bot has signed a runtime graph for this change" }] : [];
        }

        // The newest that is good says enough; older ones only add their edges.
        return graphs.Exists(graph => graph.Unknown is null) ? [.. graphs.Select(graph => graph with { Unknown = null })] : graphs;
    }

    private static SuppliedGraph One((VerifiedRecord Record, Cases.Evidence Statement) pair, GraphSources sources, DateTimeOffset now)
    {
        var evidence = pair.Statement;
        var until =
            evidence.Numbers.TryGetValue(Observed, out var seconds) && seconds is > 0 and < 253_402_300_799
                ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                : (DateTimeOffset?)null;
        var of = evidence.Subject.Commit is { } commit ? $" of {commit.Short}" : "";
        var where =
            $"{evidence.Name}{of} by {pair.Record.Signer}{(until is { } time ? time.ToString(" 'until' yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}";
        var calls = evidence.Names.Select(RuntimeCall.Parse).ToList();
        return new SuppliedGraph(GraphSource.Runtime)
        {
            Edges = [.. calls.OfType<RuntimeCall>().Select(call => new SuppliedEdge(call.Client, call.Server, where, call.Calls))],
            Unknown =
                until is null ? $"the runtime graph {where} does not say of when it is"
                : until > now.AddDays(1) ? $"the runtime graph {where} is of a time to come"
                : until < now.AddDays(-sources.RuntimeDays)
                    ? $"the runtime graph {where} is {(int)(now - until.Value).TotalDays} days old, and {sources.RuntimeDays} count at most"
                : evidence.Numbers.GetValueOrDefault(LeftOut) > 0 || calls.Contains(null) ? $"the runtime graph {where} is not whole"
                : null,
        };
    }
}
