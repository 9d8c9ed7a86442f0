// Finds out what `countersign reach` was asked about: a change, a range of commits, or paths as they stand.
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Impact;
using Countersign.Impact.Locks;

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
    public ComponentGraph Here() => Graph(desk.Room.TreeOf(desk.Commit("HEAD")), null, [], []).Graph;

    private ReachAnswer Change(string name)
    {
        var target = Target.Find(desk.Repository, options.To);
        var gathered = desk.Judge(target.Ref).Judge(new Arrival(target.Ref, target.Tip, desk.Commit(name), surroundings.Now, Lands: false)).Gathered;
        var subject = gathered.Facts.Subject;
        if (subject.ResultTree is not { } result)
        {
            throw new UsageProblem($"{Visible.Text(name)} does not merge into {VerdictView.Short(target.Ref)}: rebase it first", ExitCode.Held);
        }

        return gathered.Facts.Commits.Count == 0 && options.Of.Count == 0
            ? throw new UsageProblem(
                $"{VerdictView.Short(target.Ref)} has all of HEAD already; name a range such as HEAD~1..HEAD, a branch, or paths such as src/"
            )
            : Answer(
                $"{Visible.Text(name)} into {VerdictView.Short(target.Ref)}",
                subject.BaseTree,
                result,
                gathered.Files,
                gathered.Impact.Observed
            );
    }

    private ReachAnswer Range(string range)
    {
        var dots = range.IndexOf("..", StringComparison.Ordinal);
        var from = desk.Room.TreeOf(desk.Commit(range[..dots] is { Length: > 0 } start ? start : "HEAD"));
        var to = desk.Room.TreeOf(desk.Commit(range[(dots + 2)..].TrimStart('.') is { Length: > 0 } end ? end : "HEAD"));
        return Answer(Visible.Text(range), from, to, desk.Room.Compare(from, to, countLines: false), []);
    }

    private ReachAnswer Paths()
    {
        var paths = new SortedSet<RepoPath>();
        foreach (var written in options.Of)
        {
            var found = PathsAt(written);
            if (found.Count == 0)
            {
                throw new UsageProblem(
                    $"'{Visible.Text(written)}' is no path in HEAD, no commit and no range; paths are written from the top of the repository"
                );
            }

            paths.UnionWith(found);
        }

        var tree = desk.Room.TreeOf(desk.Commit("HEAD"));
        var (graph, notes) = Graph(tree, null, [], []);
        return Answered(string.Join(", ", options.Of.Select(Visible.Text)), graph, [.. paths.Select(path => (path, false))], notes);
    }

    private ReachAnswer Answer(string name, ObjectId tip, ObjectId result, IReadOnlyList<ChangedFile> files, IReadOnlyList<SuppliedGraph> observed)
    {
        var (graph, notes) = Graph(tip, result, observed, files);
        return Answered(name, graph, [.. files.Select(file => (file.Path, file.NewMode == EntryMode.Absent))], notes);
    }

    private ReachAnswer Answered(string name, ComponentGraph graph, IReadOnlyList<(RepoPath Path, bool IsGone)> paths, IReadOnlyList<string> notes) =>
        new(
            name,
            paths.Count,
            graph,
            BlastRadius.Compute(graph, paths.Select(one => one.Path)),
            Impact.Reversibility.Of(graph.Catalog, paths.Select(one => new ReversibilityFile(one.Path, ChangeKinds.Of(one.Path), one.IsGone))),
            ImpactReader.UnknownIn(graph) is { } unknown ? [unknown] : [],
            notes
        );

    private (ComponentGraph Graph, IReadOnlyList<string> Notes) Graph(
        ObjectId tip,
        ObjectId? result,
        IReadOnlyList<SuppliedGraph> observed,
        IReadOnlyList<ChangedFile> files
    )
    {
        var (before, after) = (desk.Rulebooks.AtTree(tip), desk.Rulebooks.AtTree(result ?? tip));
        foreach (
            var problem in before.Problems.Where(problem => problem.File == Rulebook.CatalogPath && problem.Severity == Documents.Severity.Error)
        )
        {
            throw new UsageProblem($"the catalog cannot be read: {Visible.Text(problem.ToString())}", ExitCode.Faulted);
        }

        var isBare = before.CatalogBlob is null && after.CatalogBlob is null;
        if (!options.AllSources && !isBare)
        {
            return (ComponentGraph.Of(before.Side, after.Side, observed, Locks(before.Catalog.Sources)), []);
        }

        var reader = Desk.GraphsOf(desk.Room);
        var all = GraphSources.EverythingInTheTree;
        var (tipSide, resultSide) = (
            before.Side with
            {
                Graphs = reader.Read(tip, all),
            },
            after.Side with
            {
                Graphs = reader.Read(result ?? tip, all),
            }
        );
        return (
            ComponentGraph.Of(tipSide, resultSide, observed, Locks(all)),
            [$"Read from everything in the tree; the gate reads only what {Rulebook.CatalogPath} names under 'sources:'."]
        );

        IReadOnlyList<LockUse> Locks(GraphSources sources) =>
            files.Count == 0 ? [] : Desk.GraphsOf(desk.Room).Locks(files, tip, result ?? tip, sources);
    }

    /// <summary>The file of this name at HEAD, or all files beneath the folder of this name; empty where there is neither.</summary>
    private IReadOnlyList<RepoPath> PathsAt(string written)
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
                return entry.Mode == EntryMode.Tree ? Beneath(tree, entry.Path) : [entry.Path];
            }
        }

        return [];
    }

    private List<RepoPath> Beneath(ObjectId tree, RepoPath? folder) =>
        [.. desk.Room.ListTree(tree, folder).Take(MostFiles).Select(entry => entry.Path)];
}
