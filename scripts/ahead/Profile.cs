// The profile: an assembly without code to run, whose methods only name other methods, in the form that crossgen2 reads as .mibc.
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Ahead;

/// <summary>
/// A global method AssemblyDictionary holds, for each group of methods, `ldstr "ASSEMBLY;ASSEMBLY;" ldtoken GROUP pop`; a group holds
/// `ldtoken METHOD pop` for each method. The assemblies are those that a method's name speaks of, its own first.
/// </summary>
internal sealed class Profile
{
    // The same list gives the same bytes.
    private static readonly Guid s_id = new("5f3c7d3b-1f0a-4a3b-9c55-0a4b7d1f2a10");
    private readonly MetadataBuilder _metadata = new();
    private readonly References _references;
    private readonly SortedDictionary<string, List<EntityHandle>> _groups = new(StringComparer.Ordinal);

    public Profile(World world) => _references = new References(world, _metadata);

    /// <exception cref="FormatException">Its signature speaks of what cannot be written here.</exception>
    public void Add(FoundMethod found)
    {
        _references.Touched.Clear();
        var home = found.Type.Home;
        EntityHandle parent =
            found.TypeArguments.Count == 0
                ? _references.Of(found.Type)
                : _metadata.AddTypeSpecification(_metadata.GetOrAddBlob(_references.Instance(found.Type, found.TypeArguments)));
        var definition = home.Reader.GetMethodDefinition(found.Handle);
        EntityHandle method = _metadata.AddMemberReference(
            parent,
            _metadata.GetOrAddString(home.Reader.GetString(definition.Name)),
            _metadata.GetOrAddBlob(Signature(definition.DecodeSignature(_references, home)))
        );
        if (found.Arguments.Count > 0)
        {
            method = _metadata.AddMethodSpecification(method, _metadata.GetOrAddBlob(Instance(found.Arguments)));
        }

        var others = _references.Touched.Where(name => name != home.Name);
        var group = $"{string.Join(';', others.Prepend(home.Name))};";
        if (!_groups.TryGetValue(group, out var methods))
        {
            _groups[group] = methods = [];
        }

        methods.Add(method);
    }

    public void Write(string file)
    {
        var bodies = new BlobBuilder();
        var stream = new MethodBodyStreamEncoder(bodies);
        var dictionary = new InstructionEncoder(new BlobBuilder());
        var number = 0;
        foreach (var (assemblies, methods) in _groups)
        {
            var code = new InstructionEncoder(new BlobBuilder());
            foreach (var method in methods)
            {
                Name(code, method);
            }

            var group = Define($"Group{number++}", code, stream);
            dictionary.LoadString(_metadata.GetOrAddUserString(assemblies));
            Name(dictionary, group);
        }

        Define("AssemblyDictionary", dictionary, stream);
        _metadata.AddModule(0, _metadata.GetOrAddString("ahead.mibc"), _metadata.GetOrAddGuid(s_id), default, default);
        _metadata.AddAssembly(_metadata.GetOrAddString("ahead"), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        _metadata.AddTypeDefinition(
            default,
            default,
            _metadata.GetOrAddString("<Module>"),
            default,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1)
        );
        var image = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(),
            new MetadataRootBuilder(_metadata),
            bodies,
            deterministicIdProvider: _ => new BlobContentId(s_id, 1)
        ).Serialize(image);
        using var output = File.Create(file);
        image.WriteContentTo(output);
    }

    private static void Name(InstructionEncoder code, EntityHandle method)
    {
        code.OpCode(ILOpCode.Ldtoken);
        code.Token(method);
        code.OpCode(ILOpCode.Pop);
    }

    private MethodDefinitionHandle Define(string name, InstructionEncoder code, MethodBodyStreamEncoder stream)
    {
        code.OpCode(ILOpCode.Ret);
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, returns => returns.Void(), _ => { });
        return _metadata.AddMethodDefinition(
            MethodAttributes.Public | MethodAttributes.Static,
            MethodImplAttributes.IL,
            _metadata.GetOrAddString(name),
            _metadata.GetOrAddBlob(signature),
            stream.AddMethodBody(code),
            MetadataTokens.ParameterHandle(1)
        );
    }

    private static BlobBuilder Signature(MethodSignature<byte[]> signature)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(signature.Header.RawValue);
        if (signature.Header.IsGeneric)
        {
            blob.WriteCompressedInteger(signature.GenericParameterCount);
        }

        blob.WriteCompressedInteger(signature.ParameterTypes.Length);
        blob.WriteBytes(signature.ReturnType);
        foreach (var parameter in signature.ParameterTypes)
        {
            blob.WriteBytes(parameter);
        }

        return blob;
    }

    private BlobBuilder Instance(IReadOnlyList<Name> arguments)
    {
        var blob = new BlobBuilder();
        blob.WriteByte((byte)SignatureKind.MethodSpecification);
        blob.WriteCompressedInteger(arguments.Count);
        foreach (var argument in arguments)
        {
            blob.WriteBytes(_references.Encode(argument));
        }

        return blob;
    }
}
