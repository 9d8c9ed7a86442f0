// Draws reach on the terminal: what is touched, a tree of what depends on it, the way to each critical component, what is not known.
using Countersign.Cli.Terminal;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Reach;

internal sealed class ReachTree(Screen screen, ReachAnswer answer)
{
    private const int MostLines = 60;
    private const int MostListed = 10;
    private int _lines;

    private sealed record Row(string Name, Criticality? Criticality, int Distance, string? Parent);

    public void Draw()
    {
        var radius = answer.Radius;
        screen.Prose($"{answer.Name}: {VerdictView.Counted(answer.Paths, "path")}, {Counts()}", screen.Bold);
        foreach (var note in answer.Notes)
        {
            screen.Prose(note, screen.Dim);
        }

        screen.Line();
        var rows = radius
            .Components.Select(one => new Row(one.Name, one.Criticality, one.Distance, one.Distance == 0 ? null : one.Path[^2]))
            .Concat(radius.Undeclared.Select(one => new Row(one.Name, null, one.Distance, one.Path[^2])))
            .ToList();
        var known = rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        var between = radius
            .Touched.Where(name => !known.Contains(name))
            .Select(name => new Row(name, null, 0, null))
            .Concat(Connectors(known, rows))
            .DistinctBy(row => row.Name);
        var children = rows.Concat(between)
            .OrderByDescending(row => row.Criticality is { } it ? (int)it : -1)
            .ThenBy(row => row.Name, StringComparer.Ordinal)
            .ToLookup(row => row.Parent ?? "", StringComparer.Ordinal);
        Branches(children);
        var left = children.Sum(group => group.Count()) - _lines;
        if (left > 0)
        {
            screen.Line(screen.Dim($"... and {left} more; --format json has all of them"));
        }

        Ways();
        Rest();
    }

    /// <summary>Systems and APIs that a way passes are no ends, but the tree hangs together by them.</summary>
    private IEnumerable<Row> Connectors(HashSet<string> known, List<Row> rows)
    {
        var ways = answer.Radius.Components.Select(one => one.Path).Concat(answer.Radius.Undeclared.Select(one => one.Path));
        foreach (var way in ways)
        {
            for (var i = 0; i < way.Count - 1; i++)
            {
                if (!known.Contains(way[i]) && answer.Graph.Find(way[i]) is not null)
                {
                    yield return new Row(way[i], null, i, i == 0 ? null : way[i - 1]);
                }
            }
        }
    }

    private string Counts()
    {
        var parts = answer
            .ByCriticality.OrderByDescending(group => group.Key is { } it ? (int)it : -1)
            .Select(group => $"{group.Count()} {(group.Key is null ? "of unknown criticality" : ReachAnswer.Word(group.Key))}");
        return string.Join(", ", parts) is { Length: > 0 } counts ? $"reaches {counts}" : "reaches no component";
    }

    /// <summary>On a stack of its own: a chain of components may be as long as the catalog.</summary>
    private void Branches(ILookup<string, Row> children)
    {
        var open = new Stack<(Row Row, string Indent, bool IsLast)>();
        foreach (var root in children[""].Reverse())
        {
            open.Push((root, "", true));
        }

        while (_lines < MostLines && open.TryPop(out var next))
        {
            var (row, indent, isLast) = next;
            var branch = row.Distance == 0 ? "" : indent + (isLast ? "└─ " : "├─ ");
            screen.Line($"{branch}{Visible.Text(row.Name)}  {Painted(row.Criticality)}{Details(row)}");
            _lines++;
            var below = row.Distance == 0 ? "" : indent + (isLast ? "   " : "│  ");
            var under = children[row.Name].ToList();
            for (var i = under.Count - 1; i >= 0; i--)
            {
                open.Push((under[i], below.Length > 60 ? below[..60] : below, i == under.Count - 1));
            }
        }
    }

