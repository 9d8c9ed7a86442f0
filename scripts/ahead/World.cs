// All types of the program and its runtime by their full names.
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Ahead;

internal sealed record Home(string Name, MetadataReader Reader);

internal readonly record struct FoundType(Home Home, TypeDefinitionHandle Handle);

internal sealed record FoundMethod(FoundType Type, IReadOnlyList<Name> TypeArguments, MethodDefinitionHandle Handle, IReadOnlyList<Name> Arguments);

internal sealed class World : IDisposable
{
    private readonly List<PEReader> _files = [];
    private readonly Dictionary<MetadataReader, Home> _homes = [];

    /// <summary>Several where compilers make the same helper in each assembly.</summary>
    private readonly Dictionary<string, List<FoundType>> _types = new(StringComparer.Ordinal);

    public World(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            var image = new PEReader(File.OpenRead(file));
            _files.Add(image);
            if (image.HasMetadata)
            {
                Read(image.GetMetadataReader());
            }
        }
    }

    public Home HomeOf(MetadataReader reader) => _homes[reader];

    /// <exception cref="FormatException">There is none.</exception>
    public FoundType Type(string name) => All(name)[0];

    /// <summary>Every method with a body that a line may mean.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public IReadOnlyList<FoundMethod> Find(string line)
    {
        var (type, method) = Name.ReadMethod(line);
        var found = All(type.Text)
            .SelectMany(home => Methods(home, method).Select(handle => new FoundMethod(home, type.Arguments, handle, method.Arguments)))
            .ToList();
        return found.Count > 0 ? found : throw new FormatException("there is no such method");
    }

    public static string FullName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{FullName(reader, outer)}+{name}"
            : type.Namespace.IsNil ? name
            : $"{reader.GetString(type.Namespace)}.{name}";
    }

    public static string FullName(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference ? $"{FullName(reader, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : type.Namespace.IsNil ? name
            : $"{reader.GetString(type.Namespace)}.{name}";
    }

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private List<FoundType> All(string name) =>
        _types.TryGetValue(name, out var found) ? found : throw new FormatException($"there is no type {name}");

    private static IEnumerable<MethodDefinitionHandle> Methods(FoundType type, Name name)
    {
        var reader = type.Home.Reader;
        foreach (var handle in reader.GetTypeDefinition(type.Handle).GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (
                method.RelativeVirtualAddress != 0
                && reader.StringComparer.Equals(method.Name, name.Text)
                && method.GetGenericParameters().Count == name.Arguments.Count
            )
            {
                yield return handle;
            }
        }
    }

    private void Read(MetadataReader reader)
    {
        var home = new Home(reader.GetString(reader.GetAssemblyDefinition().Name), reader);
        _homes[reader] = home;
        foreach (var handle in reader.TypeDefinitions)
        {
            var name = FullName(reader, handle);
            if (!_types.TryGetValue(name, out var same))
            {
                _types[name] = same = [];
            }

            same.Add(new FoundType(home, handle));
        }
    }
}
