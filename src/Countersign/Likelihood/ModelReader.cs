// Reads a fitted model from its nodes; everything that is wrong is said at once.
using System.Globalization;
using System.Text;
using Countersign.Documents;

namespace Countersign.Likelihood;

internal sealed class ModelReader(string file)
{
    private const int MostTrees = 1_000;
    private const int MostSteps = 10_000;
    private const double Wildest = 1e9;
    private const string Remedy = "Write it again with `countersign likelihood --fit --out FILE`.";

    private static readonly string[] s_top =
    [
        "version",
        "model",
        "columns",
        "intercept",
        "slopes",
        "start",
        "trees",
        "elsewhere",
        "calibration",
        "recent",
        "trainedOn",
    ];

    private readonly ProblemList _problems = new("likelihood", file);

    public Parsed<FittedModel> Read(Node node)
    {
        if (Fields.Of(node, "the model", _problems) is not { } top)
        {
            return new Parsed<FittedModel>.Bad(_problems.Items);
        }

        top.AllowOnly(s_top);
        if (top.Text("version") is { } version && version != "1")
        {
            Wrong($"the model has version '{Fields.Cut(version)}'", top.LineOf("version"), "This program reads version 1.");
        }

        if (top.Text("model") is { } name && name != FittedModel.Name)
        {
            Wrong($"'model' is '{Fields.Cut(name)}'", top.LineOf("model"), $"This program reads {FittedModel.Name}.");
        }

        if (top.Text("elsewhere") is { } elsewhere && elsewhere != SixProjects.Name)
        {
            Wrong($"'elsewhere' is '{Fields.Cut(elsewhere)}'", top.LineOf("elsewhere"), $"This program has {SixProjects.Name}.");
        }

        if (!top.Texts("columns").Select(column => column.Text).SequenceEqual(ModelColumns.Names))
        {
            Wrong("the columns are not those of this program", top.LineOf("columns"), Remedy);
        }

        var model = new FittedModel
        {
            Intercept = Number(top["intercept"], top.Line),
            Slopes = Numbers(top, "slopes", ModelColumns.Count),
            Trees = new BoostedTrees(Number(top["start"], top.Line), [.. Items(top, "trees", MostTrees).Select(tree => ReadTree(tree, 0))]),
            Elsewhere = SixProjects.Trees,
            Calibration = new Isotonic(Steps(top)),
            Recent = Scale(top),
            TrainedOn = Training(top),
        };
        if (model.Slopes.Count != ModelColumns.Count)
        {
            Wrong($"there are {model.Slopes.Count} slopes for {ModelColumns.Count} columns", top.LineOf("slopes"), Remedy);
        }

        return Parsed<FittedModel>.From(() => model, _problems.Items);
    }

    private List<Isotonic.Step> Steps(Fields top)
    {
        var steps = new List<Isotonic.Step>();
        foreach (var item in Items(top, "calibration", MostSteps))
        {
            if (item is not Node.Sequence { Items: [var from, var probability] })
            {
                Wrong("a step of the calibration is not [score, probability]", item.Line, Remedy);
                continue;
            }

            var step = new Isotonic.Step(Number(from, item.Line), Number(probability, item.Line));
            if (step.Probability is < 0 or > 1 || (steps.Count > 0 && (step.From <= steps[^1].From || step.Probability < steps[^1].Probability)))
            {
                Wrong("the steps of the calibration do not rise from 0 to 1", item.Line, Remedy);
            }

            steps.Add(step);
        }

        if (steps.Count == 0)
        {
            Wrong("there is no calibration", top.LineOf("calibration"), Remedy);
        }

        return steps;
    }

    private ScoreScale Scale(Fields top)
    {
        if (top.Mapping("recent") is not { } recent)
        {
            Wrong("'recent' is missing", top.Line, Remedy);
            return new ScoreScale([], 0);
        }

        recent.AllowOnly(["changes", "quantiles"]);
        var quantiles = Numbers(recent, "quantiles", ScoreScale.Most);
        if (quantiles.Count == 0 || quantiles.Zip(quantiles.Skip(1)).Any(pair => pair.First > pair.Second))
        {
            Wrong("the quantiles do not rise", recent.LineOf("quantiles"), Remedy);
        }

        return new ScoreScale(quantiles, recent.Integer("changes", 0, int.MaxValue) ?? 0);
    }

    private TrainedOn Training(Fields top)
    {
        if (top.Mapping("trainedOn") is not { } on)
        {
            Wrong("'trainedOn' is missing", top.Line, Remedy);
            return new TrainedOn(0, 0, 0, 0, null, 0);
        }

        on.AllowOnly(["changes", "bad", "from", "to", "laterArea", "laterChanges"]);
        return new TrainedOn(
            on.Integer("changes", 0, int.MaxValue) ?? 0,
            on.Integer("bad", 0, int.MaxValue) ?? 0,
            Time(on["from"], on.Line),
            Time(on["to"], on.Line),
            on.Has("laterArea") ? Math.Clamp(Number(on["laterArea"], on.Line), 0, 1) : null,
            on.Integer("laterChanges", 0, int.MaxValue) ?? 0
        );
    }

    /// <summary>One tree a line, as <see cref="SixProjects"/> is written.</summary>
    internal static IReadOnlyList<Tree> Lines(string lines)
    {
        var reader = new ModelReader("");
        var trees = lines
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line =>
                JsonDocumentReader
                    .Read(Encoding.UTF8.GetBytes(line), "")
                    .Match((node, _) => reader.ReadTree(node, 0), _ => throw new FormatException(line))
            )
            .ToList();
        return reader._problems.HasErrors ? throw new FormatException("a tree of other projects cannot be read") : trees;
    }

    private Tree ReadTree(Node node, int depth)
    {
        if (node is Node.Scalar)
        {
            return new Tree.Leaf(Number(node, node.Line));
        }

        if (
            node is Node.Sequence { Items: [var column, var threshold, var left, var right] }
            && depth < JsonDocumentReader.Deepest
            && column is Node.Scalar { IsText: false, Text: var text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < ModelColumns.Count
        )
        {
            return new Tree.Split(index, Number(threshold, node.Line), ReadTree(left, depth + 1), ReadTree(right, depth + 1));
        }

        Wrong("a part of a tree is neither a number nor [column, threshold, left, right]", node.Line, Remedy);
        return new Tree.Leaf(0);
    }

    private List<double> Numbers(Fields fields, string key, int most) => [.. Items(fields, key, most).Select(item => Number(item, item.Line))];

    private IReadOnlyList<Node> Items(Fields fields, string key, int most)
    {
        var items = fields.List(key);
        if (items.Count <= most)
        {
            return items;
        }

        Wrong($"'{key}' has {items.Count} items", fields.LineOf(key), $"At most {most} are read.");
        return [];
    }

    private double Number(Node? node, int line)
    {
        if (
            node is Node.Scalar { IsText: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Wildest
        )
        {
            return number;
        }

        Wrong("a number is missing, or none, or beyond all measure", node?.Line ?? line, Remedy);
        return 0;
    }

    private long Time(Node? node, int line)
    {
        if (
            node is Node.Scalar { IsText: false } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            && time is >= 0 and <= 253_402_300_799
        )
        {
            return time;
        }

        Wrong("a time is no count of seconds since 1970", node?.Line ?? line, Remedy);
        return 0;
    }

    private void Wrong(string message, int line, string remedy) => _problems.Error("model", message, remedy, line);
}
