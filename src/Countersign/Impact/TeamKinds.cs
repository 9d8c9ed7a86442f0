// What a team adds to the rules about kinds, in .countersign/kinds.yml: more kinds for more paths, never fewer.
using Countersign.Changes;
using Countersign.Documents;

namespace Countersign.Impact;

/// <summary>A path keeps every kind that the built-in rules give it. Source: specs/kinds.md.</summary>
public sealed record TeamKinds(IReadOnlyList<TeamKind> All)
{
    internal static readonly string[] TopKeys = ["version", "kinds"];
    internal static readonly string[] RuleKeys = ["kind", "paths"];
    private const int MostRules = 200;

    // What a path can only lose by being called so, a team cannot call it.
    private static readonly string[] s_known = [.. ChangeKind.All.Except([ChangeKind.Docs, ChangeKind.Test, ChangeKind.Governance])];

    public static TeamKinds None { get; } = new([]);

    public static Parsed<TeamKinds> Parse(Node node, string file)
    {
        var problems = new ProblemList("kinds", file);
        var rules = new List<TeamKind>();
        if (Fields.Of(node, "the file", problems) is { } top)
        {
            top.AllowOnly(TopKeys);
            if (top.OptionalText("version") is { } version && version != "1")
            {
                problems.Error("version", $"the file has version '{Fields.Cut(version)}'", "This program reads version 1.", top.LineOf("version"));
            }

            rules.AddRange(top.Mappings("kinds", "rule").Select(fields => Rule(fields, problems)).OfType<TeamKind>());
            if (rules.Count > MostRules)
            {
                problems.Error("size", $"the file has {rules.Count} rules", $"At most {MostRules} are read.", top.LineOf("kinds"));
            }
        }

        return Parsed<TeamKinds>.From(() => new TeamKinds(rules), problems.Items);
    }

    /// <summary>The kinds that the built-in rules gave, and those that the team adds, in the order of <see cref="ChangeKind.All"/>.</summary>
    public IReadOnlyList<string> Of(RepoPath path, IReadOnlyList<string> builtIn)
    {
        var added = All.Where(rule => !builtIn.Contains(rule.Kind) && rule.Paths.Any(pattern => pattern.Matches(path)))
            .Select(rule => rule.Kind)
            .ToHashSet();
        return added.Count == 0 ? builtIn : [.. ChangeKind.All.Where(kind => builtIn.Contains(kind) || added.Contains(kind))];
    }

    private static TeamKind? Rule(Fields fields, ProblemList problems)
    {
        fields.AllowOnly(RuleKeys);
        fields.Text("kind");
        var kind = fields.OneOf("kind", s_known);
        var paths = new List<PathPattern>();
        foreach (var text in fields.Texts("paths"))
        {
            if (PathPattern.TryParse(text.Text, out var pattern, out var problem))
            {
                paths.Add(pattern);
            }
            else
            {
                problems.Error("path", $"'{Fields.Cut(text.Text)}': {problem}", "Write it as in db/changes/** or *.flags.yml.", text.Line);
            }
        }

        if (paths.Count == 0)
        {
            problems.Error("no-path", $"{fields.What} names no path", "Add 'paths:'.", fields.Line);
        }

        return kind is null ? null : new TeamKind(kind, paths);
    }
}

public sealed record TeamKind(string Kind, IReadOnlyList<PathPattern> Paths);
