// Who was seen calling whom: read from what tracing systems give out, and written as the names of a bot's evidence.
using System.Globalization;
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <param name="Calls">How often, over whatever time the source covers.</param>
public sealed record RuntimeCall(string Client, string Server, double Calls)
{
    private const string Arrow = " -> ";

    // Two of them with an arrow and a number are one text of a statement, which has at most 200 characters.
    private const int LongestName = 85;

    /// <summary>"client -> server calls", as evidence carries it.</summary>
    public string Written => string.Create(CultureInfo.InvariantCulture, $"{Client}{Arrow}{Server} {Math.Round(Calls):0}");

    /// <summary>Null where it is not of that form.</summary>
    public static RuntimeCall? Parse(string written)
    {
        var arrow = written.IndexOf(Arrow, StringComparison.Ordinal);
        var blank = written.LastIndexOf(' ');
        if (arrow <= 0 || blank < arrow + Arrow.Length)
        {
            return null;
        }

        var (client, server) = (written[..arrow], written[(arrow + Arrow.Length)..blank]);
        return
            IsName(client)
            && IsName(server)
            && double.TryParse(written.AsSpan(blank + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var calls)
            ? new RuntimeCall(client, server, calls)
            : null;
    }

    /// <summary>One that can be written and read again.</summary>
    internal static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName }
        && name == name.Trim()
        && !name.Any(char.IsControl)
        && !name.Contains(Arrow, StringComparison.Ordinal)
        && !name.Contains(" ->", StringComparison.Ordinal)
        && !name.Contains("-> ", StringComparison.Ordinal);
}

/// <param name="Passed">Edges whose names cannot be used.</param>
public sealed record RuntimeCalls(IReadOnlyList<RuntimeCall> All, int Passed)
{
    public const string Metric = "traces_service_graph_request_total";
    private const int MostEdges = 200_000;

    /// <summary>Jaeger's answer to /api/dependencies: a list of parent, child and callCount, alone or under `data`.</summary>
    public static Parsed<RuntimeCalls> OfJaeger(Node node, string file)
    {
        var problems = new ProblemList("runtime", file);
        var list = node is Node.Mapping mapping ? mapping["data"] : node;
        if (list is not Node.Sequence { Items.Count: <= MostEdges } edges)
        {
            problems.Error(
                "jaeger",
                "it is no list of dependencies",
                "Ask Jaeger for /api/dependencies?endTs=MILLISECONDS&lookback=MILLISECONDS.",
                node.Line
            );
            return new Parsed<RuntimeCalls>.Bad(problems.Items);
        }

        var draft = new Draft();
        foreach (var edge in edges.Items)
        {
            if (Fields.Of(edge, "a dependency", problems) is { } fields)
            {
                var count = fields["callCount"] is Node.Scalar scalar && Number(scalar.Text) is { } calls ? calls : 1;
                draft.Add(fields.Text("parent"), fields.Text("child"), count);
            }
        }

        return Parsed<RuntimeCalls>.From(draft.Calls, problems.Items);
    }

    /// <summary>Prometheus' text form, from an exporter or a federation: every sample of the service graph's counter.</summary>
    public static Parsed<RuntimeCalls> OfServiceGraph(string text, string file)
    {
        var problems = new ProblemList("runtime", file);
        var draft = new Draft();
        var (line, found) = (0, 0);
        foreach (var part in text.AsSpan().EnumerateLines())
        {
            line++;
            if (!part.StartsWith(Metric, StringComparison.Ordinal) || part.Length == Metric.Length || part[Metric.Length] != '{')
            {
                continue;
            }

            if (++found > MostEdges || Sample(part[(Metric.Length + 1)..]) is not { } sample)
            {
                problems.Error(
                    "sample",
                    found > MostEdges ? $"there are more than {MostEdges} samples" : "the sample cannot be read",
                    "Give the exporter's text as it is.",
                    line
                );
                break;
            }

            draft.Add(sample.Client, sample.Server, sample.Calls);
        }

        if (found == 0)
        {
            problems.Error("metric", $"it has no {Metric}", "Give the OpenTelemetry collector's service graph metrics, or Jaeger's dependencies.", 0);
        }

        return Parsed<RuntimeCalls>.From(draft.Calls, problems.Items);
    }

    /// <summary>label="value",... } number; null where it is not of that form.</summary>
    private static (string? Client, string? Server, double Calls)? Sample(ReadOnlySpan<char> rest)
    {
        string? client = null;
        string? server = null;
        while (true)
        {
            rest = rest.TrimStart(" ,");
            if (rest.StartsWith("}"))
            {
                var value = rest[1..].Trim();
                var blank = value.IndexOf(' ');
                return Number(blank < 0 ? value.ToString() : value[..blank].ToString()) is { } calls ? (client, server, calls) : null;
            }

            var equals = rest.IndexOf("=\"");
            if (equals <= 0)
            {
                return null;
            }

            var label = rest[..equals].Trim().ToString();
            var text = new System.Text.StringBuilder();
            var at = equals + 2;
            for (; at < rest.Length && rest[at] != '"'; at++)
            {
                if (rest[at] == '\\' && ++at >= rest.Length)
                {
                    return null;
                }

                text.Append(rest[at - 1] == '\\' && rest[at] == 'n' ? '\n' : rest[at]);
            }

            if (at >= rest.Length)
            {
                return null;
            }

            client = label == "client" ? text.ToString() : client;
            server = label == "server" ? text.ToString() : server;
            rest = rest[(at + 1)..];
        }
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value is >= 0 and < 1e15
            ? value
            : null;

    private sealed class Draft
    {
        private readonly Dictionary<(string, string), double> _calls = [];
        private int _passed;

        /// <summary>Samples of one pair are summed; a pair that never called is no edge.</summary>
        public void Add(string? client, string? server, double calls)
        {
            if (!RuntimeCall.IsName(client) || !RuntimeCall.IsName(server))
            {
                _passed++;
            }
            else if (calls > 0)
            {
                _calls[(client!, server!)] = _calls.GetValueOrDefault((client!, server!)) + calls;
            }
        }

        /// <summary>Busiest first, then by name.</summary>
        public RuntimeCalls Calls() =>
            new(
                [
                    .. _calls
                        .OrderByDescending(pair => pair.Value)
                        .ThenBy(pair => pair.Key.Item1, StringComparer.Ordinal)
                        .ThenBy(pair => pair.Key.Item2, StringComparer.Ordinal)
                        .Select(pair => new RuntimeCall(pair.Key.Item1, pair.Key.Item2, pair.Value)),
                ],
                _passed
            );
    }
}
