// Reads a policy file from its nodes: the whole of it, or every problem in it at once.
using Countersign.Documents;
using Countersign.People;
using Countersign.Policies.Requirements;
using Countersign.Signatures;

namespace Countersign.Policies;

public static class PolicyDocument
{
    public const int CurrentVersion = 1;

    private static readonly string[] Keys = ["version", "owner", "review-by", "levels", "may-override", "otherwise", "rules"];

    /// <param name="joins">True for a repository's policy under an organisation's, which already gives the levels.</param>
    public static Parsed<PolicyPart> Read(Node node, Digest digest, PolicySource source = PolicySource.Repository, bool joins = false)
    {
        var reading = new Reading();
        var part = reading.Mapping(node, "the policy", Keys) is { } fields ? Read(fields, digest, source, joins, reading) : null;
        return Parsed<PolicyPart>.From(() => part ?? throw new System.Diagnostics.UnreachableException(), reading.Problems);
    }

    /// <summary>The one repository policy that stands alone, without an organisation's.</summary>
    public static Parsed<Policy> ReadAlone(Node node, Digest digest) =>
        Read(node, digest)
            .Match<Parsed<Policy>>(
                (part, warnings) => new Parsed<Policy>.Good(Policy.Of(part), warnings),
                problems => new Parsed<Policy>.Bad(problems)
            );

    private static PolicyPart? Read(KeyedValues fields, Digest digest, PolicySource source, bool joins, Reading reading)
    {
        var whole =
            fields.Demands("version", "write version: 1")
            & fields.Demands("owner", "name the person who signs every version of this file")
            & fields.Demands("review-by", "write a date by which its results are looked at, such as 2027-02-18")
            & fields.Demands("otherwise", "say what holds where no rule applies: nothing, or requirements")
            & fields.Demands("rules", "write at least one rule")
            & (joins || fields.Demands("levels", "write the levels, lowest first: [junior, mid, senior]"));
        fields.Whole("version", CurrentVersion, CurrentVersion);
        var owner = fields["owner"] is { } ownerNode ? PersonAt(ownerNode, fields.Text("owner"), "owner", reading) : null;
        var reviewBy = fields.Date("review-by");
        var levels = Levels(fields, reading);
        var mayOverride = fields["may-override"] is { } overriders ? People(overriders, fields.Texts("may-override"), reading) : null;
        var otherwise = fields["otherwise"] is { } otherwiseNode ? RequireReader.Read(otherwiseNode, "otherwise", reading) : null;
        var rules = fields["rules"] is { } ruleNodes ? RuleReader.ReadAll(ruleNodes, source, reading) : null;
        return whole && owner is { } person && reviewBy is { } date && otherwise is not null && rules is not null
            ? new PolicyPart(source, person, date, levels, mayOverride, otherwise, rules, digest)
            : null;
    }

    private static IReadOnlyList<LevelName> Levels(KeyedValues fields, Reading reading)
    {
        var names = fields.Texts("levels");
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            reading.Report(
                "policy.duplicate-level",
                $"level '{twice.Key}' stands twice",
                "write each level once, lowest first",
                fields["levels"]!.Line
            );
        }

        return [.. names.Select(name => new LevelName(name))];
    }

    private static IReadOnlyList<PersonId> People(Node node, IReadOnlyList<string> texts, Reading reading) =>
        [.. texts.Select(text => PersonAt(node, text, "may-override", reading)).OfType<PersonId>()];

    private static PersonId? PersonAt(Node node, string? text, string what, Reading reading)
    {
        if (text is null || PersonId.TryParse(text, out var id))
        {
            return text is null ? null : PersonId.Parse(text);
        }

        reading.Report("policy.bad-person", $"{what} '{text}' is not a person's id", "write the id from the roster, such as mara", node.Line);
        return null;
    }
}
