// Reads what a tracing system saw for `evidence add --graph`, and says what fits into one signed statement.
using System.Text;
using System.Text.Unicode;
using Countersign.Adapters.Git.Gathering;
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Documents;
using Countersign.Impact.Sources;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Evidence;

internal static class RuntimeGraph
{
    private const int LargestFile = 16 << 20;

    // A record has at most 60,000 bytes, its payload in base64.
    private const int MostBytes = 36_000;
    private const int MostEdges = 1_000;

    /// <exception cref="UsageProblem">Neither Jaeger's dependencies nor service graph metrics.</exception>
    public static Finding Read(string file, DateTimeOffset observed, EvidenceOptions options, Surroundings surroundings)
    {
        var bytes = Report.Bytes(file, LargestFile, surroundings);
        var calls = Parse(bytes, file)
            .Match(
                (read, _) => read,
                problems => throw new UsageProblem($"the graph cannot be used: {Visible.Text(problems[0].ToString())}; nothing was signed")
            );
        var names = new List<string>();
        var size = 0;
        foreach (var call in calls.All)
        {
            size += Encoding.UTF8.GetByteCount(call.Written) + 8;
            if (size > MostBytes || names.Count == MostEdges)
            {
                break;
            }

            names.Add(call.Written);
        }

        var left = calls.All.Count - names.Count + calls.Passed;
        return new Finding(EvidenceType.Graph, options.Name ?? "graph", options.Conclusion ?? "observed")
        {
            Names = names,
            Numbers = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["edges"] = names.Count,
                [ObservedGraphs.LeftOut] = left,
                [ObservedGraphs.Observed] = observed.ToUnixTimeSeconds(),
            },
            Report = Digest.Of(bytes),
        };
    }

    private static Parsed<RuntimeCalls> Parse(byte[] bytes, string file) =>
        !Utf8.IsValid(bytes) ? throw new UsageProblem($"the graph '{Visible.Text(file)}' is not UTF-8; nothing was signed")
        : bytes.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'[' or (byte)'{', ..]
            ? JsonDocumentReader
                .Read(bytes, file, LargestFile)
                .Match((node, _) => RuntimeCalls.OfJaeger(node, file), problems => new Parsed<RuntimeCalls>.Bad(problems))
        : RuntimeCalls.OfServiceGraph(Encoding.UTF8.GetString(bytes), file);
}
