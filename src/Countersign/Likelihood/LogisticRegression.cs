// Penalised logistic regression on standardised columns, by Newton's method.
namespace Countersign.Likelihood;

/// <summary>
/// Minimises Σ w·log-loss + |b|²/2 over standardised columns, the intercept free: scikit-learn's LogisticRegression with C = 1
/// behind its StandardScaler, its oracle in bench/p7. A column that never varies gets no weight.
/// </summary>
public sealed class LogisticRegression
{
    private const int MostSteps = 50;
    private const double SmallEnough = 1e-9;

    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[] _weights;

    private LogisticRegression(double[] means, double[] scales, double[] weights, double intercept) =>
        (_means, _scales, _weights, Intercept) = (means, scales, weights, intercept);

    public double Intercept { get; }

    /// <summary>Log odds.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        var score = Intercept;
        for (var column = 0; column < _weights.Length; column++)
        {
            score += _weights[column] * (row[column] - _means[column]) / _scales[column];
        }

        return score;
    }

    /// <summary>By how much the log odds rise with one unit of the column as it came in.</summary>
    public double Slope(int column) => _weights[column] / _scales[column];

    /// <summary>The same function as slopes and one intercept, for writing down.</summary>
    public (double Intercept, double[] Slopes) Plain()
    {
        var slopes = Enumerable.Range(0, _weights.Length).Select(Slope).ToArray();
        return (Intercept - slopes.Zip(_means, (slope, mean) => slope * mean).Sum(), slopes);
    }

    public static LogisticRegression Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, IReadOnlyList<double>? weights = null)
    {
        var columns = rows[0].Length;
        var (means, scales) = Standard(rows, columns);
        var standard = rows.Select(row => Enumerable.Range(0, columns).Select(column => (row[column] - means[column]) / scales[column]).ToArray())
            .ToArray();
        var beta = new double[columns + 1];
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, hessian) = Slopes(standard, labels, weights, beta);
            var move = Cholesky.Solve(hessian, gradient);
            for (var i = 0; i < beta.Length; i++)
            {
                beta[i] -= move[i];
            }

            if (move.Max(Math.Abs) < SmallEnough)
            {
                break;
            }
        }

        return new LogisticRegression(means, scales, beta[..columns], beta[columns]);
    }

    /// <summary>The inverse of log odds, without overflow.</summary>
    public static double Probability(double logOdds) => logOdds >= 0 ? 1 / (1 + Math.Exp(-logOdds)) : Math.Exp(logOdds) / (1 + Math.Exp(logOdds));

    private static (double[] Means, double[] Scales) Standard(IReadOnlyList<double[]> rows, int columns)
    {
        var (means, scales) = (new double[columns], new double[columns]);
        for (var column = 0; column < columns; column++)
        {
            var mean = rows.Average(row => row[column]);
            var deviation = Math.Sqrt(rows.Average(row => (row[column] - mean) * (row[column] - mean)));
            (means[column], scales[column]) = (mean, deviation < 1e-12 ? 1 : deviation);
        }

        return (means, scales);
    }

    private static (double[] Gradient, double[][] Hessian) Slopes(
        double[][] rows,
        IReadOnlyList<bool> labels,
        IReadOnlyList<double>? weights,
        double[] beta
    )
    {
        var size = beta.Length;
        var gradient = new double[size];
        var hessian = Enumerable.Range(0, size).Select(_ => new double[size]).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var odds = beta[size - 1];
            for (var a = 0; a < size - 1; a++)
            {
                odds += beta[a] * row[a];
            }

            var (weight, p) = (weights?[i] ?? 1, Probability(odds));
            var (error, curve) = (weight * (p - (labels[i] ? 1 : 0)), weight * p * (1 - p));
            for (var a = 0; a < size; a++)
            {
                var x = a == size - 1 ? 1 : row[a];
                gradient[a] += error * x;
                var line = hessian[a];
                for (var b = 0; b <= a; b++)
                {
                    line[b] += curve * x * (b == size - 1 ? 1 : row[b]);
                }
            }
        }

        for (var a = 0; a < size - 1; a++)
        {
            gradient[a] += beta[a];
            hessian[a][a] += 1;
        }

        // Keeps a history without a single known-bad change solvable; otherwise far below anything that counts.
        hessian[size - 1][size - 1] += 1e-9;
        return (gradient, hessian);
    }
}
