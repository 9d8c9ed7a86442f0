// OWNERS files as rules of ours: whoever may approve in a folder or further up signs what lies in it.
using System.Globalization;
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>Source: specs/import.md, OWNERS.</summary>
internal sealed class KubernetesImport(Importing import, IReadOnlyList<OwnersFolder> folders)
{
    public void Run()
    {
        foreach (var folder in folders.OrderBy(folder => folder.Folder, StringComparer.Ordinal))
        {
            if (folder.IgnoredFilters > 0)
            {
                import.Note(
                    ImportNoteKind.NoEffect,
                    folder.File,
                    folder.IgnoredFilters,
                    "filters beside lists at the top count for nothing, as there"
                );
            }

            foreach (var filter in folder.Filters)
            {
                Write(folder, filter);
            }
        }

        import.Note(ImportNoteKind.Safer, "OWNERS", 0, "an approver does not approve what they made, and an approval ends with its content");
        import.Note(
            ImportNoteKind.AsItIs,
            "OWNERS",
            0,
            "an approver of the folder or of any folder above it is enough, unless no_parent_owners stands between"
        );
        import.Note(
            ImportNoteKind.NoEffect,
            "OWNERS",
            0,
            "reviewers say whom to ask, labels and emeritus approvers ask for nothing; the signature of an approver is the reading by another person as well"
        );
    }

    private void Write(OwnersFolder folder, OwnersFilter filter)
    {
        var (any, isExact) = filter.Expression is null ? (Beneath(folder.Folder), true) : Expression(folder.Folder, filter.Expression);
        if (!isExact)
        {
            import.Note(
                ImportNoteKind.Safer,
                folder.File,
                filter.Line,
                $"the filter '{Fields.Cut(filter.Expression!)}' cannot be said here; it counts for every file of the folder"
            );
        }

        var deeper = folders.Where(other => other != folder && IsIn(other.Folder, folder.Folder)).ToList();
        var others = filter.Expression is null
            ? folder
                .Filters.Where(other => other.Expression is not null && other.Approvers.Count > 0)
                .Select(other => Expression(folder.Folder, other.Expression!))
                .Where(other => other.IsExact)
                .Select(other => other.Pattern)
            : [];
        var except = deeper.Select(other => Beneath(other.Folder)).ToList();
        var exceptRequired = deeper.Where(DemandsAlone).Select(other => Beneath(other.Folder)).ToList();
        string[] comments = [$"{folder.File}:{filter.Line.ToString(CultureInfo.InvariantCulture)}"];
        var where = (folder.Folder.Length == 0 ? "the top" : folder.Folder) + (filter.Expression is null ? "" : $", {Fields.Cut(filter.Expression)}");
        Ask($"approvers of {where} sign", Approvers(folder, filter), [.. except, .. others]);
        foreach (var required in filter.Required)
        {
            Ask($"{Fields.Cut(required)} reads {where}", [required], exceptRequired);
        }

        void Ask(string name, IReadOnlyList<string> accounts, List<string> without)
        {
            if (accounts.Count == 0 && filter.Expression is not null)
            {
                return;
            }

            var when = Made.Map(
                (
                    "paths",
                    Made.Map(
                        ("any", Made.List([Made.Text(any)])),
                        ("except", without.Count == 0 ? null : Made.List(without.Distinct().Select(Made.Text)))
                    )
                )
            );
            var names = accounts.Select(Name).OfType<string>().Distinct().ToList();
            if (names.Count == 0)
            {
                import.Note(ImportNoteKind.NotExpressed, folder.File, filter.Line, $"nobody could approve {where}: what lies there is refused");
                import.Refuse(name, comments, when, $"{folder.File} names nobody who could approve this.");
            }
            else
            {
                import.Require(name, comments, when, ForeignNames.SignOffs(1, names));
            }
        }
    }

    /// <summary>required_reviewers of all folders above are asked as well, up to a no_parent_owners that has some of its own.</summary>
    private static bool DemandsAlone(OwnersFolder folder) =>
        folder.IsAlone && folder.Filters.Any(filter => filter.Expression is null && filter.Required.Count > 0);

    private string? Name(string account) =>
        account.Contains('/', StringComparison.Ordinal) ? import.Names.Team(account) : import.Names.Person(account);

    /// <summary>Those of the filter, of the same folder's rule for every file, and of the folders above.</summary>
    private List<string> Approvers(OwnersFolder folder, OwnersFilter filter)
    {
        var approvers = new List<string>(filter.Approvers);
        approvers.AddRange(folder.Filters.Where(other => other.Expression is null).SelectMany(other => other.Approvers));
        for (var at = folder; at is { IsAlone: false } && Above(at) is { } parent; at = parent)
        {
            approvers.AddRange(parent.Filters.Where(other => other.Expression is null).SelectMany(other => other.Approvers));
        }

        return [.. approvers.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private OwnersFolder? Above(OwnersFolder folder) =>
        folders.Where(other => other != folder && IsIn(folder.Folder, other.Folder)).MaxBy(other => other.Folder.Length);

    private static bool IsIn(string inner, string outer) => outer.Length == 0 || inner.StartsWith(outer + "/", StringComparison.Ordinal);

    private static string Beneath(string folder) => folder.Length == 0 ? "/**" : $"/{string.Concat(folder.Select(Plain))}/**";

    private static string Plain(char letter) => letter is '*' or '?' or '[' or ']' or '{' or '}' or '\\' ? $"\\{letter}" : letter.ToString();

    /// <summary>
    /// The expression looks at the path from its folder on, and the way to it may hold any letter, a line break too. It has to be one by
    /// itself, so that no bracket in it ends ours.
    /// </summary>
    private static (string Pattern, bool IsExact) Expression(string folder, string expression)
    {
        var top = folder.Length == 0 ? "^" : $@"^\Q{folder}/\E";
        var isTied = expression.Contains('^', StringComparison.Ordinal) || expression.Contains(@"\A", StringComparison.Ordinal);
        var text =
            !PathPattern.TryParse(PathPattern.RegexPrefix + expression, out _, out _) ? ""
            : !isTied ? $"{PathPattern.RegexPrefix}{top}(?s:.*)(?:{expression})"
            : expression[0] == '^'
            && !expression[1..].Contains('^', StringComparison.Ordinal)
            && !expression.Contains(@"\A", StringComparison.Ordinal)
            && !expression.Contains('|', StringComparison.Ordinal)
                ? $"{PathPattern.RegexPrefix}{top}{expression[1..]}"
            : "";
        return !folder.Contains(@"\E", StringComparison.Ordinal) && text.Length > 0 && PathPattern.TryParse(text, out _, out _)
            ? (text, true)
            : (Beneath(folder), false);
    }
}
