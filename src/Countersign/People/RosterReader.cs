// Reads the roster from its nodes; everything that is wrong is said at once.
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.People;

internal sealed partial class RosterReader(string file)
{
    internal static readonly string[] TopKeys = ["version", "persons", "bots"];
    internal static readonly string[] PersonKeys = ["id", "name", "emails", "accounts", "teams", "manager", "levels", "keys", "may"];
    internal static readonly string[] BotKeys = ["id", "kind", "owner", "emails", "accounts", "keys", "may"];
    internal static readonly string[] LevelKeys = ["level", "from", "to", "source"];
    internal static readonly string[] KeyKeys = ["key", "kind", "origins", "valid-after", "valid-before", "compromised-since"];
    internal static readonly string[] EvidenceKeys = ["evidence"];
    internal static readonly string[] KeyKinds = ["file", "agent", "hardware", "passkey"];
    internal static readonly string[] BotKinds = ["agent", "automation", "ci", "forge"];
    internal static readonly string[] Rights = [Person.Override, Person.Release, Person.Govern];

    private static readonly string[] AbsenceKeys =
    [
        "absence",
        "absences",
        "absent",
        "away",
        "holiday",
        "holidays",
        "leave",
        "ooo",
        "on-leave",
        "out-of-office",
        "parental-leave",
        "sick",
        "unavailable",
        "until",
        "vacation",
    ];

    private readonly ProblemList _problems = new("roster", file);

    public Parsed<Roster> Read(Node node, Digest digest)
    {
        if (Fields.Of(node, "the roster", _problems) is not { } top)
        {
            return new Parsed<Roster>.Bad(_problems.Items);
        }

        top.AllowOnly(TopKeys);
        if (top.Text("version") is { } version && version != "1")
        {
            _problems.Error("version", $"the roster has version '{Fields.Cut(version)}'", "This program reads version 1.", top.LineOf("version"));
        }

        var persons = top.Mappings("persons", "person").Select(PersonFrom).OfType<Person>().ToList();
        var bots = top.Mappings("bots", "bot").Select(BotFrom).OfType<Bot>().ToList();
        new RosterChecks(persons, bots, _problems).All();
        return Parsed<Roster>.From(() => new Roster(persons, bots, file, digest), _problems.Items);
    }

    private Person? PersonFrom(Fields written)
    {
        var id = Id(written, "person");
        var fields = Named(written, "person", id);
        RefuseAbsence(fields);
        fields.AllowOnly([.. PersonKeys, .. AbsenceKeys]);
        var person = new Person
        {
            Id = id ?? default,
            Name = fields.Text("name") ?? "",
            Emails = Emails(fields),
            Accounts = Accounts(fields),
            Teams = [.. fields.Texts("teams").Select(team => team.Text).Distinct(StringComparer.Ordinal)],
            Manager = Reference(fields, "manager"),
            Levels = [.. fields.Mappings("levels", "level").Select(Level).OfType<LevelTerm>().OrderBy(term => term.From)],
            Keys = Keys(fields),
            May = RightsOf(fields),
            Line = written.Line,
        };
        return id is null ? null : person;
    }

    private Bot? BotFrom(Fields written)
    {
        var id = Id(written, "bot");
        var fields = Named(written, "bot", id);
        fields.AllowOnly(BotKeys);
        fields.Text("kind");
        var kind = fields.OneOf("kind", BotKinds);
        fields.Text("owner");
        var bot = new Bot
        {
            Id = id ?? default,
            Kind = (BotKind)Math.Max(0, Array.IndexOf(BotKinds, kind)),
            Owner = Reference(fields, "owner") ?? default,
            Emails = Emails(fields),
            Accounts = Accounts(fields),
            Keys = Keys(fields),
            Evidence = Evidence(fields),
            Line = written.Line,
        };
        return id is null || kind is null ? null : bot;
    }

    private static Fields Named(Fields written, string what, PersonId? id) => id is { } known ? written.As($"{what} '{known}'") : written;

