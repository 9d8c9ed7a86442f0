// What must hold between the entries of a roster: nobody twice, everybody named exists, terms do not overlap.
using Countersign.Documents;

namespace Countersign.People;

internal sealed class RosterChecks(IReadOnlyList<Person> persons, IReadOnlyList<Bot> bots, ProblemList problems)
{
    private readonly List<RosterEntry> _entries = [.. persons, .. bots];

    public void All()
    {
        Twice(entry => [(entry.Id.Value, entry.Line)], StringComparer.Ordinal, "id", _ => "one id is one person or bot");
        Twice(entry => entry.Emails.Select(email => (email, entry.Line)), StringComparer.OrdinalIgnoreCase, "email", email => $"the address {email}");
        Twice(
            entry => entry.Accounts.Select(account => ($"{account.Kind}:{account.Name}", entry.Line)),
            StringComparer.OrdinalIgnoreCase,
            "account",
            account => $"the account {account}"
        );
        Twice(entry => entry.Keys.Select(key => (key.Key.Fingerprint, key.Line)), StringComparer.Ordinal, "key", key => $"the key {key}");
        foreach (var person in persons)
        {
            Terms(person);
        }

        Named();
    }

    private void Twice(Func<RosterEntry, IEnumerable<(string Name, int Line)>> names, StringComparer comparer, string code, Func<string, string> what)
    {
        var first = new Dictionary<string, RosterEntry>(comparer);
        foreach (var entry in _entries)
        {
            foreach (var (name, line) in names(entry))
            {
                if (!first.TryAdd(name, entry))
                {
                    var both = first[name].Id == entry.Id ? $"'{entry.Id}' twice" : $"'{first[name].Id}' and '{entry.Id}'";
                    problems.Error(
                        $"{code}-twice",
                        $"{Fields.Cut(what(name))} stands under {both}",
                        "Keep it where it belongs; two persons never share one.",
                        line
                    );
                }
            }
        }
    }

    private void Terms(Person person)
    {
        foreach (var (earlier, later) in person.Levels.Zip(person.Levels.Skip(1)))
        {
            if (earlier.To is not { } to || to > later.From)
            {
                problems.Error(
                    "term-overlap",
                    $"person '{person.Id}' is both {Fields.Cut(earlier.Level.Value)} and {Fields.Cut(later.Level.Value)} from {later.From:yyyy-MM-dd} on",
                    $"End the earlier one: 'to: {later.From:yyyy-MM-dd}'.",
                    later.Line
                );
            }
        }
    }

    private void Named()
    {
        var ids = persons.Select(person => person.Id).ToHashSet();
        var names = ids.Select(id => id.Value).Order(StringComparer.Ordinal).ToList();
        foreach (var person in persons.Where(person => person.Manager is not null))
        {
            if (person.Manager == person.Id)
            {
                problems.Error("own-manager", $"person '{person.Id}' is their own manager", "Name somebody else, or leave it out.", person.Line);
            }
            else if (!ids.Contains(person.Manager!.Value))
            {
                problems.Error(
                    "unknown-manager",
                    $"person '{person.Id}' has the manager '{person.Manager}', who is not in the roster",
                    Remedy(person.Manager.Value),
                    person.Line
                );
            }
        }

        foreach (var bot in bots.Where(bot => bot.Owner != default && !ids.Contains(bot.Owner)))
        {
            problems.Error(
                "unknown-owner",
                $"bot '{bot.Id}' has the owner '{bot.Owner}', who is no person in the roster",
                Remedy(bot.Owner),
                bot.Line
            );
        }

        string Remedy(PersonId id) =>
            problems.IsFull ? ""
            : NearestName.Of(id.Value, names) is { } near ? $"Did you mean '{near}'?"
            : "Add the person, or name another.";
    }
}
