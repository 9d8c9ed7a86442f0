// The published data of just-in-time defect prediction: rows in date order, the first four fifths train, the rest test.
using System.Globalization;
using Countersign.Likelihood;

namespace Countersign.Bench;

/// <summary>One project of the ISSTA'21 data; a change is bad where its SZZ label is above zero. Experience columns are not even read.</summary>
public sealed record PublishedSplit(string Project, IReadOnlyList<LabelledChange> Changes)
{
    private const string Ending = "_k_feature.csv";

    public int Cut => (int)(0.8 * Changes.Count);

    public IReadOnlyList<LabelledChange> Training => [.. Changes.Take(Cut)];

    public IReadOnlyList<LabelledChange> Test => [.. Changes.Skip(Cut)];

    public static IReadOnlyList<PublishedSplit> ReadAll(string folder) =>
        [
            .. Directory
                .GetFiles(folder, "*" + Ending)
                .Order(StringComparer.Ordinal)
                .Select(file => new PublishedSplit(Path.GetFileName(file)[..^Ending.Length], [.. Read(file)])),
        ];

    private static IEnumerable<LabelledChange> Read(string file)
    {
        var lines = File.ReadLines(file).GetEnumerator();
        lines.MoveNext();
        var names = lines.Current.Split(',').Select((name, at) => (name, at)).ToDictionary(column => column.name, column => column.at);
        while (lines.MoveNext())
        {
            var cells = lines.Current.Split(',');
            yield return new LabelledChange(
                new ChangeFeatures
                {
                    LinesAdded = Cell("la"),
                    LinesDeleted = Cell("ld"),
                    Files = Cell("nf"),
                    Subsystems = Cell("ns"),
                    Folders = Cell("nd"),
                    Entropy = Cell(names.ContainsKey("entropy") ? "entropy" : "entrophy"),
                    IsFix = Cell("fix") > 0,
                    Developers = Cell("ndev"),
                    AgeDays = Cell("age"),
                    EarlierChanges = Cell("nuc"),
                    LinesBefore = Cell("lt"),
                },
                (long)Cell("date"),
                Cell("bug") > 0
            );

            double Cell(string name) => double.Parse(cells[names[name]], CultureInfo.InvariantCulture);
        }
    }
}
