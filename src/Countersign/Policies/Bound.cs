// A limit on a number, and which way a sum over the window moves it.
using Countersign.Documents;

namespace Countersign.Policies;

/// <summary>Every side that is given must hold.</summary>
public sealed record Bound(double? Over, double? AtLeast, double? Under, double? AtMost)
{
    public const string Schema = """{"$ref":"#/$defs/bound"}""";

    public static Bound? Parse(Node node, string what, Reading reading)
    {
        if (reading.Mapping(node, what, "over", "at-least", "under", "at-most") is not { } fields)
        {
            return null;
        }

        fields.DemandsOneOf("over", "at-least", "under", "at-most");
        return new Bound(Side("over"), Side("at-least"), Side("under"), Side("at-most"));

        double? Side(string key) => fields.Number(key, 0, 1_000_000_000);
    }

    public bool Holds(double value) => Holds(value, value);

    /// <summary>The sides that hold for more look at <paramref name="forMore"/>, the others at <paramref name="forLess"/>.</summary>
    public bool Holds(double forMore, double forLess) => !(forMore <= Over) && !(forMore < AtLeast) && !(forLess >= Under) && !(forLess > AtMost);

    public override string ToString() =>
        string.Join(
            " and ",
            new[] { Say("over", Over), Say("at least", AtLeast), Say("under", Under), Say("at most", AtMost) }.Where(side => side.Length > 0)
        );

    private static string Say(string word, double? side) => side is null ? "" : $"{word} {side}";
}
