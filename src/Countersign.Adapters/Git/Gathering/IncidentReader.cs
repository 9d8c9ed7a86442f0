// Which incidents of the target's own list are traced to paths that a change touches; read when a rule asks.
using System.Text;
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.Likelihood;
using Countersign.Policies;
using Countersign.Policies.Predicates;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>Only changes below the target's tip count, so that whoever judges again finds the same; a merge stands for all that it brought.</summary>
internal sealed class IncidentReader(CleanRoom room)
{
    private const string Command = "git log";
    private const int LongestPiece = 8 << 20;

    public static bool IsAskedBy(Policy policy) => policy.Rules.Any(rule => Asks(rule.When));

    /// <summary>Null where the target has no list. Two processes.</summary>
    public IncidentFacts? Read(Gathered gathered)
    {
        var tip = gathered.Arrival.Tip;
        if (tip.IsZero || gathered.Rulebook.Incidents.Value is not { } listed)
        {
            return null;
        }

        var (list, problem) = (listed.List, listed.Errors.Count > 0 ? listed.Errors[0].ToString() : null);
        var none = new IncidentFacts(list.Incidents.Count, 0, problem);
        var names = list.Incidents.SelectMany(incident => incident.Changes).Distinct(StringComparer.Ordinal).ToList();
        if (problem is not null || names.Count == 0)
        {
            return none;
        }

        try
        {
            var known = room.CommitIds([tip], []).Select(id => id.Hex).Order(StringComparer.Ordinal).ToArray();
            var found = names.Select(name => (Name: name, Commits: EveryOne(known, name))).ToList();
            var here = Touching([.. found.SelectMany(pair => pair.Commits).Distinct(StringComparer.Ordinal)], gathered);
            var bad = found.Where(pair => pair.Commits.Any(here.Contains)).Select(pair => pair.Name).ToHashSet();
            return none with
            {
                NotFound = found.Count(pair => pair.Commits.Count == 0),
                Here = [.. list.Incidents.Where(incident => incident.Changes.Any(bad.Contains)).Select(incident => incident.Id)],
            };
        }
        catch (GitFault fault)
        {
            return none with { Problem = $"the changes that {IncidentList.Path} names cannot be read here: {fault.Message}" };
        }
    }

    private static bool Asks(Predicate asked) => asked is Scanned { Key: Scanned.PreviousIncidentKey } || asked.Parts.Any(Asks);

    /// <summary>All commits whose ids begin so: a commit made to share a listed one's first digits takes nothing off the list.</summary>
    private static IReadOnlyList<string> EveryOne(string[] known, string prefix)
    {
        var at = Array.BinarySearch(known, prefix, StringComparer.Ordinal);
        return [.. known.Skip(at < 0 ? ~at : at).TakeWhile(id => id.StartsWith(prefix, StringComparison.Ordinal))];
    }

    /// <summary>Those of the commits that touched one of the changed paths, each against its first parent.</summary>
    private HashSet<string> Touching(IReadOnlyList<string> commits, Gathered gathered)
    {
        var touching = new HashSet<string>(StringComparer.Ordinal);
        if (commits.Count == 0)
        {
            return touching;
        }

        var paths = gathered.Files.Select(file => file.Path).ToHashSet();
        string[] arguments =
        [
            "log",
            "--no-walk=unsorted",
            "-z",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--diff-merges=first-parent",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--format=@%H",
            "--stdin",
        ];
        using var process = room.Git.Start(room.Surroundings, arguments);
        process.Arm();
        process.Feed(Encoding.ASCII.GetBytes(string.Concat(commits.Select(commit => commit + "\n"))));
        var reader = new ByteReader(process.Output, Command, LongestPiece);
        var commit = "";
        while (reader.TryReadTo(0, out var bytes))
        {
            process.Arm();
            var piece = bytes.TrimStart((byte)'\n');
            if (piece.StartsWith("@"u8))
            {
                commit = Encoding.ASCII.GetString(piece[1..]);
            }
            else if (piece.StartsWith(":"u8) && paths.Contains(RepoPath.FromBytes(reader.ReadTo(0))))
            {
                touching.Add(commit);
            }
        }

        process.Expect();
        return touching;
    }
}
