// Reads the OWNERS files of a tree and their OWNERS_ALIASES.
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>One file with its place: "" at the top, else "a/b".</summary>
public sealed record OwnersDocument(string Folder, string File, Node Node);

/// <param name="Expression">Which files of the folder; null for all of them.</param>
internal sealed record OwnersFilter(string? Expression, IReadOnlyList<string> Approvers, IReadOnlyList<string> Required, int Line);

/// <param name="IsAlone">no_parent_owners: what stands further up does not count here.</param>
/// <param name="Filters">One of them is always for every file: where the source has none, those of the folders above approve there.</param>
internal sealed record OwnersFolder(string Folder, string File, bool IsAlone, IReadOnlyList<OwnersFilter> Filters)
{
    /// <summary>Its line where lists stand beside `filters`, which then counts for nothing; else 0.</summary>
    public int IgnoredFilters { get; private init; }

    private static readonly string[] Lists = ["approvers", "reviewers", "required_reviewers", "labels", "emeritus_approvers", "emeritus_reviewers"];

    /// <summary>Where one of these stands at the top, `filters` counts for nothing.</summary>
    private static readonly string[] Simple = ["approvers", "reviewers", "required_reviewers", "labels"];

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
        var isSimple = Simple.Any(key => fields.Texts(key).Count > 0);
        if (!isSimple && fields.Mapping("filters") is { } mapping)
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

        if (filters.TrueForAll(filter => filter.Expression is not null))
        {
            filters.Add(isSimple ? Filter(null, fields, aliases) : new OwnersFilter(null, [], [], fields.Line));
        }

        return new OwnersFolder(document.Folder, document.File, options?.Flag("no_parent_owners") == true, filters)
        {
            IgnoredFilters = isSimple && fields.Has("filters") ? fields.LineOf("filters") : 0,
        };
    }

    /// <summary>Alias to the accounts behind it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases(Node? node, string file, ProblemList problems)
    {
        var aliases = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        if (node is not null && Fields.Of(node, file, problems)?.Mapping("aliases") is { } mapping)
        {
            foreach (var key in mapping.Keys.ToList())
            {
                aliases[Login(key)] = [.. mapping.Texts(key).Select(text => Login(text.Text))];
            }
        }

        return aliases;
    }

    private static string Login(string text) => text.StartsWith('@') ? text[1..] : text;

    private static OwnersFilter Filter(string? expression, Fields fields, IReadOnlyDictionary<string, IReadOnlyList<string>> aliases)
    {
        return new OwnersFilter(expression, Named("approvers"), Named("required_reviewers"), fields.Line);

        IReadOnlyList<string> Named(string key) =>
            [
                .. fields
                    .Texts(key)
                    .Select(text => Login(text.Text))
                    .SelectMany(login => aliases.TryGetValue(login, out var accounts) ? accounts : [login])
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ];
    }
}
