// The second half of the strict reader: digests, nested objects and lists.
using System.Text.Json;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Attestations;

internal sealed partial class FieldReader
{
    private const int LongestList = 2_000;
    private const int LongestPath = 4_096;

    public Digest Digest(string name) => OptionalDigest(name, required: true) ?? default;

    public Digest? OptionalDigest(string name, bool required = false) => InSet<Digest>(name, "sha256", Signatures.Digest.TryParse, required);

    public ObjectId Commit(string name) => OptionalCommit(name, required: true) ?? default;

    public ObjectId? OptionalCommit(string name, bool required = false) => InSet<ObjectId>(name, "gitCommit", ObjectId.TryParse, required);

    public ObjectId Tree(string name) => OptionalTree(name, required: true) ?? default;

    public ObjectId? OptionalTree(string name, bool required = false) => InSet<ObjectId>(name, "gitTree", ObjectId.TryParse, required);

    public ObjectId? OptionalBlob(string name) => InSet<ObjectId>(name, "gitBlob", ObjectId.TryParse, required: false);

    public IReadOnlyList<Digest> Digests(string name, bool required = false) =>
        List(name, item => item.Id<Digest>("sha256", Signatures.Digest.TryParse), required);

    /// <summary>The value read from a nested object; null where it is absent and not required, or not an object.</summary>
    public T? Nested<T>(string name, Func<FieldReader, T> read, bool required = false)
        where T : class => TryTake(name, JsonValueKind.Object, required, out var value) ? Into(value, $"{at}{name}.", read) : null;

    /// <summary>An absent list is empty; a list that is there has at least one item.</summary>
    public IReadOnlyList<T> List<T>(string name, Func<FieldReader, T> read, bool required = false) =>
        Items(name, JsonValueKind.Object, required, (item, i) => Into(item, $"{at}{name}[{i}].", read));

    public IReadOnlyList<string> Texts(string name, int longest = 200) =>
        Items(name, JsonValueKind.String, required: false, (item, i) => Checked($"{name}[{i}]", item.GetString()!, longest) ?? "");

    public RepoPath? OptionalPath(string name) =>
        TryTake(name, JsonValueKind.String, required: false, out var value) ? Path(name, value.GetString()!) : null;

    public IReadOnlyList<RepoPath> Paths(string name) =>
        Items(name, JsonValueKind.String, required: false, (item, i) => Path($"{name}[{i}]", item.GetString()!));

    /// <summary>Finite numbers by name.</summary>
    public IReadOnlyDictionary<string, double> Numbers(string name)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        if (TryTake(name, JsonValueKind.Object, required: false, out var value))
        {
            foreach (var field in value.EnumerateObject())
            {
                if (Checked($"{name}.key", field.Name, 100) is null)
                {
                    continue;
                }

                if (field.Value.ValueKind != JsonValueKind.Number || !field.Value.TryGetDouble(out var number) || !double.IsFinite(number))
                {
                    Wrong($"{name}.{field.Name}", "is not a finite number");
                    continue;
                }

                numbers.Add(field.Name, number);
            }
        }

        return numbers;
    }

    public TId? InSet<TId>(string name, string algorithm, Parse<TId> parse, bool required)
        where TId : struct =>
        TryTake(name, JsonValueKind.Object, required, out var value)
            ? Into(value, $"{at}{name}.", set => set.OptionalId(algorithm, parse, required: true))
            : null;

    private RepoPath Path(string name, string text)
    {
        if (text.Length <= LongestPath && RepoPath.TryParse(text, out var path))
        {
            return path;
        }

        Wrong(name, "is not a path with its other bytes as %XX");
        return default;
    }

    private T Into<T>(JsonElement value, string place, Func<FieldReader, T> read)
    {
        var fields = new FieldReader(value, place, problems);
        var result = read(fields);
        fields.End();
        return result;
    }

    private List<T> Items<T>(string name, JsonValueKind kind, bool required, Func<JsonElement, int, T> read)
    {
        var items = new List<T>();
        if (!TryTake(name, JsonValueKind.Array, required, out var list))
        {
            return items;
        }

        if (list.GetArrayLength() is 0 or > LongestList)
        {
            Wrong(name, $"has no item or more than {LongestList}");
            return items;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != kind)
            {
                Wrong(name, $"has an item that is not {Named(kind)}");
                return items;
            }

            items.Add(read(item, items.Count));
        }

        return items;
    }
}
