// Sums of gradients and curvatures by column and bin: all that a tree needs to find its next split.
namespace Countersign.Likelihood;

internal sealed class Histogram
{
    /// <summary>Gradient, curvature and number of rows lie together: they are read and written together.</summary>
    private const int Parts = 3;

    private readonly double[] _sums;

    private Histogram(double[] sums) => _sums = sums;

    public Histogram(Bins bins, double[] gradient, double[] curvature, int[] rows)
        : this(new double[bins.Columns * Bins.Most * Parts])
    {
        var (gradients, curvatures) = (Array.ConvertAll(rows, row => gradient[row]), Array.ConvertAll(rows, row => curvature[row]));
        for (var column = 0; column < bins.Columns; column++)
        {
            var codes = bins.Codes[column];
            var sums = _sums.AsSpan(column * Bins.Most * Parts, Bins.Most * Parts);
            for (var i = 0; i < rows.Length; i++)
            {
                var at = codes[rows[i]] * Parts;
                sums[at] += gradients[i];
                sums[at + 1] += curvatures[i];
                sums[at + 2]++;
            }
        }
    }

    public (double Gradient, double Curvature, int Rows) this[int column, int bin]
    {
        get
        {
            var at = ((column * Bins.Most) + bin) * Parts;
            return (_sums[at], _sums[at + 1], (int)_sums[at + 2]);
        }
    }

    /// <summary>Over all bins, which are the same rows in every column.</summary>
    public (double Gradient, double Curvature) Whole()
    {
        var (gradient, curvature) = (0.0, 0.0);
        for (var bin = 0; bin < Bins.Most; bin++)
        {
            var (g, h, _) = this[0, bin];
            (gradient, curvature) = (gradient + g, curvature + h);
        }

        return (gradient, curvature);
    }

    public Histogram Without(Histogram other)
    {
        var rest = (double[])_sums.Clone();
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] -= other._sums[i];
        }

        return new Histogram(rest);
    }
}