    private string Details(Row row)
    {
        var component = answer.Component(row.Name);
        var details = new List<string>();
        if (component.Unit is { } unit)
        {
            details.Add($"unit {Visible.Text(unit)}");
        }

        if (component.Rollout is { } rollout)
        {
            details.Add($"rolled out {Visible.Text(rollout)}");
        }

        if (row.Parent is { } parent && answer.Provenance(parent, row.Name) is { Count: > 0 } known)
        {
            details.Add(string.Join(", ", known.Select(one => one.Confidence).Distinct(StringComparer.Ordinal)));
        }

        return details.Count == 0 ? "" : screen.Dim($"  ({string.Join("; ", details)})");
    }

    private void Ways()
    {
        var critical = answer.Radius.Components.Where(one => one.Criticality == Criticality.Critical && one.Distance > 0).ToList();
        if (critical.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Line(screen.Bold("Shortest way to each critical component"));
        foreach (var one in critical.Take(MostLines))
        {
            screen.Line($"  {Visible.Text(one.Name)}, {VerdictView.Counted(one.Distance, "step")}");
            for (var i = 1; i < one.Path.Count; i++)
            {
                var known = answer.Provenance(one.Path[i - 1], one.Path[i]);
                screen.Line(
                    $"    {Visible.Text(one.Path[i])} depends on {Visible.Text(one.Path[i - 1])}{screen.Dim(known.Count == 0 ? "" : $"  {Visible.Text(string.Join("; ", known.Select(it => it.ToString()).Take(4)))}")}"
                );
            }
        }
    }

    private void Rest()
    {
        screen.Line();
        TakingBack();
        foreach (var group in answer.Unmapped)
        {
            screen.Prose($"{group.Key} ({VerdictView.Counted(group.Count(), "path")}); a policy counts them as medium unless it says otherwise:");
            foreach (var path in group.Take(MostListed))
            {
                screen.Line($"  {path.Display}");
            }

            if (group.Count() > MostListed)
            {
                screen.Line(screen.Dim($"  ... and {group.Count() - MostListed} more"));
            }
        }

        foreach (var use in answer.Graph.Locks.Take(MostListed))
        {
            screen.Prose(
                use.Why is null
                    ? $"{Visible.Text(use.File)}: {VerdictView.Counted(use.Packages.Count, "package")} {(use.Packages.Count == 1 ? "differs" : "differ")} ({Visible.Text(string.Join(", ", use.Packages.Take(5)))}{(use.Packages.Count > 5 ? ", ..." : "")}), used by {VerdictView.Counted(use.Users.Count, "project")}."
                    : $"{Visible.Text(use.File)} {Visible.Text(use.NotCompared)}."
            );
        }

        foreach (var why in answer.Unknown)
        {
            screen.Prose($"Not known whole, which raises what is reached by one step: {Visible.Text(why)}.", screen.Yellow, "  ");
        }

        foreach (var edge in answer.Graph.Undeclared.Take(MostListed))
        {
            screen.Prose(
                $"Seen running and declared nowhere: {Visible.Text(edge.Dependent)} depends on {Visible.Text(edge.Dependency)} ({Visible.Text(edge.Where)}).",
                screen.Yellow,
                "  "
            );
        }
    }

    private void TakingBack()
    {
        screen.Line($"Reversibility: {answer.Reversibility}{(answer.WhyReversibility.Count > 0 ? ", because" : ".")}");
        foreach (var rule in answer.WhyReversibility.GroupBy(one => one.Rule, one => one.Path))
        {
            var more = rule.Count() > 1 ? $" and {VerdictView.Counted(rule.Count() - 1, "more path")}" : "";
            screen.Prose($"  {Visible.Text(rule.Key)}: {rule.First().Display}{more}", rest: "    ");
        }
    }

    private string Painted(Criticality? criticality) =>
        criticality switch
        {
            Criticality.Critical => screen.Red("critical"),
            Criticality.High => screen.Yellow("high"),
            null => screen.Dim("criticality not said"),
            _ => ReachAnswer.Word(criticality),
        };
}
