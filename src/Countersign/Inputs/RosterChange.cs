// What a change of the roster does to people: whom it raises, and whether it only tightens.
using Countersign.People;

namespace Countersign.Inputs;

/// <summary>
/// Raised: a higher level now or later, a new key, a right, a team, or a new entry. Tightening: keys ended earlier, levels lowered and rights
/// removed, and nothing else. A key or an entry taken out tightens nothing: objections signed with it would go unread with it.
/// Source: specs/policy.md, governance files.
/// </summary>
public sealed record RosterChange(IReadOnlyList<PersonId> Raises, bool OnlyTightens)
{
    public static RosterChange Between(Roster before, Roster after, SeniorityScale scale)
    {
        var raises = new SortedSet<PersonId>();
        var loosens = before.Entries.Any(entry => LosesKeys(entry, after.Find(entry.Id)));
        foreach (var entry in after.Entries)
        {
            var was = before.Find(entry.Id);
            if (was is null || was.GetType() != entry.GetType() || KeysGrow(was, entry) || AddressesGrow(was, entry))
            {
                raises.Add(entry.Id is var id && entry is Bot bot ? bot.Owner : id);
                continue;
            }

            switch (was, entry)
            {
                case (Person one, Person other)
                    when LevelsGrow(one, other, scale) || other.May.Except(one.May).Any() || other.Teams.Except(one.Teams).Any():
                    raises.Add(other.Id);
                    break;
                case (Person one, Person other) when one.Manager != other.Manager || one.Name != other.Name:
                    loosens = true;
                    break;
                case (Bot one, Bot other) when other.Evidence.Except(one.Evidence).Any() || one.Kind != other.Kind || one.Owner != other.Owner:
                    raises.Add(other.Owner);
                    break;
                default:
                    break;
            }
        }

        return new RosterChange([.. raises], raises.Count == 0 && !loosens);
    }

    private static bool LosesKeys(RosterEntry was, RosterEntry? now) => now is null || was.Keys.Any(old => now.Keys.All(key => key.Key != old.Key));

    /// <summary>A key that is new, valid for longer, trusted again, or of a stronger kind than before.</summary>
    private static bool KeysGrow(RosterEntry was, RosterEntry now) =>
        now.Keys.Any(key =>
            was.Keys.FirstOrDefault(old => old.Key == key.Key) is not { } before
            || before.Kind != key.Kind
            || (before.Ends is { } ends && (key.Ends is null || key.Ends > ends))
            || (before.CompromisedSince is { } since && (key.CompromisedSince is null || key.CompromisedSince > since))
            || (before.ValidAfter is { } after && (key.ValidAfter is null || key.ValidAfter < after))
            || key.Origins.Except(before.Origins).Any()
        );

    private static bool AddressesGrow(RosterEntry was, RosterEntry now) =>
        now.Emails.Except(was.Emails, StringComparer.OrdinalIgnoreCase).Any() || now.Accounts.Except(was.Accounts).Any();

    /// <summary>At some moment at which either says something new, the level is higher than it was.</summary>
    private static bool LevelsGrow(Person was, Person now, SeniorityScale scale)
    {
        var moments = was
            .Levels.Concat(now.Levels)
            .SelectMany(term => new[] { term.From, term.To ?? term.From })
            .Append(DateTimeOffset.MaxValue)
            .Distinct();
        return moments.Any(moment => scale.Rank(now.LevelAt(moment)) > scale.Rank(was.LevelAt(moment)));
    }
}
