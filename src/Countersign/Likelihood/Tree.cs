// A small decision tree: questions about columns, a number at each end.
namespace Countersign.Likelihood;

public abstract record Tree
{
    private Tree() { }

    public sealed record Leaf(double Value) : Tree;

    /// <summary>To the left where the column is at most the threshold.</summary>
    public sealed record Split(int Column, double Threshold, Tree Left, Tree Right) : Tree;

    public double Answer(ReadOnlySpan<double> row)
    {
        var at = this;
        while (at is Split split)
        {
            at = row[split.Column] <= split.Threshold ? split.Left : split.Right;
        }

        return ((Leaf)at).Value;
    }

    public int Depth =>
        this switch
        {
            Split split => 1 + Math.Max(split.Left.Depth, split.Right.Depth),
            _ => 0,
        };

    /// <summary>Of all columns that it asks about, the greatest; -1 for a leaf.</summary>
    internal int GreatestColumn =>
        this switch
        {
            Split split => Math.Max(split.Column, Math.Max(split.Left.GreatestColumn, split.Right.GreatestColumn)),
            _ => -1,
        };
}
