// Columns cut into at most 64 bins of about equal weight, so that a split is looked for among bins, not among rows.
namespace Countersign.Likelihood;

internal sealed class Bins
{
    public const int Most = 64;

    /// <summary>Thresholds are rounded before anything is learnt from them: what is written down is what was learnt.</summary>
    private const int Digits = 6;

    private readonly double[][] _edges;

    private Bins(double[][] edges, byte[][] codes) => (_edges, Codes) = (edges, codes);

    /// <summary>By column, then by row.</summary>
    public byte[][] Codes { get; }

    public int Columns => _edges.Length;

    public int Count(int column) => _edges[column].Length + 1;

    /// <summary>Rows in this bin or an earlier one have at most this value.</summary>
    public double Edge(int column, int bin) => _edges[column][bin];

    public static Bins Of(IReadOnlyList<double[]> rows)
    {
        var columns = rows[0].Length;
        var (edges, codes) = (new double[columns][], new byte[columns][]);
        for (var column = 0; column < columns; column++)
        {
            var values = rows.Select(row => row[column]).ToArray();
            edges[column] = EdgesOf([.. values.Order()]);
            codes[column] = [.. values.Select(value => Code(edges[column], value))];
        }

        return new Bins(edges, codes);
    }

    private static double[] EdgesOf(double[] sorted)
    {
        var edges = new List<double>();
        for (var bin = 1; bin < Most; bin++)
        {
            var at = (int)((long)bin * sorted.Length / Most);
            var below = sorted[Math.Max(0, at - 1)];
            var next = Array.FindIndex(sorted, at, value => value > below);
            if (next < 0)
            {
                break;
            }

            var edge = Math.Round((below + sorted[next]) / 2, Digits);
            if (edges.Count == 0 || edge > edges[^1])
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    private static byte Code(double[] edges, double value)
    {
        var found = Array.BinarySearch(edges, value);
        return (byte)(found >= 0 ? found : ~found);
    }
}
