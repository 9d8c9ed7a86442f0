// sign-offs: so many people of a kind have signed this very content.
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Policies.Requirements;

public sealed record SignOffsRequirement(SignOffDemand Demand) : Requirement
{
    public static readonly RequirementKind Kind = new(
        "sign-offs",
        "signatures by people who did not make the change, of a level, team or right, at an assurance and validity",
        Happening.Decision | Happening.Push | Happening.BaseMoved | Happening.Roster | Happening.Catalog | Happening.Clock | Happening.Landing,
        """{"$ref":"#/$defs/sign-offs"}""",
        (node, reading) => SignOffReader.Read(node, reading) is { } demand ? new SignOffsRequirement(demand) : null
    );

    public override string Name => "sign-offs";

    public override string Says { get; } = Demand.Says;

    public override RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        var isVouchedFor = facts.IsVouchedFor();
        var count = SignOffCount.Of(Demand, facts, context.Scale, isVouchedFor);
        var once = isVouchedFor ? count : SignOffCount.Of(Demand, facts, context.Scale, isVouchedFor: true);
        var able = new Lazy<IReadOnlyList<PersonId>>(() => Signers.WhoCould(Demand, facts, context.Scale));
        var missing = MissingOffer(facts, context)
            .Concat(MissingCount(once, able, facts, context))
            .Concat(MissingOwners(once, able, facts, context))
            .ToList();
        return missing.Count == 0
            ? RequirementAnswer.Met([.. count.Notes])
            : RequirementAnswer.Unmet([.. count.Notes.DefaultIfEmpty("nobody has signed")], [.. missing]);
    }

    /// <summary>While nobody vouches for a maker no sign-off counts, and rules count the author as the lowest: so this comes first.</summary>
    private static IEnumerable<MissingItem> MissingOffer(Facts facts, PolicyContext context) =>
        facts.IsVouchedFor()
            ? []
            :
            [
                new MissingItem(
                    MissingItem.Offer,
                    context.Rule,
                    "an offer signed by whoever made this change",
                    Standing.Behind(facts),
                    Way.To("propose", facts)
                ),
            ];

    private IEnumerable<MissingItem> MissingCount(SignOffCount count, Lazy<IReadOnlyList<PersonId>> able, Facts facts, PolicyContext context)
    {
        var lacking = Demand.Count - count.Counted.Count;
        if (lacking > 0)
        {
            var who = able.Value.Except(count.Persons).ToList();
            yield return new MissingItem("sign-off", context.Rule, Says, who, How(who.Count, lacking, facts));
        }
    }

    /// <summary>Each changed path needs a counted signer who owns it.</summary>
    private IEnumerable<MissingItem> MissingOwners(SignOffCount count, Lazy<IReadOnlyList<PersonId>> able, Facts facts, PolicyContext context)
    {
        if (Demand.Owns != Ownership.EveryChangedPath)
        {
            yield break;
        }

        var signers = count.Persons.ToHashSet();
        var unsigned = facts.Files.Where(file => !file.Owners.Any(signers.Contains)).ToLookup(file => file.Owners.Count == 0);
        if (unsigned[true].Any())
        {
            yield return Unowned(unsigned[true], context);
        }

        var groups = unsigned[false].GroupBy(file => string.Join(", ", file.Owners.Order()), StringComparer.Ordinal).ToList();
        foreach (var group in groups)
        {
            var who = able.Value.Intersect(group.First().Owners).Except(signers).ToList();
            var isSaid = groups.Count == 1 && who.Count > 0 && count.Counted.Count < Demand.Count;
            if (!isSaid)
            {
                var what = $"an owner of {Say(group)}";
                yield return new MissingItem("owner", context.Rule, what, who, who.Count > 0 ? Way.To("sign", facts) : NobodyOwns(group));
            }
        }
    }

    private static MissingItem Unowned(IEnumerable<FileFacts> files, PolicyContext context) =>
        new(
            "owner",
            context.Rule,
            $"an owner for {Say(files)}",
            [],
            "nobody owns it: give it to a component in .countersign/catalog.yml, or to a line in CODEOWNERS"
        );

    private static string NobodyOwns(IEnumerable<FileFacts> files) =>
        $"its owners ({string.Join(", ", files.First().Owners)}) made this change or may not sign here: add an owner in .countersign/catalog.yml, or `countersign override`";

    private string How(int able, int lacking, Facts facts) =>
        able >= lacking ? Way.To("sign", facts)
        : !facts.IsVouchedFor() ? $"{Way.To("propose", facts)} first: what is asked, and of whom, depends on who made this change"
        : able == 0 ? $"nobody in the roster can give it ({Says}): add a person or level in .countersign/roster.yml, or `countersign override`"
        : $"{Way.To("sign", facts)}; {lacking} are missing and only {able} can: `countersign policy lint` names the way out";

    private static string Say(IEnumerable<FileFacts> files) => Selection.Say([.. files.Select(file => file.Path.Text)]);
}
