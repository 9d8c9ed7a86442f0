// Reads Backstage's catalog-info.yaml files: entities, what they depend on, provide and consume, and how critical they are.
using Countersign.Documents;

namespace Countersign.Impact.Sources;

/// <summary>
/// Kinds Component, API, Resource and System; a Location has to name files that are read; others are passed over. Whoever consumes an API depends on it, and the API depends on
/// whoever provides it; a system depends on its parts. Only components claim a folder. Source: the descriptor format of Backstage.
/// </summary>
public static class BackstageSource
{
    public static readonly IReadOnlyList<string> FileNames = ["catalog-info.yaml", "catalog-info.yml"];
    private const int LongestName = 200;

    private static readonly string[] s_kinds = ["component", "api", "resource", "system"];

    // The four words of OpenTelemetry's service.criticality, and the tiers that most catalogs write.
    private static readonly Dictionary<string, Criticality> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["critical"] = Criticality.Critical,
        ["mission-critical"] = Criticality.Critical,
        ["mission_critical"] = Criticality.Critical,
        ["high"] = Criticality.High,
        ["medium"] = Criticality.Medium,
        ["low"] = Criticality.Low,
        ["tier-0"] = Criticality.Critical,
        ["tier0"] = Criticality.Critical,
        ["tier-1"] = Criticality.Critical,
        ["tier1"] = Criticality.Critical,
        ["tier-2"] = Criticality.High,
        ["tier2"] = Criticality.High,
        ["tier-3"] = Criticality.Medium,
        ["tier3"] = Criticality.Medium,
        ["tier-4"] = Criticality.Low,
        ["tier4"] = Criticality.Low,
    };

    private static readonly string[] s_telling = ["critical", "tier"];

    public static bool Reads(string path) => FileNames.Contains(TreePath.NameOf(path));

    /// <param name="files">Each a list of documents.</param>
    /// <param name="hasFolder">Whether the repository has this folder.</param>
    public static SuppliedGraph Read(IEnumerable<SourceFile> files, GraphSources sources, Func<string, bool>? hasFolder = null)
    {
        var draft = new SourceDraft(GraphSource.Backstage);
        foreach (var file in files)
        {
            var problems = draft.ProblemsOf(file.Path);
            foreach (var document in draft.NodeOf(file) is Node.Sequence list ? list.Items : [])
            {
                if (Fields.Of(document, "the entity", problems) is { } entity)
                {
                    Entity(entity, file.Path, sources, hasFolder ?? (_ => false), draft);
                }
            }

            draft.Keep(problems);
        }

        return draft.Graph();
    }

    /// <summary>The annotation or label named for criticality or tier that has such words in most entities, then the first by name.</summary>
    public static string? CriticalityKey(IEnumerable<SourceFile> files)
    {
        var draft = new SourceDraft(GraphSource.Backstage);
        return files
            .SelectMany(file => draft.NodeOf(file) is Node.Sequence list ? list.Items : [])
            .Select(document => (document as Node.Mapping)?["metadata"] as Node.Mapping)
            .SelectMany(metadata => new[] { metadata?["annotations"], metadata?["labels"] })
            .SelectMany(named => (named as Node.Mapping)?.Entries ?? [])
            .Where(entry => entry.Value is Node.Scalar { Text: var word } && s_words.ContainsKey(word) && entry.Key.Length <= LongestName)
            .GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .Where(group => s_telling.Any(word => group.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key;
    }

    private static void Entity(Fields entity, string file, GraphSources sources, Func<string, bool> hasFolder, SourceDraft draft)
    {
        var kind = entity.Text("kind")?.ToLowerInvariant();
        if (kind == "location")
        {
            Location(entity);
        }

        if (kind is null || !s_kinds.Contains(kind) || entity.Mapping("metadata") is not { } metadata)
        {
            return;
        }

        if (metadata.Text("name") is not { Length: <= LongestName } written)
        {
            return;
        }

        var space = metadata.OptionalText("namespace") ?? "default";
        var name = Named(kind, space, written);
        var spec = entity.Has("spec") ? entity.Mapping("spec") : null;
        var own = TreePath.FolderOf(file);
        var (named, isHere) = Located(metadata, own);
        var isFolder = kind == "component";
        draft.Components.Add(
            new SuppliedComponent(name)
            {
                Criticality = CriticalityOf(metadata, sources, entity.Problems) ?? (kind == "component" ? sources.Default : null),
                Folder =
                    !isFolder ? null
                    : isHere ? named
                    : own,
                PerhapsFolder = isFolder && !isHere && named is not null && hasFolder(named) ? named : null,
                IsConnector = !isFolder,
                Owner = spec?.OptionalText("owner"),
            }
        );
        if (spec is null)
        {
            return;
        }

        Edges("dependsOn", null, isDependent: true);
        Edges("dependencyOf", null, isDependent: false);
        Edges("consumesApis", "api", isDependent: true);
        Edges("providesApis", "api", isDependent: false);
        Edges("subcomponentOf", "component", isDependent: false);
        Edges("system", "system", isDependent: false);
        Edges("partOf", "system", isDependent: false);

        void Edges(string key, string? usual, bool isDependent)
        {
            foreach (var text in spec.Texts(key))
            {
                var where = $"{file}:{text.Line}";
                if (Reference(text.Text, usual, space) is not { } other)
                {
                    entity.Problems.Error(
                        "reference",
                        $"'{Fields.Cut(text.Text)}' in {key} names no entity",
                        "Write kind:namespace/name.",
                        text.Line
                    );
                }
                else
                {
                    draft.Edge(isDependent ? name : other, isDependent ? other : name, where);
                }
            }
        }
    }

    /// <summary>Files of the usual names are read wherever they lie; what a location calls otherwise is not.</summary>
    private static void Location(Fields location)
    {
        if ((location.Has("spec") ? location.Mapping("spec") : null) is not { } spec)
        {
            return;
        }

        foreach (var target in spec.Texts("targets").Concat(spec.Texts("target")).Where(target => !Reads(target.Text)))
        {
            location.Problems.Error(
                "location",
                $"'{Fields.Cut(target.Text)}' describes entities and is not read",
                $"Call the file {FileNames[0]}.",
                target.Line
            );
        }
    }

    /// <summary>kind:namespace/name, of which the kind may go where it is clear, and the namespace always.</summary>
    private static string? Reference(string text, string? usual, string space)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? usual : text[..colon].ToLowerInvariant();
        var rest = text[(colon + 1)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var name = rest[(slash + 1)..];
        return kind is null || name.Length is 0 or > LongestName || rest.IndexOf('/', slash + 1) >= 0
            ? null
            : Named(kind, slash < 0 ? space : rest[..slash], name);
    }

    /// <summary>A component of the default namespace is known by its name alone, as in our own catalog.</summary>
    private static string Named(string kind, string space, string name)
    {
        var placed = space.Equals("default", StringComparison.OrdinalIgnoreCase) ? name : $"{space}/{name}";
        return kind == "component" ? placed : $"{kind}:{placed}";
    }

    private static Criticality? CriticalityOf(Fields metadata, GraphSources sources, ProblemList problems)
    {
        foreach (var place in new[] { "annotations", "labels" })
        {
            if (metadata.Has(place) && metadata.Mapping(place)?.OptionalText(sources.CriticalityKey) is { } word)
            {
                if (s_words.TryGetValue(word, out var criticality))
                {
                    return criticality;
                }

                problems.Error(
                    "criticality",
                    $"'{Fields.Cut(word)}' is no criticality",
                    "Write critical, high, medium, low, or tier-0 to tier-4.",
                    metadata.LineOf(place)
                );
                return Criticality.Critical;
            }
        }

        return null;
    }

    /// <summary>What backstage.io/source-location names, null where that is no folder, and whether it is of this repository without doubt.</summary>
    private static (string? Folder, bool IsHere) Located(Fields metadata, string own)
    {
        var annotations = metadata.Has("annotations") ? metadata.Mapping("annotations") : null;
        var location = annotations?.OptionalText("backstage.io/source-location");
        if (location is null)
        {
            return (null, false);
        }

        if (location.StartsWith("dir:", StringComparison.Ordinal))
        {
            var beside = TreePath.Resolve(own, TreePath.Escaped(location["dir:".Length..]));
            return (beside, beside is not null);
        }

        // url:https://host/owner/repository/tree/BRANCH/FOLDER/, with -/tree on GitLab; a branch with a slash in it cannot be told apart.
        const string Tree = "/tree/";
        var tree = location.IndexOf(Tree, StringComparison.Ordinal);
        var branch = tree < 0 ? -1 : location.IndexOf('/', tree + Tree.Length);
        return branch >= 0 && TreePath.Resolve("", TreePath.Escaped(location[(branch + 1)..])) is { Length: > 0 } named
            ? (named, Fits(named, own))
            : (null, false);
    }

    /// <summary>Anywhere else it may be another repository's folder, so the file's own counts; this one beside it, where there is such a folder.</summary>
    private static bool Fits(string named, string own) =>
        own.Length == 0
        || named == own
        || named.StartsWith(own + "/", StringComparison.Ordinal)
        || own.StartsWith(named + "/", StringComparison.Ordinal);
}
