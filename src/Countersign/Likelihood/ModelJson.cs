// A fitted model as its one JSON form: the same model, the same bytes; its digest stands beside what it says.
using System.Buffers;
using System.Text;
using System.Text.Json;
using Countersign.Documents;

namespace Countersign.Likelihood;

/// <summary>Source: specs/likelihood.md. Read strictly: unknown or repeated names, other versions and wild numbers are refused.</summary>
public static class ModelJson
{
    public static byte[] Write(FittedModel model)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("model", FittedModel.Name);
            json.WriteStartArray("columns");
            foreach (var name in ModelColumns.Names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteNumber("intercept", model.Intercept);
            Numbers(json, "slopes", model.Slopes);
            json.WriteNumber("start", model.Trees.Start);
            json.WriteStartArray("trees");
            foreach (var tree in model.Trees.Trees)
            {
                Write(json, tree);
            }

            json.WriteEndArray();
            json.WriteString("elsewhere", SixProjects.Name);
            json.WriteStartArray("calibration");
            foreach (var step in model.Calibration.Steps)
            {
                json.WriteStartArray();
                json.WriteNumberValue(step.From);
                json.WriteNumberValue(step.Probability);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartObject("recent");
            json.WriteNumber("changes", model.Recent.Changes);
            Numbers(json, "quantiles", model.Recent.Quantiles);
            json.WriteEndObject();
            json.WriteStartObject("trainedOn");
            json.WriteNumber("changes", model.TrainedOn.Changes);
            json.WriteNumber("bad", model.TrainedOn.Bad);
            json.WriteNumber("from", model.TrainedOn.From);
            json.WriteNumber("to", model.TrainedOn.To);
            if (model.TrainedOn.LaterArea is { } area)
            {
                json.WriteNumber("laterArea", area);
            }

            json.WriteNumber("laterChanges", model.TrainedOn.LaterChanges);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static Parsed<FittedModel> Read(ReadOnlyMemory<byte> bytes, string file) =>
        JsonDocumentReader.Read(bytes, file).Match((node, _) => new ModelReader(file).Read(node), problems => new Parsed<FittedModel>.Bad(problems));

    /// <summary>One tree a line.</summary>
    public static string Lines(BoostedTrees trees) => string.Concat(trees.Trees.Select(Line));

    private static string Line(Tree tree)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Write(json, tree);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    /// <summary>A leaf is its number; a split is [column, threshold, left, right].</summary>
    private static void Write(Utf8JsonWriter json, Tree tree)
    {
        switch (tree)
        {
            case Tree.Leaf leaf:
                json.WriteNumberValue(leaf.Value);
                break;
            case Tree.Split split:
                json.WriteStartArray();
                json.WriteNumberValue(split.Column);
                json.WriteNumberValue(split.Threshold);
                Write(json, split.Left);
                Write(json, split.Right);
                json.WriteEndArray();
                break;
        }
    }
}
