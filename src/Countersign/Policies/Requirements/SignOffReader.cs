// Reads what a policy writes under sign-offs.
using Countersign.Documents;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Policies.Requirements;

internal static class SignOffReader
{
    private static readonly string[] Keys = ["count", "from", "independent", "assurance", "validity", "key", "environment"];
    private static readonly string[] FromKeys = ["above", "at-least", "team", "person", "may", "owns", "owners"];
    private static readonly string[] Assurances = ["forge-approval", "relied-on-evidence", "read-risky-parts", "read-in-full"];
    private static readonly string[] Validities = ["carry", "reach", "strict"];

    /// <summary>A plain number is a count of anybody in the roster.</summary>
    public static SignOffDemand? Read(Node node, Reading reading)
    {
        const string What = "sign-offs";
        if (node is Node.Scalar)
        {
            return reading.Whole(node, What, 1, SignOffDemand.MostSigners) is { } count ? new SignOffDemand { Count = count } : null;
        }

        if (reading.Mapping(node, What, Keys) is not { } fields)
        {
            return null;
        }

        var demand = new SignOffDemand
        {
            Count = fields.Whole("count", 1, SignOffDemand.MostSigners) ?? 1,
            Independent = fields.Flag("independent") ?? false,
            Assurance = fields.OneOf("assurance", Assurances) is { } assurance ? (Assurance)Array.IndexOf(Assurances, assurance) : null,
            Validity = fields.OneOf("validity", Validities) is { } validity ? (Validity)Array.IndexOf(Validities, validity) : null,
            Key = fields.OneOf("key", "hardware", "passkey"),
            Environment = fields.Text("environment"),
        };
        return fields["from"] is { } from ? From(from, demand, reading) : demand;
    }

    private static SignOffDemand From(Node node, SignOffDemand demand, Reading reading)
    {
        if (reading.Mapping(node, "from", FromKeys) is not { } fields)
        {
            return demand;
        }

        fields.DemandsOneOf(FromKeys);
        var every = fields.OneOf("owns", "changed-paths") is not null;
        var any = fields.OneOf("owners", "any") is not null;
        return demand with
        {
            AboveAuthor = fields.OneOf("above", "author") is not null,
            AtLeast = fields.Text("at-least") is { } level ? new LevelName(level) : null,
            Team = fields.Text("team"),
            Persons = Persons(fields, reading),
            PersonTeams =
            [
                .. fields
                    .Texts("person")
                    .Where(text => text.StartsWith(PeopleSelection.TeamPrefix, StringComparison.Ordinal))
                    .Select(text => text[PeopleSelection.TeamPrefix.Length..]),
            ],
            May = fields.Text("may"),
            Owns =
                every ? Ownership.EveryChangedPath
                : any ? Ownership.AnyChangedPath
                : Ownership.NotAsked,
        };
    }

    private static IReadOnlyList<PersonId> Persons(KeyedValues fields, Reading reading)
    {
        var persons = new List<PersonId>();
        foreach (var text in fields.Texts("person").Where(text => !text.StartsWith(PeopleSelection.TeamPrefix, StringComparison.Ordinal)))
        {
            if (PersonId.TryParse(text, out var id))
            {
                persons.Add(id);
            }
            else
            {
                reading.Report(
                    "policy.bad-person",
                    $"'{text}' is not a person's id",
                    "write the id from the roster, such as mara",
                    fields["person"]!.Line
                );
            }
        }

        return persons;
    }
}
