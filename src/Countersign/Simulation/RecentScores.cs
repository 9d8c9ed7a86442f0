// The newest scores of a history while it passes by, so that each change is placed among those before it as the gate would.
using Countersign.Likelihood;

namespace Countersign.Simulation;

/// <summary>The same answer as <see cref="Assessment.Cold"/> on the newest changes, kept sorted instead of sorted anew.</summary>
public sealed class RecentScores
{
    private readonly Queue<double> _order = new(Assessment.MostRecent + 1);
    private readonly List<double> _sorted = new(Assessment.MostRecent + 1);
    private readonly double[] _quantiles = new double[ScoreScale.Most];

    public int Count => _sorted.Count;

    public void Add(double measured)
    {
        var score = ScoreScale.Rounded(measured);
        _order.Enqueue(score);
        var at = _sorted.BinarySearch(score);
        _sorted.Insert(at < 0 ? ~at : at, score);
        if (_sorted.Count > Assessment.MostRecent)
        {
            _sorted.RemoveAt(_sorted.BinarySearch(_order.Dequeue()));
        }
    }

    /// <summary>0 to 100; among six other projects' changes while there are too few here.</summary>
    public double Percentile(double score)
    {
        if (_sorted.Count < Assessment.FewestRecent)
        {
            return SixProjectsScale.Scale.Percentile(score);
        }

        if (_sorted.Count <= ScoreScale.Most)
        {
            return ScoreScale.Of(_sorted).Percentile(score);
        }

        for (var i = 0; i < _quantiles.Length; i++)
        {
            _quantiles[i] = _sorted[(int)Math.Round(i * (_sorted.Count - 1.0) / (ScoreScale.Most - 1))];
        }

        return ScoreScale.Percentile(_quantiles, score);
    }
}
