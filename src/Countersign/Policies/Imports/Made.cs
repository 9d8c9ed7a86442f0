// Makes nodes of a proposed policy, as a reader would have made them from text.
using System.Globalization;
using Countersign.Documents;

namespace Countersign.Policies.Imports;

internal static class Made
{
    public static Node Text(string text) => new Node.Scalar(text, IsText: true, 0);

    public static Node Word(string text) => new Node.Scalar(text, IsText: false, 0);

    public static Node Number(long number) => Word(number.ToString(CultureInfo.InvariantCulture));

    public static Node Texts(IEnumerable<string> texts) => texts.ToList() is var all && all.Count == 1 ? Text(all[0]) : List(all.Select(Text));

    public static Node List(IEnumerable<Node> items) => new Node.Sequence([.. items], 0);

    public static Node.Mapping Map(params (string Key, Node? Value)[] entries) =>
        new([.. entries.Where(entry => entry.Value is not null).Select(entry => new Node.Entry(entry.Key, entry.Value!, 0))], 0);
}
