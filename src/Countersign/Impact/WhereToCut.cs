// Proposes how to cut a change that is too large to read: by component, then by folder, then by kind.
using Countersign.Changes;
using Countersign.Impact.Pace;

namespace Countersign.Impact;

/// <summary>One changed file with the components that claim it.</summary>
public sealed record CutFile(ReviewFile File, IReadOnlyList<string> Components);

/// <summary><paramref name="IsTooLarge"/>: a single file over the limit, to be cut inside.</summary>
public sealed record Part(string Name, IReadOnlyList<RepoPath> Files, ReviewMinutes Minutes, bool IsTooLarge);

/// <summary>The same files give the same parts, whatever order they come in; each file is in exactly one.</summary>
public static class WhereToCut
{
    /// <summary>Parts each under <paramref name="limit"/> minutes, as expected for the same reader; one part where nothing needs a cut.</summary>
    public static IReadOnlyList<Part> Propose(IReadOnlyCollection<CutFile> files, double limit, bool? isFamiliar = null, PaceFit? pace = null)
    {
        var cutter = new Cutter(limit, isFamiliar, pace);
        var all = files.DistinctBy(file => file.File.Path).OrderBy(file => file.File.Path).ToList();
        if (all.Count == 0)
        {
            return [];
        }

        if (cutter.Fits(all))
        {
            return [cutter.PartOf("everything", all)];
        }

        var parts = new List<Part>();
        foreach (
            var component in all.GroupBy(Component, StringComparer.Ordinal)
                .OrderBy(group => group.Key.Length == 0)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            parts.AddRange(cutter.Cut(component.Key.Length == 0 ? "unmapped" : component.Key, [.. component], depth: 0));
        }

        return parts;
    }

    private static string Component(CutFile file) => file.Components.Order(StringComparer.Ordinal).FirstOrDefault() ?? "";

    private sealed class Cutter(double limit, bool? isFamiliar, PaceFit? pace)
    {
        private const int DeepestFolder = 24;

        public bool Fits(IReadOnlyCollection<CutFile> files) => Minutes(files).Expected <= limit;

        public Part PartOf(string name, IReadOnlyCollection<CutFile> files) =>
            new(name, [.. files.Select(file => file.File.Path)], Minutes(files), !Fits(files));

        /// <summary>Whole folders are packed together while they fit, so that no part is needlessly small.</summary>
        public IEnumerable<Part> Cut(string name, IReadOnlyList<CutFile> files, int depth)
        {
            if (Fits(files))
            {
                return [PartOf(name, files)];
            }

            var common = CommonFolder(files);
            var folders = files
                .GroupBy(file => Next(file.File.Path.Text, common), StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToList();
            if (folders.Count < 2 || depth >= DeepestFolder)
            {
                return ByKind(name, files);
            }

            return Pack(
                name,
                [.. folders.Select(folder => (Label: common + folder.Key, Files: folder.ToList()))],
                (label, some) => Cut($"{name}: {label}", some, depth + 1)
            );
        }

        private IEnumerable<Part> ByKind(string name, IReadOnlyList<CutFile> files)
        {
            var kinds = files.GroupBy(file => Kind(file.File), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
            return kinds.Count > 1
                ? kinds.SelectMany(kind => ByKind($"{name}, {kind.Key}", [.. kind]))
                : Pack(
                    name,
                    [.. files.Select(file => (Label: file.File.Path.Text, Files: new List<CutFile> { file }))],
                    (label, some) => [PartOf($"{name}: {label}", some)]
                );
        }

        private List<Part> Pack(
            string name,
            List<(string Label, List<CutFile> Files)> pieces,
            Func<string, List<CutFile>, IEnumerable<Part>> tooLarge
        )
        {
            var parts = new List<Part>();
            var open = new List<CutFile>();
            var labels = new List<string>();
            foreach (var (label, files) in pieces)
            {
                if (!Fits([.. open, .. files]))
                {
                    Close();
                }

                if (Fits(files))
                {
                    open.AddRange(files);
                    labels.Add(label);
                }
                else
                {
                    parts.AddRange(tooLarge(label, files));
                }
            }

            Close();
            return parts;

            void Close()
            {
                if (open.Count > 0)
                {
                    parts.Add(PartOf($"{name}: {labels[0]}{(labels.Count > 1 ? $" to {labels[^1]}" : "")}", open));
                    open = [];
                    labels = [];
                }
            }
        }

        private ReviewMinutes Minutes(IReadOnlyCollection<CutFile> files) => ReviewMinutes.Of([.. files.Select(file => file.File)], isFamiliar, pace);

        private static string Kind(ReviewFile file) =>
            ChangeKinds.LooksGenerated(file.Path) ? "generated"
            : file.Added == 0 ? "deletions"
            : file.Kinds is [ChangeKind.Test] ? "tests"
            : file.Kinds is [ChangeKind.Docs] ? "docs"
            : "code";

        private static string CommonFolder(IReadOnlyList<CutFile> files)
        {
            var common = Folder(files[0].File.Path.Text);
            foreach (var file in files)
            {
                while (!file.File.Path.Text.StartsWith(common, StringComparison.Ordinal))
                {
                    common = Folder(common.TrimEnd('/'));
                }
            }

            return common;
        }

        private static string Folder(string path) => path[..(path.LastIndexOf('/') + 1)];

        private static string Next(string path, string common)
        {
            var end = path.IndexOf('/', common.Length);
            return end < 0 ? "*" : path[common.Length..(end + 1)];
        }
    }
}
