// What a regular expression is made of.
namespace Countersign.Changes;

internal abstract record RegexItem
{
    private RegexItem() { }

    public sealed record One(CharacterSet Set) : RegexItem;

    public sealed record Sequence(IReadOnlyList<RegexItem> Items) : RegexItem;

    public sealed record Either(IReadOnlyList<RegexItem> Choices) : RegexItem;

    /// <summary>No most: as often as one likes.</summary>
    public sealed record Repeat(RegexItem Item, int Least, int? Most) : RegexItem;

    public sealed record Start : RegexItem;

    public sealed record End : RegexItem;
}
