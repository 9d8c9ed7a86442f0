// How often each path changed in the newest steps of a line, and what no component claims among them.
using Countersign.Adapters.Git.Past;
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Adapters.Git.Gathering;

/// <param name="Folder">Without a slash at the end; "" is the top of the repository.</param>
/// <param name="Changes">Steps that touched a path in it which no component claims.</param>
public sealed record UnmappedFolder(string Folder, int Changes, IReadOnlyList<string> Examples);

/// <param name="Steps">Steps that were read.</param>
/// <param name="Unmapped">Of those, how many touched a path that no component claims.</param>
public sealed record MapCoverage(int Steps, int Unmapped, IReadOnlyList<UnmappedFolder> Folders);

public static class PathTouches
{
    private const int MostExamples = 3;

    /// <summary>Only paths that still stand at the tip count; folders most often changed first, then by name.</summary>
    /// <param name="isCompared">A lock file that can be compared by package belongs to whoever uses what differs, each time anew, and is left out.</param>
    public static MapCoverage Read(CleanRoom room, ObjectId tip, ComponentGraph graph, Func<RepoPath, bool> isCompared, int newest)
    {
        var stands = new HashSet<RepoPath>(room.ListTree(room.TreeOf(tip)).Select(entry => entry.Path));
        var isMapped = new Dictionary<RepoPath, bool>();
        var folders = new Dictionary<string, (int Changes, Dictionary<RepoPath, int> Paths)>(StringComparer.Ordinal);
        var (steps, unmapped) = (0, 0);
        foreach (var step in StepLog.Read(room, tip, newest))
        {
            steps++;
            var touched = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in step.Files.Where(file => stands.Contains(file.Path)))
            {
                if (!isMapped.TryGetValue(file.Path, out var mapped))
                {
                    isMapped[file.Path] = mapped = graph.Touched(file.Path).IsMapped || isCompared(file.Path);
                }

                if (mapped)
                {
                    continue;
                }

                var text = file.Path.Text;
                var folder = text.LastIndexOf('/') is var at and >= 0 ? text[..at] : "";
                var (changes, paths) = folders.GetValueOrDefault(folder, (0, []));
                paths[file.Path] = paths.GetValueOrDefault(file.Path) + 1;
                folders[folder] = (changes + (touched.Add(folder) ? 1 : 0), paths);
            }

            unmapped += touched.Count > 0 ? 1 : 0;
        }

        return new MapCoverage(
            steps,
            unmapped,
            [
                .. folders
                    .OrderByDescending(one => one.Value.Changes)
                    .ThenBy(one => one.Key, StringComparer.Ordinal)
                    .Select(one => new UnmappedFolder(
                        one.Key,
                        one.Value.Changes,
                        [
                            .. one
                                .Value.Paths.OrderByDescending(path => path.Value)
                                .ThenBy(path => path.Key)
                                .Take(MostExamples)
                                .Select(path => path.Key.Text),
                        ]
                    )),
            ]
        );
    }
}
