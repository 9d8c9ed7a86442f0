// paths: which files the change touches, by their old and new names.
using System.Collections.Concurrent;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

/// <summary>
/// `only` is false for what a name does not tell: symlinks, submodules, mode changes and large-file pointers, unless allowed.
/// `any` and `none` look past the paths under `except`; `only` looks at all.
/// </summary>
public sealed record Paths(Selection Wanted, IReadOnlyList<string> Allowed, IReadOnlyList<string> Except) : Predicate
{
    private static readonly string[] Oddities = ["symlinks", "submodules", "mode-changes", "lfs-pointers"];

    public static readonly PredicateKind Kind = new(
        "paths",
        "any, only or none of the changed paths match; old and new names both count",
        Happening.Push | Happening.BaseMoved,
        """{"$ref":"#/$defs/paths"}""",
        Parse
    );

    private readonly ReadPatterns _read = new();

    public override string Name => "paths";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        if (Wanted.Only.Count > 0 && facts.Files.FirstOrDefault(file => IsOdd(file, Allowed)) is { } odd)
        {
            return PredicateAnswer.DoesNot($"{odd.Path} is not an ordinary file change ({Oddity(odd, Allowed)})");
        }

        var paths = new Dictionary<string, RepoPath>(StringComparer.Ordinal);
        foreach (var path in facts.Files.SelectMany(NamesOf))
        {
            if (!Except.Any(pattern => _read[pattern].Matches(path)))
            {
                paths[path.Text] = path;
            }
        }

        return Wanted.Ask([.. paths.Keys], "path", (pattern, path) => _read[pattern].Matches(paths[path]));
    }

    /// <summary>Each pattern read once, when it is first asked; it says nothing of what the predicate asks, so all are equal.</summary>
    private sealed record ReadPatterns
    {
        private readonly ConcurrentDictionary<string, PathPattern> _patterns = new(StringComparer.Ordinal);

        public PathPattern this[string text] => _patterns.GetOrAdd(text, PathPattern.Parse);

        public bool Equals(ReadPatterns? other) => other is not null;

        public override int GetHashCode() => 0;
    }

    internal static bool IsOdd(FileFacts file, IReadOnlyList<string> allowed) => Oddity(file, allowed) is not null;

    private static string? Oddity(FileFacts file, IReadOnlyList<string> allowed) => OdditiesOf(file).FirstOrDefault(odd => !allowed.Contains(odd));

    private static IEnumerable<RepoPath> NamesOf(FileFacts file) => file.RenamedFrom is { } old ? [file.Path, old] : [file.Path];

    private static IEnumerable<string> OdditiesOf(FileFacts file)
    {
        const string Absent = "000000";
        if (file.OldMode == "120000" || file.NewMode == "120000")
        {
            yield return "symlinks";
        }

        if (file.OldMode == "160000" || file.NewMode == "160000")
        {
            yield return "submodules";
        }

        if (file.OldMode != file.NewMode && file.OldMode != Absent && file.NewMode != Absent)
        {
            yield return "mode-changes";
        }

        if (file.NewMode == "100755" && file.OldMode == Absent)
        {
            yield return "mode-changes";
        }

        if (file.IsLfsPointer)
        {
            yield return "lfs-pointers";
        }
    }

    private static Paths? Parse(Node node, Reading reading)
    {
        if (node is not Node.Mapping)
        {
            return Selection.Parse(node, "paths", reading) is { } any ? Checked(new Paths(any, [], []), node, reading) : null;
        }

        return reading.Mapping(node, "paths", "any", "only", "none", "allow", "except") is { } fields
            ? Checked(
                new Paths(Selection.From(fields, node, "paths", reading), fields.TextsOf("allow", Oddities), fields.Texts("except")),
                node,
                reading
            )
            : null;
    }

    private static Paths Checked(Paths paths, Node node, Reading reading)
    {
        if (paths.Except.Count > 0 && paths.Wanted.Only.Count > 0)
        {
            reading.Report(
                "policy.both",
                "paths has only and except",
                "only looks at every path: write what it may be, or use any or none",
                node.Line
            );
        }

        foreach (var text in paths.Wanted.All.Concat(paths.Except))
        {
            if (!PathPattern.TryParse(text, out _, out var problem))
            {
                reading.Report("policy.bad-pattern", $"pattern '{text}': {problem}", "see specs/policy.md, patterns", node.Line);
            }
        }

        return paths;
    }
}
