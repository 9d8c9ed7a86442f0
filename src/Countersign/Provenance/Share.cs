// A share of a count, with how far it can be trusted.
namespace Countersign.Provenance;

/// <summary>The interval is Wilson's, 95 %, without continuity correction. Source: E. B. Wilson, JASA 22 (1927), 209-212.</summary>
public readonly record struct Share(long Hits, long N)
{
    /// <summary>The normal deviate that leaves 2.5 % on either side.</summary>
    private const double Z = 1.959964;

    /// <summary>0 to 1; 0 where there is nothing to count.</summary>
    public double Rate => N == 0 ? 0 : (double)Hits / N;

    public double Low => N == 0 ? 0 : Math.Max(0, Middle - Half);

    public double High => N == 0 ? 1 : Math.Min(1, Middle + Half);

    private double Middle => (Rate + (Z * Z / (2 * N))) / (1 + (Z * Z / N));

    private double Half => Z * Math.Sqrt((Rate * (1 - Rate) / N) + (Z * Z / (4.0 * N * N))) / (1 + (Z * Z / N));
}
