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

    private static readonly IReadOnlyList<string> s_nobody = ["nobody has signed"];

    public override string Name => "sign-offs";

    public override string Says { get; } = Demand.Says;

    private readonly bool _isQualified = Demand.IsQualified;

    public override RequirementAnswer Ask(Facts facts, PolicyContext context)
    {
        var isVouchedFor = facts.IsVouchedFor();
        var count = SignOffCount.Of(Demand, facts, context.Scale, isVouchedFor);
        var once = isVouchedFor ? count : SignOffCount.Of(Demand, facts, context.Scale, isVouchedFor: true);
        var lacking = Demand.Count - once.Counted.Count;
        var isOwned = Demand.Owns == Ownership.EveryChangedPath;
        var missing = new List<MissingItem>();
        if (!isVouchedFor)
        {
            missing.Add(MissingOffer(facts, context));
        }

        if (lacking > 0 || isOwned)
        {
            var signed = once.Persons.ToHashSet();
            var able = Signers.WhoCould(Demand, facts, context.Scale);
            var others = signed.Count == 0 ? able : [.. able.Where(person => !signed.Contains(person))];
            if (lacking > 0)
            {
                var takes = new MissingItem.Signers(lacking, _isQualified);
                missing.Add(new MissingItem("sign-off", context.Rule, Says, others, How(others.Count, lacking, facts)) { Takes = takes });
            }

            if (isOwned)
            {
                AddMissingOwners(missing, signed, others, lacking > 0, facts, context);
            }
        }

        return missing.Count == 0
            ? RequirementAnswer.Met([.. count.Notes])
            : new RequirementAnswer(RuleOutcome.Unsatisfied, count.Notes.Count == 0 ? s_nobody : count.Notes, missing);
    }

    /// <summary>While nobody vouches for a maker no sign-off counts, and rules count the author as the lowest: so this comes first.</summary>
    private static MissingItem MissingOffer(Facts facts, PolicyContext context) =>
        new(MissingItem.Offer, context.Rule, "an offer signed by whoever made this change", Standing.Behind(facts), Way.To("propose", facts));

    /// <summary>Each changed path needs a counted signer who owns it; files of the same owners are asked for once.</summary>
    /// <param name="isAsked">A sign-off by any of <paramref name="others"/> is asked for already.</param>
    private static void AddMissingOwners(
        List<MissingItem> missing,
        HashSet<PersonId> signed,
        IReadOnlyList<PersonId> others,
        bool isAsked,
        Facts facts,
        PolicyContext context
    )
    {
        var unsigned = facts.Files.Where(file => !Owners.AnyIn(file.Owners, signed)).ToList();
        if (unsigned.FindAll(file => file.Owners.Count == 0) is { Count: > 0 } unowned)
        {
            missing.Add(Unowned(unowned, context));
        }

        var groups = Owners.Group(unsigned);
        foreach (var files in groups)
        {
            var owners = files[0].Owners;
            IReadOnlyList<PersonId> who = [.. others.Where(owners.Contains)];
            var isSaid = groups.Count == 1 && who.Count > 0 && isAsked;
            if (!isSaid)
            {
                var how = who.Count > 0 ? Way.To("sign", facts) : NobodyOwns(files);
                missing.Add(new MissingItem("owner", context.Rule, $"an owner of {Say(files)}", who, how) { Takes = new(1, IsQualified: true) });
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
