// How each type of the facts stands in JSON: ids as text, enums by exact name, nothing unknown.
using System.Text.Json;
using System.Text.Json.Serialization;
using Countersign.Changes;
using Countersign.Impact;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Inputs;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [
        typeof(DigestText),
        typeof(ObjectIdText),
        typeof(PersonText),
        typeof(LevelText),
        typeof(PathText),
        typeof(EnumName<MergeState>),
        typeof(EnumName<MakerKind>),
        typeof(EnumName<DecisionKind>),
        typeof(EnumName<Assurance>),
        typeof(EnumName<Criticality>),
        typeof(EnumName<AssistanceClass>),
        typeof(EnumName<LineBasis>),
    ]
)]
[JsonSerializable(typeof(Facts))]
internal sealed partial class FactsJsonContext : JsonSerializerContext;

/// <summary>A value that is text in JSON and parses itself.</summary>
internal abstract class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? parse(reader.GetString()!) : throw new JsonException($"a {typeof(T).Name} is text");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class DigestText() : TextConverter<Digest>(Digest.Parse);

internal sealed class ObjectIdText() : TextConverter<ObjectId>(ObjectId.Parse);

internal sealed class PersonText() : TextConverter<PersonId>(PersonId.Parse);

internal sealed class LevelText() : TextConverter<LevelName>(text => new LevelName(text));

internal sealed class PathText() : TextConverter<RepoPath>(RepoPath.Parse);

/// <summary>An enum by its exact name; a number is refused.</summary>
internal sealed class EnumName<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Enum.GetNames<T>().Contains(name) ? Enum.Parse<T>(name!) : throw new JsonException($"not a {typeof(T).Name}: '{name}'");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
