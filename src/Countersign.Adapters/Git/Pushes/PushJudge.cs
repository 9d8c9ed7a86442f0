// Judges a whole push, as pre-receive sees it: names, records, then every guarded ref, step by step where needed.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Cases;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>The answer for one ref: let in, or why not. Judgements are there for guarded refs, the whole first.</summary>
public sealed record RefAnswer(RefCommand Command, string Ref, string? Refusal, IReadOnlyList<JudgedChange> Judgements)
{
    public bool IsGuarded { get; init; }

    /// <summary>What the update is recorded as if it is let in, oldest first; none for tags and refs that nobody guards.</summary>
    public IReadOnlyList<Landing> Landings { get; init; } = [];

    public bool IsAccepted => Refusal is null;
}

/// <summary>One refused ref refuses the push; a gate that only observes refuses nothing but what would break the record.</summary>
public sealed record PushVerdict(IReadOnlyList<RefAnswer> Refs, bool IsObserved)
{
    public bool IsAccepted => Refs.All(answer => answer.IsAccepted || (IsObserved && answer.IsGuarded));
}

public sealed class PushJudge(Gatehouse house)
{
    public PushVerdict Judge(IReadOnlyList<RefCommand> commands, Pusher? pusher, DateTimeOffset now)
    {
        var names = house.GuardedNames();
        var answers = new List<RefAnswer>();
        var records = house.Refs.FirstOrDefault(reference => reference.Name == RecordRefs.Records)?.Id;
        var at = LandingStatements.WholeSeconds(now);
        foreach (var command in commands.OrderBy(command => command.Ref == RecordRefs.Records ? 0 : 1))
        {
            var final = house.FinalName(command);
            var refusal =
                command.NameProblem(names, house.Settings.Guarded)
                ?? (final == command.Ref ? null : (command with { Ref = final }).NameProblem(names, house.Settings.Guarded));
            if (refusal is null && final == RecordRefs.Records)
            {
                refusal = RecordsProblem(command, at);
                records = refusal is null && IsFrom(command, records) ? command.New : records;
            }

            answers.Add(
                refusal is null && house.Settings.Guards(final)
                    ? new GuardedJudge(house, house.Open(final, records), records, pusher, at).Judge(command with { Ref = final }) with
                    {
                        Command = command,
                    }
                    : new RefAnswer(command, final, refusal, [])
            );
        }

        return new PushVerdict(answers, house.Settings.Mode == GateMode.Observe);
    }

    /// <summary>
    /// The pusher says where the records stood, and Git compares that only after this and for each ref by itself. Whoever names an older
    /// commit is turned away there; nothing else is judged meanwhile by records that leave out what has come since.
    /// </summary>
    private static bool IsFrom(RefCommand command, ObjectId? records) => command.Creates ? records is null : records == command.Old;

    private string? RecordsProblem(RefCommand command, DateTimeOffset now)
    {
        var problems = new GitRecordStore(house.Repository, house.Room).ValidatePush(command.Old, command.New, house.RecordTrust(now));
        return problems.Count == 0 ? null : string.Join("\n", problems.Take(20).Select(problem => problem.ToString()));
    }
}
