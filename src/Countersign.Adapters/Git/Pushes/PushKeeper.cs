// Keeps what a push offers and what tools noted, for later judgements; what an earlier run could not keep is made up for.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>Hold <see cref="GateFolder.Lock"/> meanwhile. Landings come before it: nothing that is kept here is worth one of them.</summary>
public sealed class PushKeeper(Gatehouse house, GateFolder folder, EcdsaPrivateKey gateKey)
{
    /// <summary>Between pre-receive and the move of the refs nobody waits so long.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    private readonly UnkeptPushes _unkept = new(folder);
    private readonly HeadKeeper _heads = new(house, new PushedHeads(folder), gateKey);
    private readonly NoteKeeper _notes = new(house);

    /// <exception cref="GitFault">Something could not be kept; the next run tries again.</exception>
    public void Keep(IReadOnlyCollection<RefCommand> commands, Pusher? pusher, DateTimeOffset now)
    {
        var left = _unkept.Read();
        var over = left.Where(push => IsOver(push, now)).ToList();
        List<UnkeptPush> pushes =
        [
            new UnkeptPush(null, pusher, [.. commands]),
            .. left.Where(push => push.Moves.Any(move => !commands.Contains(move))),
        ];
        Finish(over, [.. Heads(pushes, now), .. _notes.Keep([.. pushes.SelectMany(push => push.Moves)], now)]);
    }

    /// <summary>Everything that stands in the repository now, whatever was missed.</summary>
    /// <exception cref="GitFault">Something could not be kept.</exception>
    public void KeepAll(DateTimeOffset now)
    {
        var left = _unkept.Read();
        var over = left.Where(push => IsOver(push, now)).ToList();
        var problems = Heads(left, now).Concat(_notes.Keep([.. left.SelectMany(push => push.Moves)], now)).Concat(_notes.KeepAll(now)).ToList();
        if (house.Repository.ReadRef(RecordRefs.Records) is { } tip)
        {
            problems.AddRange(Problem(RecordRefs.Records, () => _heads.Keep(ObjectId.Zero(house.Repository.Format), tip, pusher: null, now)));
        }

        Finish(over, problems);
    }

    /// <summary>Of records that are really there: a push that was written down may have been refused in the end.</summary>
    private List<string> Heads(IEnumerable<UnkeptPush> pushes, DateTimeOffset now)
    {
        var tip = house.Repository.ReadRef(RecordRefs.Records);
        return
        [
            .. from push in pushes
            from move in push.Moves
            where move.Ref == RecordRefs.Records && !move.Deletes
            from problem in Problem(
                move.Ref,
                () =>
                {
                    if (tip is { } there && house.IsCommit(move.New) && (move.New == there || house.Room.IsAncestor(move.New, there)))
                    {
                        _heads.Keep(move.Old, move.New, push.Pusher, now);
                    }
                }
            )
            select problem,
        ];
    }

    /// <summary>
    /// Asked before anything is kept. Where a ref still stands where the push found it, Git may not have let it in yet: what it brings
    /// cannot be read, and its note is not forgotten.
    /// </summary>
    private bool IsOver(UnkeptPush push, DateTimeOffset now) =>
        now - push.NotedAt > s_longest
        || push.Moves.All(move => (house.Repository.ReadRef(move.Ref) ?? ObjectId.Zero(house.Repository.Format)) != move.Old);

    private static void Finish(IEnumerable<UnkeptPush> over, List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new GitFault($"not kept: {string.Join("; ", problems)}", "countersign hook");
        }

        UnkeptPushes.Forget(over);
    }

    private static List<string> Problem(string name, Action keep)
    {
        try
        {
            keep();
            return [];
        }
        catch (GitFault problem)
        {
            return [$"{name}: {problem.Message}"];
        }
    }
}
