// Finds out what `countersign reach` was asked about: a change, a range of commits, or paths as they stand.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Reach;

internal sealed class ReachQuestion(Desk desk, ReachOptions options, Surroundings surroundings)
{
    private const int MostFiles = 100_000;

    /// <exception cref="UsageProblem">Neither a change, a range nor a path.</exception>
    public ReachAnswer Ask() =>
        options.Of switch
        {
            [] => Change("HEAD"),
            [var range] when range.Contains("..", StringComparison.Ordinal) && PathsAt(range).Count == 0 => Range(range),
            [var one] when PathsAt(one).Count == 0 && desk.Repository.ResolveCommit(one) is not null => Change(one),
            _ => Paths(),
        };

    /// <summary>The graph as it stands at HEAD, for what is not about a change.</summary>
    public ComponentGraph Here()
    {
        var (here, _, _) = Rules(desk.Room.TreeOf(desk.Commit("HEAD")), null);
        return ComponentGraph.Of(here.Side, here.Side);
    }

    private ReachAnswer Change(string name)
    {
        var target = Target.Find(desk.Repository, options.To);
        var gathered = desk.Judge(target.Ref).Judge(new Arrival(target.Ref, target.Tip, desk.Commit(name), surroundings.Now, Lands: false)).Gathered;
        var subject = gathered.Facts.Subject;
        if (subject.ResultTree is not { } result)
        {
            throw new UsageProblem($"{Visible.Text(name)} does not merge into {VerdictView.Short(target.Ref)}: rebase it first", ExitCode.Held);
        }

        if (gathered.Facts.Commits.Count == 0 && options.Of.Count == 0)
        {
            throw new UsageProblem(
                $"{VerdictView.Short(target.Ref)} has all of HEAD already; name a range such as HEAD~1..HEAD, a branch, or paths such as src/"
            );
        }

        var title = $"{Visible.Text(name)} into {VerdictView.Short(target.Ref)}";
        var (before, after, all) = Rules(subject.BaseTree, result);
        return all is null
            ? Answered(title, gathered.Impact, gathered.Files, Notes(null, subject.BaseTree, gathered.Rulebook.Catalog.Sources))
            : Answered(title, before, after, gathered.Files, gathered.Impact.Observed, all);
    }

    private ReachAnswer Range(string range)
    {
        var dots = range.IndexOf("..", StringComparison.Ordinal);
        var from = desk.Room.TreeOf(desk.Commit(range[..dots] is { Length: > 0 } start ? start : "HEAD"));
        var to = desk.Room.TreeOf(desk.Commit(range[(dots + 2)..].TrimStart('.') is { Length: > 0 } end ? end : "HEAD"));
        var (before, after, all) = Rules(from, to);
        return Answered(Visible.Text(range), before, after, desk.Room.Compare(from, to), [], all);
    }

    private ReachAnswer Paths()
    {
        var entries = new SortedDictionary<RepoPath, EntryMode>();
        foreach (var written in options.Of)
        {
            var found = PathsAt(written);
            if (found.Count == 0)
            {
                throw new UsageProblem(
                    $"'{Visible.Text(written)}' is no path in HEAD, no commit and no range; paths are written from the top of the repository"
                );
            }

            foreach (var entry in found)
            {
                entries[entry.Path] = entry.Mode;
            }
        }

        var (here, _, all) = Rules(desk.Room.TreeOf(desk.Commit("HEAD")), null);
        var name = string.Join(", ", options.Of.Select(Visible.Text));
        var standing = entries.Select(entry => new ChangedFile(entry.Key, entry.Value, entry.Value, default, default)).ToList();
        return Answered(name, new ImpactReader(here, here).Read(standing), standing, Notes(all, here.Tree, here.Catalog.Sources));
    }

    private ReachAnswer Answered(
        string name,
        Rulebook before,
        Rulebook after,
        IReadOnlyList<ChangedFile> files,
        IReadOnlyList<SuppliedGraph> observed,
        GraphSources? all
    )
    {
        var locks = Desk.GraphsOf(desk.Room).Locks(files, before.Tree, after.Tree, all ?? before.Catalog.Sources);
        return Answered(name, new ImpactReader(before, after, observed, locks).Read(files), files, Notes(all, before.Tree, before.Catalog.Sources));
    }

