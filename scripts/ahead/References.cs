// Writes types and signatures of other assemblies as references in the profile, in the encoding of ECMA-335 II.23.2.
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Ahead;

internal sealed class References(World world, MetadataBuilder metadata) : ISignatureTypeProvider<byte[], Home>
{
    /// <summary>Stands for every reference type in code that they share; the compiler knows it by this assembly's name.</summary>
    private const string Shared = "System.__Canon";
    private const string HomeOfShared = "System.Private.Canon";

    private static readonly Dictionary<string, PrimitiveTypeCode> s_primitives = new(StringComparer.Ordinal)
    {
        ["bool"] = PrimitiveTypeCode.Boolean,
        ["char"] = PrimitiveTypeCode.Char,
        ["byte"] = PrimitiveTypeCode.SByte,
        ["ubyte"] = PrimitiveTypeCode.Byte,
        ["short"] = PrimitiveTypeCode.Int16,
        ["ushort"] = PrimitiveTypeCode.UInt16,
        ["int"] = PrimitiveTypeCode.Int32,
        ["uint"] = PrimitiveTypeCode.UInt32,
        ["long"] = PrimitiveTypeCode.Int64,
        ["ulong"] = PrimitiveTypeCode.UInt64,
        ["float"] = PrimitiveTypeCode.Single,
        ["double"] = PrimitiveTypeCode.Double,
        ["nint"] = PrimitiveTypeCode.IntPtr,
        ["nuint"] = PrimitiveTypeCode.UIntPtr,
    };

    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeReferenceHandle> _types = new(StringComparer.Ordinal);

    /// <summary>The assemblies named since this was last emptied.</summary>
    public SortedSet<string> Touched { get; } = new(StringComparer.Ordinal);

    public TypeReferenceHandle Of(FoundType found)
    {
        var reader = found.Home.Reader;
        Touched.Add(found.Home.Name);
        var key = $"{found.Home.Name}/{World.FullName(reader, found.Handle)}";
        if (!_types.TryGetValue(key, out var reference))
        {
            var type = reader.GetTypeDefinition(found.Handle);
            EntityHandle scope = type.GetDeclaringType() is { IsNil: false } outer ? Of(found with { Handle = outer }) : Assembly(found.Home.Name);
            _types[key] = reference = Add(scope, reader.GetString(type.Namespace), reader.GetString(type.Name));
        }

        return reference;
    }

    /// <exception cref="FormatException">A type that is not there.</exception>
    public byte[] Encode(Name name)
    {
        if (s_primitives.TryGetValue(name.Text, out var primitive))
        {
            return [(byte)primitive];
        }

        return name.Text == Shared ? Plain(SharedType(), isValue: false)
            : name.Arguments.Count == 0 ? Encode(world.Type(name.Text))
            : Instance(world.Type(name.Text), name.Arguments);
    }

    public byte[] Instance(FoundType type, IReadOnlyList<Name> arguments) => GetGenericInstantiation(Encode(type), [.. arguments.Select(Encode)]);

    public byte[] GetPrimitiveType(PrimitiveTypeCode typeCode) => [(byte)typeCode];

    public byte[] GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Encode(new FoundType(world.HomeOf(reader), handle));

    public byte[] GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Encode(world.Type(World.FullName(reader, handle)));

    public byte[] GetTypeFromSpecification(MetadataReader reader, Home genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public byte[] GetGenericInstantiation(byte[] genericType, ImmutableArray<byte[]> typeArguments) =>
        [(byte)SignatureTypeCode.GenericTypeInstance, .. genericType, .. Number(typeArguments.Length), .. typeArguments.SelectMany(one => one)];

    public byte[] GetGenericMethodParameter(Home genericContext, int index) => [(byte)SignatureTypeCode.GenericMethodParameter, .. Number(index)];

    public byte[] GetGenericTypeParameter(Home genericContext, int index) => [(byte)SignatureTypeCode.GenericTypeParameter, .. Number(index)];

    public byte[] GetSZArrayType(byte[] elementType) => [(byte)SignatureTypeCode.SZArray, .. elementType];

    public byte[] GetByReferenceType(byte[] elementType) => [(byte)SignatureTypeCode.ByReference, .. elementType];

    public byte[] GetPointerType(byte[] elementType) => [(byte)SignatureTypeCode.Pointer, .. elementType];

    public byte[] GetModifiedType(byte[] modifier, byte[] unmodifiedType, bool isRequired) =>
        // The modifier is written without the byte that says class or value type.
        [(byte)(isRequired ? SignatureTypeCode.RequiredModifier : SignatureTypeCode.OptionalModifier), .. modifier.AsSpan(1), .. unmodifiedType];

    public byte[] GetArrayType(byte[] elementType, ArrayShape shape) => throw new FormatException("an array of several dimensions");

    public byte[] GetFunctionPointerType(MethodSignature<byte[]> signature) => throw new FormatException("a function pointer");

    public byte[] GetPinnedType(byte[] elementType) => throw new FormatException("a pinned local");

    private byte[] Encode(FoundType type) => Plain(Of(type), IsValue(type));

    private static byte[] Plain(TypeReferenceHandle type, bool isValue) =>
        [(byte)(isValue ? SignatureTypeKind.ValueType : SignatureTypeKind.Class), .. Number(CodedIndex.TypeDefOrRefOrSpec(type))];

    private static byte[] Number(int value)
    {
        var blob = new BlobBuilder();
        blob.WriteCompressedInteger(value);
        return blob.ToArray();
    }

    private static bool IsValue(FoundType type)
    {
        var reader = type.Home.Reader;
        var parent = reader.GetTypeDefinition(type.Handle).BaseType;
        var name =
            parent.IsNil ? ""
            : parent.Kind == HandleKind.TypeReference ? World.FullName(reader, (TypeReferenceHandle)parent)
            : parent.Kind == HandleKind.TypeDefinition ? World.FullName(reader, (TypeDefinitionHandle)parent)
            : "";
        return name is "System.ValueType" or "System.Enum" && World.FullName(reader, type.Handle) != "System.Enum";
    }

    private TypeReferenceHandle SharedType()
    {
        if (!_types.TryGetValue(Shared, out var shared))
        {
            _types[Shared] = shared = Add(Assembly(HomeOfShared), "System", "__Canon");
        }

        return shared;
    }

    private TypeReferenceHandle Add(EntityHandle scope, string space, string name) =>
        metadata.AddTypeReference(scope, metadata.GetOrAddString(space), metadata.GetOrAddString(name));

    private AssemblyReferenceHandle Assembly(string name)
    {
        if (!_assemblies.TryGetValue(name, out var reference))
        {
            _assemblies[name] = reference = metadata.AddAssemblyReference(
                metadata.GetOrAddString(name),
                new Version(0, 0, 0, 0),
                default,
                default,
                default,
                default
            );
        }

        return reference;
    }
}
