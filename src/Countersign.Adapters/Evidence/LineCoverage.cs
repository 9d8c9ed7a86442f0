// Which lines of which files ran, as a coverage tool wrote it down: Cobertura XML or lcov.
using System.Text;

namespace Countersign.Adapters.Evidence;

/// <summary>File name as the report has it, and by 1-based line how often it ran.</summary>
public sealed class LineCoverage
{
    public const int LargestFile = 64 << 20;
    private const int MostLines = 10_000_000;
    private readonly Dictionary<string, Dictionary<int, long>> _files = new(StringComparer.Ordinal);
    private int _lines;

    /// <summary>Folders that the file names are relative to, where the report names any.</summary>
    public List<string> Sources { get; } = [];

    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>Tells the two forms apart by their first character.</summary>
    /// <exception cref="ReportProblem">Neither of the two, or too large.</exception>
    public static LineCoverage Read(ReadOnlyMemory<byte> report)
    {
        if (report.Length > LargestFile)
        {
            throw new ReportProblem($"has more than {LargestFile >> 20} MiB");
        }

        var start = Encoding.UTF8.GetString(report.Span[..Math.Min(report.Length, 64)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.StartsWith('<') ? CoberturaReader.Read(report)
            : start.StartsWith("TN:", StringComparison.Ordinal) || start.StartsWith("SF:", StringComparison.Ordinal) ? LcovReader.Read(report)
            : throw new ReportProblem("is neither Cobertura XML (<coverage>) nor lcov (TN: or SF: first)");
    }

    internal void Add(string file, int line, long hits)
    {
        if (line < 1 || ++_lines > MostLines)
        {
            throw new ReportProblem(line < 1 ? $"has a line {line}" : $"has more than {MostLines} lines");
        }

        if (!_files.TryGetValue(file, out var lines))
        {
            _files[file] = lines = [];
        }

        lines[line] = Math.Max(hits, lines.GetValueOrDefault(line));
    }

    /// <summary>Of the lines a change adds, how many the report knows, and how many of those ran.</summary>
    public (int Covered, int Coverable) Of(IReadOnlyDictionary<string, IReadOnlySet<int>> changed)
    {
        var (covered, coverable) = (0, 0);
        foreach (var (path, added) in changed)
        {
            foreach (var line in added)
            {
                var hits = Lines(path, changed.Keys).Where(lines => lines.ContainsKey(line)).Select(lines => lines[line]).DefaultIfEmpty(-1).Max();
                coverable += hits >= 0 ? 1 : 0;
                covered += hits > 0 ? 1 : 0;
            }
        }

        return (covered, coverable);
    }

    /// <summary>By the whole name below a source folder; by its end alone only where no other changed file ends so.</summary>
    private List<Dictionary<int, long>> Lines(string path, IEnumerable<string> changed)
    {
        if (_byPath.TryGetValue(path, out var known))
        {
            return known;
        }

        var found = new List<Dictionary<int, long>>();
        foreach (var (file, lines) in _files)
        {
            var name = file.Replace('\\', '/').TrimStart('/');
            var whole = Sources.Select(source => $"{source.Replace('\\', '/').TrimEnd('/')}/{name}").Prepend(name);
            var isSame = whole.Any(one => one == path || one.EndsWith("/" + path, StringComparison.Ordinal));
            if (
                isSame
                || (
                    path.EndsWith("/" + name, StringComparison.Ordinal)
                    && changed.Count(other => other == name || other.EndsWith("/" + name, StringComparison.Ordinal)) == 1
                )
            )
            {
                found.Add(lines);
            }
        }

        return _byPath[path] = found;
    }

    private readonly Dictionary<string, List<Dictionary<int, long>>> _byPath = new(StringComparer.Ordinal);
}
