// Reads the OWNERS files of a tree and their OWNERS_ALIASES.
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>One file with its place: "" at the top, else "a/b".</summary>
public sealed record OwnersDocument(string Folder, string File, Node Node);

/// <param name="Expression">Which files of the folder; null for all of them.</param>
internal sealed record OwnersFilter(string? Expression, IReadOnlyList<string> Approvers, IReadOnlyList<string> Required, int Line);

/// <param name="IsAlone">no_parent_owners: what stands further up does not count here.</param>
internal sealed record OwnersFolder(string Folder, string File, bool IsAlone, IReadOnlyList<OwnersFilter> Filters)
{
    private static readonly string[] Lists = ["approvers", "reviewers", "required_reviewers", "labels", "emeritus_approvers", "emeritus_reviewers"];

    /// <summary>The filter that means every file.</summary>
    private const string Everything = ".*";

    public static OwnersFolder? Read(OwnersDocument document, IReadOnlyDictionary<string, IReadOnlyList<string>> aliases, ProblemList problems)
    {
        if (Fields.Of(document.Node, document.File, problems) is not { } fields)
        {
            return null;
        }

        fields.AllowOnly([.. Lists, "options", "filters", "component", "auto_approve_unowned_subfolders"]);
        var options = fields.Mapping("options");
        options?.AllowOnly(["no_parent_owners", "auto_approve_unowned_subfolders"]);
        var filters = new List<OwnersFilter>();
        if (fields.Has("approvers") || fields.Has("required_reviewers") || !fields.Has("filters"))
        {
            filters.Add(Filter(null, fields, aliases));
        }

        if (fields.Mapping("filters") is { } mapping)
        {
            foreach (var key in mapping.Keys.ToList())
            {
                if (mapping.Mapping(key) is { } filter)
                {
                    filter.AllowOnly(Lists);
                    filters.Add(Filter(key == Everything ? null : key, filter, aliases));
                }
            }
        }

        return new OwnersFolder(document.Folder, document.File, options?.Flag("no_parent_owners") == true, filters);
    }

    /// <summary>Alias to the accounts behind it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases(Node? node, string file, ProblemList problems)
    {
        var aliases = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        if (node is not null && Fields.Of(node, file, problems)?.Mapping("aliases") is { } mapping)
        {
            foreach (var key in mapping.Keys.ToList())
            {
                aliases[key] = [.. mapping.Texts(key).Select(text => text.Text)];
            }
        }

        return aliases;
    }

    private static OwnersFilter Filter(string? expression, Fields fields, IReadOnlyDictionary<string, IReadOnlyList<string>> aliases)
    {
        return new OwnersFilter(expression, Named("approvers"), Named("required_reviewers"), fields.Line);

        IReadOnlyList<string> Named(string key) =>
            [
                .. fields
                    .Texts(key)
                    .SelectMany(text => aliases.TryGetValue(text.Text, out var accounts) ? accounts : [text.Text])
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ];
    }
}
