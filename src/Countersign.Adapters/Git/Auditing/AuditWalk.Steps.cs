// The walk where nobody signs landings: each step of the first-parent line is judged again by the records there are now.
using Countersign.Adapters.Git.Records;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Auditing;

public sealed partial class AuditWalk
{
    /// <summary>A forge that rebases lands one signed change as several steps; so many are tried as one.</summary>
    private const int LongestGroup = 12;

    private readonly Lazy<ObjectId?> _firstRules;

    /// <summary>False on a forge that runs no hook of ours.</summary>
    public bool HasGate => _settings.GateKey is not null;

    /// <summary>The move that brought a step of the line, where no landing tells of one; it may have brought others with it.</summary>
    public ChainLink LinkOf(ObjectId step)
    {
        var place = PlaceOf(step);
        var alone = Step(place - 1, place);
        if (alone.IsWell)
        {
            return alone;
        }

        for (var length = 2; length <= LongestGroup; length++)
        {
            for (var end = place; end < place + length && end < _line.Count; end++)
            {
                if (end - length >= Math.Max(BaselinePlace, -1) && Step(end - length, end) is { IsWell: true } group)
                {
                    return group;
                }
            }
        }

        return alone;
    }

    /// <summary>The shortest well move from here; one step that is not well where there is none.</summary>
    private ChainLink LinkFrom(int at, int end)
    {
        var first = Step(at, at + 1);
        for (var next = at + 2; !first.IsWell && next <= Math.Min(end, at + LongestGroup); next++)
        {
            if (Step(at, next) is { IsWell: true } group)
            {
                return group;
            }
        }

        return first;
    }

    private ChainLink Step(int from, int to) => _recount.OfStep(_ref, IdAt(from), _line[to], to - from);

    /// <summary>The first commit of the line that has the forge file: what is older entered before anybody asked.</summary>
    private ObjectId? FirstRules()
    {
        foreach (var commit in _line)
        {
            if (_room.Find(_room.TreeOf(commit), RepoPath.Of(ForgeFile.Path)) is not null)
            {
                return commit;
            }
        }

        return null;
    }
}