    private static ReachAnswer Answered(string name, ReadImpact impact, IReadOnlyList<ChangedFile> files, IReadOnlyList<string> notes) =>
        new(
            name,
            files.Count,
            impact.Graph,
            impact.Radius,
            impact.Reach.Reversibility,
            Reversibility.Why(impact.Graph.Catalog, files.Zip(impact.Files, (file, facts) => ReversibilityFile.Of(file, facts.Kinds))),
            impact.Reach.UnknownCoverage is { } unknown ? [unknown] : [],
            notes
        );

    /// <param name="all">Null where the sources are the catalog's <paramref name="named"/>.</param>
    private List<string> Notes(GraphSources? all, ObjectId tree, GraphSources named)
    {
        var notes = new List<string>();
        if (all is not null)
        {
            notes.Add($"Read from everything in the tree; the gate reads only what {Rulebook.CatalogPath} names under 'sources:'.");
        }

        if ((all ?? named) is { Backstage: true } read && Desk.GraphsOf(desk.Room).CriticalityKey(tree) is { } found)
        {
            if (found != read.CriticalityKey)
            {
                notes.Add(
                    $"Most Backstage files say how critical a component is in '{Visible.Text(found)}'; what is read is '{Visible.Text(read.CriticalityKey)}', as {Rulebook.CatalogPath} has it under 'sources: backstage: criticality'."
                );
            }
            else if (!named.Backstage && found != GraphSources.None.CriticalityKey)
            {
                notes.Add($"Criticality is read from '{Visible.Text(found)}' in Backstage's files.");
            }
        }

        return notes;
    }

    /// <summary>The rules at both trees; with the sources that they are read with instead of the catalog's, where it was asked so or there is no catalog.</summary>
    private (Rulebook Before, Rulebook After, GraphSources? All) Rules(ObjectId tip, ObjectId? result)
    {
        var (before, after) = (desk.Rulebooks.AtTree(tip), desk.Rulebooks.AtTree(result ?? tip));
        foreach (
            var problem in before.Problems.Where(problem => problem.File == Rulebook.CatalogPath && problem.Severity == Documents.Severity.Error)
        )
        {
            throw new UsageProblem($"the catalog cannot be read: {Visible.Text(problem.ToString())}", ExitCode.Faulted);
        }

        if (!options.AllSources && (before.CatalogBlob is not null || after.CatalogBlob is not null))
        {
            return (before, after, null);
        }

        var reader = Desk.GraphsOf(desk.Room);
        var named = before.Catalog.Sources;
        var everything = GraphSources.EverythingInTheTree with
        {
            // As init finds it, where nobody has said it yet.
            CriticalityKey = named.Backstage ? named.CriticalityKey : reader.CriticalityKey(tip) ?? named.CriticalityKey,
            Default = named.Default,
        };
        return (Read(before), Read(after), everything);

        Rulebook Read(Rulebook rules) => rules with { Supply = new(() => reader.Read(rules.Tree, everything)) };
    }

    /// <summary>The file of this name at HEAD, or all files beneath the folder of this name; empty where there is neither.</summary>
    private IReadOnlyList<TreeEntry> PathsAt(string written)
    {
        var tree = desk.Room.TreeOf(desk.Commit("HEAD"));
        foreach (var candidate in WrittenPath.Candidates(written.Replace(Path.DirectorySeparatorChar, '/'), desk, surroundings.Folder))
        {
            var name = candidate.TrimEnd('/');
            if (name == ".")
            {
                return Beneath(tree, null);
            }

            // Two slashes in a row, as in some revisions, name nothing in a tree.
            if (!name.Contains("//", StringComparison.Ordinal) && desk.Room.Find(tree, RepoPath.Of(name)) is { } entry)
            {
                return entry.Mode == EntryMode.Tree ? Beneath(tree, entry.Path) : [entry];
            }
        }

        return [];
    }

    private List<TreeEntry> Beneath(ObjectId tree, RepoPath? folder) => [.. desk.Room.ListTree(tree, folder).Take(MostFiles)];
}
