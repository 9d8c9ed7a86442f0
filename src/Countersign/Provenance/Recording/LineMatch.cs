// Finds, among the lines that a commit adds, those that a tool was recorded to have written.
using Countersign.Provenance.LineRecords;

namespace Countersign.Provenance.Recording;

/// <param name="Number">From 1, in the commit's version of the file.</param>
/// <param name="IsTrivial">A bracket or a blank line, which tells nothing by itself.</param>
public readonly record struct AddedLine(int Number, LineMark Mark, bool IsTrivial);

/// <summary>
/// By text, not by place: lines move between the edit and the commit. What was written once is found once. A trivial line counts only
/// beside one that was found. A person who types a line that the tool wrote as well is not told apart, so all of it "may be inferred".
/// </summary>
public sealed class LineMatch(IReadOnlyList<AddedLine> added)
{
    private readonly bool[] _taken = new bool[added.Count];

    /// <summary>Lines found here belong to this writer; the next writer is asked about the others.</summary>
    public IReadOnlyList<LineRange> Take(IEnumerable<LineMark> written)
    {
        var left = new Dictionary<LineMark, int>();
        foreach (var mark in written)
        {
            left[mark] = left.GetValueOrDefault(mark) + 1;
        }

        var found = new bool[added.Count];
        for (var i = 0; i < added.Count; i++)
        {
            found[i] = !added[i].IsTrivial && Has(left, i);
        }

        for (var i = 1; i < added.Count; i++)
        {
            found[i] |= added[i].IsTrivial && found[i - 1] && added[i].Number == added[i - 1].Number + 1 && Has(left, i);
        }

        for (var i = added.Count - 2; i >= 0; i--)
        {
            found[i] |= added[i].IsTrivial && found[i + 1] && added[i].Number == added[i + 1].Number - 1 && Has(left, i);
        }

        return LineRange.Normal(added.Where((_, i) => found[i]).Select(line => new LineRange(line.Number, line.Number)));
    }

    private bool Has(Dictionary<LineMark, int> left, int i)
    {
        if (_taken[i] || left.GetValueOrDefault(added[i].Mark) == 0)
        {
            return false;
        }

        left[added[i].Mark]--;
        return _taken[i] = true;
    }
}
