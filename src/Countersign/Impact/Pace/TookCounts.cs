// How long readers said that reading took: counts by what the formula had expected, and nothing else. Source: specs/review-minutes.md.
using System.Buffers;
using System.Text.Json;
using Countersign.Documents;

namespace Countersign.Impact.Pace;

/// <summary>No person, change or time is in it. Rows are classes of the documented formula's minutes, columns what was said.</summary>
public sealed class TookCounts
{
    /// <summary>A row with fewer answers is neither used nor shown.</summary>
    public const int Least = 5;
    private const int Most = 1_000_000;

    private readonly int[,] _counts = new int[Expected.Count, Bands.Count];

    /// <summary>What a reader may say at signing.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["under-5", "5-15", "15-30", "30-60", "over-60"];

    public static IReadOnlyList<string> Expected { get; } = ["under-15", "15-30", "30-60", "60-120", "over-120"];

    public static TookCounts None { get; } = new();

    public int this[int expected, int band] => _counts[expected, band];

    /// <summary>The row of a change by the formula's documented constants, so that a refit does not move its own ground.</summary>
    public static int RowOf(double minutes) =>
        minutes switch
        {
            < 15 => 0,
            < 30 => 1,
            < 60 => 2,
            < 120 => 3,
            _ => 4,
        };

    public int Row(int expected) => Enumerable.Range(0, Bands.Count).Sum(band => _counts[expected, band]);

    public TookCounts With(int expected, int band)
    {
        var more = Plus(None);
        more._counts[expected, band]++;
        return more;
    }

    public TookCounts Plus(TookCounts other) => Each((row, band) => Math.Min(Most, _counts[row, band] + other._counts[row, band]));

    /// <summary>Only the rows that may be shown.</summary>
    public TookCounts Shown() => Each((row, band) => Row(row) >= Least ? _counts[row, band] : 0);

    /// <summary>Only the rows that may not be shown yet.</summary>
    public TookCounts Withheld() => Each((row, band) => Row(row) >= Least ? 0 : _counts[row, band]);

    public int Total => Enumerable.Range(0, Expected.Count).Sum(Row);

    /// <summary>Rows without an answer are left out; the same counts, the same bytes.</summary>
    public byte[] ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("answers");
            for (var row = 0; row < Expected.Count; row++)
            {
                if (Row(row) == 0)
                {
                    continue;
                }

                json.WriteStartObject();
                json.WriteString("expected", Expected[row]);
                for (var band = 0; band < Bands.Count; band++)
                {
                    json.WriteNumber(Bands[band], _counts[row, band]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    public static Parsed<TookCounts> Read(ReadOnlyMemory<byte> bytes, string file) =>
        JsonDocumentReader.Read(bytes, file).Match((node, _) => Read(node, file), problems => new Parsed<TookCounts>.Bad(problems));

    private static Parsed<TookCounts> Read(Node node, string file)
    {
        var problems = new ProblemList("review-minutes", file);
        var counts = new TookCounts();
        if (Fields.Of(node, "this file", problems) is { } fields)
        {
            fields.AllowOnly(["version", "answers"]);
            if (fields.Integer("version", 1, 1) is null && !problems.HasErrors)
            {
                problems.Error("missing-key", "this file has no 'version'", "Add 'version: 1'.", fields.Line);
            }

            foreach (var row in fields.Mappings("answers", "an answer"))
            {
                row.AllowOnly(["expected", .. Bands]);
                if (row.OneOf("expected", Expected) is not { } expected)
                {
                    continue;
                }

                var at = Expected.ToList().IndexOf(expected);
                if (counts.Row(at) > 0)
                {
                    problems.Error("row-twice", $"'{expected}' stands twice", "Add the two up.", row.Line);
                }

                for (var band = 0; band < Bands.Count; band++)
                {
                    counts._counts[at, band] = row.Integer(Bands[band], 0, Most) ?? 0;
                }
            }
        }

        return Parsed<TookCounts>.From(() => counts, problems.Items);
    }

    private static TookCounts Each(Func<int, int, int> count)
    {
        var counts = new TookCounts();
        for (var row = 0; row < Expected.Count; row++)
        {
            for (var band = 0; band < Bands.Count; band++)
            {
                counts._counts[row, band] = count(row, band);
            }
        }

        return counts;
    }
}
