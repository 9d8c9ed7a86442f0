// What is remembered of every file while a history is read: when it last changed, how often, how long it is, by how many people.
using Countersign.Changes;
using Countersign.Likelihood;

namespace Countersign.Adapters.Git.Past;

/// <summary>Memory grows with the number of files, not of changes; of the people only how many hashes differ, at most 64 a file.</summary>
internal sealed class FilePasts
{
    private const int MostDevelopers = 64;
    private readonly Dictionary<ulong, FilePast> _byPath = [];

    /// <summary>The measures of a change that comes next.</summary>
    public ChangeFeatures Measure(IReadOnlyList<CountedFile> files, long when, bool isFix)
    {
        var developers = new HashSet<uint>();
        var (added, deleted, age, changes, lines) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var (subsystems, folders) = (new HashSet<ulong>(), new HashSet<ulong>());
        foreach (var file in files)
        {
            added += file.Added;
            deleted += file.Deleted;
            var path = file.Path.Bytes;
            subsystems.Add(PathKey.Of(path[..Math.Max(0, path.IndexOf((byte)'/'))]));
            folders.Add(PathKey.Of(path[..Math.Max(0, path.LastIndexOf((byte)'/'))]));
            if (_byPath.TryGetValue(PathKey.Of(path), out var past))
            {
                age += Math.Max(0, when - past.Last) / LabelledChange.SecondsPerDay;
                changes += past.Changes;
                lines += past.Lines;
                developers.UnionWith(past.Developers);
            }
        }

        return new ChangeFeatures
        {
            LinesAdded = added,
            LinesDeleted = deleted,
            Files = files.Count,
            Subsystems = subsystems.Count,
            Folders = folders.Count,
            Entropy = ChangeFeatures.EntropyOf(files.Select(file => (double)file.Added + file.Deleted)),
            IsFix = isFix,
            Developers = developers.Count,
            AgeDays = files.Count == 0 ? 0 : age / files.Count,
            EarlierChanges = changes,
            LinesBefore = lines,
        };
    }

    public void Remember(Step step, Func<RepoPath, bool>? only = null)
    {
        foreach (var file in step.Files.Where(file => only?.Invoke(file.Path) ?? true))
        {
            var key = PathKey.Of(file.Path.Bytes);
            if (!_byPath.TryGetValue(key, out var past))
            {
                _byPath[key] = past = new FilePast();
            }

            past.Last = step.When;
            past.Changes++;
            past.Lines = Math.Max(0, past.Lines + file.Added - file.Deleted);
            if (past.Developers.Length < MostDevelopers && !past.Developers.Contains(step.Author))
            {
                past.Developers = [.. past.Developers, step.Author];
            }
        }
    }

    private sealed class FilePast
    {
        public long Last { get; set; }
        public int Changes { get; set; }
        public int Lines { get; set; }
        public uint[] Developers { get; set; } = [];
    }
}
