// Whether a change can be taken back once it runs, as far as its paths and the catalog say.
using Countersign.Changes;

namespace Countersign.Impact;

/// <summary>What happened to one path: the kinds it is of, and whether it is gone.</summary>
public sealed record ReversibilityFile(RepoPath Path, IReadOnlyList<string> Kinds, bool IsDeleted);

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

            if (components.Count == 0 || components.Any(component => component.Reversible is null))
            {
                answer = Unknown;
            }
        }

        return any ? answer : Reversible;
    }

    /// <summary>A migration, or data or the infrastructure that may hold it, deleted.</summary>
    private static bool IsForwardOnly(ReversibilityFile file) =>
        file.Kinds.Contains(ChangeKind.Migration)
        || (
            file.IsDeleted
            && (
                file.Kinds.Contains(ChangeKind.Infrastructure)
                || DataEndings.Any(ending => file.Path.Text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            )
        );
}