    private PersonId? Id(Fields fields, string what)
    {
        if (fields.Text("id") is not { } text)
        {
            return null;
        }

        if (PersonId.TryParse(text, out var id))
        {
            return id;
        }

        _problems.Error(
            "id",
            $"'{Fields.Cut(text)}' is no id for a {what}",
            "Write 1 to 64 of a-z, 0-9, '.', '-', '_', beginning with a letter or digit.",
            fields.LineOf("id")
        );
        return null;
    }

    private PersonId? Reference(Fields fields, string key)
    {
        if (fields.OptionalText(key) is not { } text)
        {
            return null;
        }

        if (PersonId.TryParse(text, out var id))
        {
            return id;
        }

        _problems.Error("id", $"'{key}' of {fields.What} is '{Fields.Cut(text)}', which is no id", "Name a person by id.", fields.LineOf(key));
        return null;
    }

    private void RefuseAbsence(Fields fields)
    {
        foreach (var key in fields.Keys.Where(key => AbsenceKeys.Contains(key)))
        {
            _problems.Error(
                "absence",
                $"{fields.What} has '{key}': absence never enters Git",
                "Delete it; whoever is away is not asked, and that is kept elsewhere.",
                fields.LineOf(key)
            );
        }
    }

    private List<string> Emails(Fields fields)
    {
        var emails = new List<string>();
        foreach (var email in fields.Texts("emails"))
        {
            var text = email.Text.Trim();
            if (
                text.Length > 254
                || text.Count(letter => letter == '@') != 1
                || text[0] == '@'
                || text[^1] == '@'
                || text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or ',' or '"')
            )
            {
                _problems.Error(
                    "email",
                    $"{fields.What} has '{Fields.Cut(email.Text)}' as an address",
                    "Write name@host, without <> and blanks.",
                    email.Line
                );
            }
            else
            {
                emails.Add(text);
            }
        }

        return emails;
    }

    private List<Account> Accounts(Fields fields)
    {
        var accounts = new List<Account>();
        if (fields.Mapping("accounts") is { } map)
        {
            foreach (var kind in map.Keys)
            {
                if (kind.Length > 253 || !kind.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-'))
                {
                    _problems.Error(
                        "account",
                        $"{fields.What} has an account at '{Fields.Cut(kind)}'",
                        "Name the place in a-z, 0-9, '.', '-': github, gitlab.example.org, ssh.",
                        map.LineOf(kind)
                    );
                    continue;
                }

                accounts.AddRange(map.Texts(kind).Select(name => new Account(kind, name.Text.Trim())));
            }
        }

        return accounts;
    }

    private LevelTerm? Level(Fields fields)
    {
        fields.AllowOnly(LevelKeys);
        var level = fields.Text("level");
        fields.Text("from");
        var from = fields.Time("from", dayWillDo: true);
        var to = fields.Time("to", dayWillDo: true);
        var source = fields.Text("source");
        if (to <= from)
        {
            _problems.Error(
                "term",
                $"{fields.What} ends before it begins",
                "'to' is the first day on which it no longer holds.",
                fields.LineOf("to")
            );
        }

        return level is null || from is null || source is null ? null : new LevelTerm(new LevelName(level), from.Value, to, source, fields.Line);
    }

    private List<string> RightsOf(Fields fields)
    {
        var rights = new List<string>();
        foreach (var right in fields.Texts("may"))
        {
            if (!Rights.Contains(right.Text))
            {
                _problems.Error("right", $"{fields.What} may '{Fields.Cut(right.Text)}'", NearestName.Remedy(right.Text, Rights), right.Line);
            }

            rights.Add(right.Text);
        }

        return rights;
    }

    private static List<string> Evidence(Fields fields)
    {
        var names = new List<string>();
        foreach (var grant in fields.Mappings("may", "right"))
        {
            grant.AllowOnly(EvidenceKeys);
            names.AddRange(grant.Texts("evidence").Select(name => name.Text));
        }

        return names;
    }
}
