// Writes the fields of a statement in the order asked; what is absent is not written.
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Attestations;

/// <summary>Null, false and empty lists leave no trace, so each statement has one form.</summary>
internal sealed class FieldWriter
{
    /// <summary>Whole seconds, UTC.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Utf8JsonWriter json;

    private FieldWriter(Utf8JsonWriter json) => this.json = json;

    /// <summary>One object on one line, without a newline.</summary>
    public static byte[] Object(Action<FieldWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
        {
            writer.WriteStartObject();
            fields(new FieldWriter(writer));
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public FieldWriter Text(string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }

        return this;
    }

    public FieldWriter Word<TName>(string name, TName? value)
        where TName : struct, Enum => Text(name, value is { } word ? SignOffs.Word.Of(word) : null);

    /// <summary>Anything whose text form is its written form, such as an id.</summary>
    public FieldWriter Id<TId>(string name, TId? value)
        where TId : struct => Text(name, value?.ToString());

    public FieldWriter Digest(string name, Digest? value) => DigestSet(name, "sha256", value?.ToString());

    public FieldWriter Commit(string name, ObjectId? value) => DigestSet(name, "gitCommit", value?.ToString());

    public FieldWriter Tree(string name, ObjectId? value) => DigestSet(name, "gitTree", value?.ToString());

    public FieldWriter Blob(string name, ObjectId? value) => DigestSet(name, "gitBlob", value?.ToString());

    public FieldWriter DigestSet(string name, string algorithm, string? value) =>
        value is null ? this : Nested(name, fields => fields.Text(algorithm, value));

    public FieldWriter Time(string name, DateTimeOffset? value) => Text(name, value?.ToUniversalTime().ToString(TimeFormat));

    public FieldWriter Whole(string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }

        return this;
    }

    /// <exception cref="ArgumentException">Not a finite number.</exception>
    public FieldWriter Real(string name, double value)
    {
        json.WriteNumber(name, value);
        return this;
    }

    /// <summary>Written only where true.</summary>
    public FieldWriter Flag(string name, bool value) => value ? Truth(name, value) : this;

    /// <summary>Always written.</summary>
    public FieldWriter Truth(string name, bool value)
    {
        json.WriteBoolean(name, value);
        return this;
    }

    public FieldWriter Nested(string name, Action<FieldWriter> fields)
    {
        json.WriteStartObject(name);
        fields(this);
        json.WriteEndObject();
        return this;
    }

    public FieldWriter List<TItem>(string name, IReadOnlyCollection<TItem> items, Action<FieldWriter, TItem> fields)
    {
        if (items.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var item in items)
            {
                json.WriteStartObject();
                fields(this, item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return this;
    }

    public FieldWriter Digests(string name, IReadOnlyCollection<Digest> items) =>
        List(name, items, (fields, digest) => fields.Text("sha256", digest.ToString()));

    public FieldWriter Texts(string name, IReadOnlyCollection<string> items)
    {
        if (items.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var item in items)
            {
                json.WriteStringValue(item);
            }

            json.WriteEndArray();
        }

        return this;
    }
}
