// Whether a change can be taken back once it runs, as far as its paths and the catalog say.
using Countersign.Changes;

namespace Countersign.Impact;

/// <summary>What happened to one path: the kinds it is of, and whether it is gone.</summary>
public sealed record ReversibilityFile(RepoPath Path, IReadOnlyList<string> Kinds, bool IsDeleted)
{
    /// <summary>Lines were taken out or written anew; false where lines are not counted.</summary>
    public bool LosesLines { get; init; }

    /// <summary>More lines were taken out than added.</summary>
    public bool Shrinks { get; init; }

    /// <summary>What changed in it cannot be told.</summary>
    public bool IsBinary { get; init; }

    public static ReversibilityFile Of(ChangedFile file, IReadOnlyList<string> kinds) =>
        new(file.Path, kinds, file.IsDeleted)
        {
            LosesLines = file.Deleted > 0,
            Shrinks = file.Deleted > (file.Added ?? 0),
            IsBinary = file.IsBinary,
        };
}

/// <summary>Reverting the text does not bring data back; so the doubtful answer is never "reversible".</summary>
public static class Reversibility
{
    public const string Reversible = "reversible";
    public const string ForwardOnly = "forward-only";
    public const string Unknown = "unknown";

    private static readonly string[] DataEndings =
    [
        ".db",
        ".sqlite",
        ".sqlite3",
        ".csv",
        ".tsv",
        ".parquet",
        ".jsonl",
        ".ndjson",
        ".sql",
        ".avro",
        ".bak",
        ".dump",
    ];

    /// <summary><paramref name="catalog"/> is the union at the target's tip and in the result.</summary>
    public static string Of(Catalog catalog, IEnumerable<ReversibilityFile> files)
    {
        var answer = Reversible;
        var any = false;
        foreach (var file in files)
        {
            any = true;
            var components = catalog.Of(file.Path);
            if (IsForwardOnly(file) || components.Any(component => component.Reversible == false))
            {
                return ForwardOnly;
            }

            if (components.Count == 0 || components.Any(component => component.Reversible is null) || IsDoubtful(file))
            {
                answer = Unknown;
            }
        }

        return any ? answer : Reversible;
    }

    /// <summary>Which paths make the answer what it is, and by which rule, in words; empty where it is reversible.</summary>
    public static IReadOnlyList<(RepoPath Path, string Rule)> Why(Catalog catalog, IEnumerable<ReversibilityFile> files)
    {
        var all = files.Select(file => (File: file, Components: catalog.Of(file.Path))).ToList();
        List<(RepoPath, string)> certain =
        [
            .. all.Select(one => (one.File.Path, Forward(one.File, one.Components)!)).Where(one => one.Item2 is not null),
        ];
        return certain.Count > 0
            ? certain
            : [.. all.Select(one => (one.File.Path, Doubt(one.File, one.Components)!)).Where(one => one.Item2 is not null)];
    }

    private static string? Forward(ReversibilityFile file, IReadOnlyList<Component> components) =>
        file.Kinds.Contains(ChangeKind.Migration) ? "a migration has run once it is in"
        : IsForwardOnly(file)
            ? file.Kinds.Contains(ChangeKind.Infrastructure) ? "infrastructure is deleted, and what it held with it"
                : "data is deleted"
        : components.FirstOrDefault(component => component.Reversible == false) is { } never ? $"the catalog says 'reversible: false' of {never.Name}"
        : null;

    private static string? Doubt(ReversibilityFile file, IReadOnlyList<Component> components) =>
        IsDoubtful(file)
            ? IsData(file)
                ? "data shrinks, or is binary"
                : "infrastructure loses lines, which may have been a database"
            : components.Count == 0 || components.Any(component => component.Reversible is null)
                ? "no component in the catalog says 'reversible' of it"
                : null;

    /// <summary>A migration, or data or the infrastructure that may hold it, deleted.</summary>
    private static bool IsForwardOnly(ReversibilityFile file) =>
        file.Kinds.Contains(ChangeKind.Migration) || (file.IsDeleted && (file.Kinds.Contains(ChangeKind.Infrastructure) || IsData(file)));

    /// <summary>A line of infrastructure that is gone may have been a database, and data that shrinks may be emptied: the paths alone do not tell.</summary>
    private static bool IsDoubtful(ReversibilityFile file) =>
        (file.Kinds.Contains(ChangeKind.Infrastructure) && file.LosesLines) || (IsData(file) && (file.Shrinks || file.IsBinary));

    private static bool IsData(ReversibilityFile file) =>
        DataEndings.Any(ending => file.Path.Text.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
