// A policy: the repository's own rules, joined with its organisation's, which it can tighten and never loosen.
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Countersign.Documents;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Policies;

/// <summary>One policy file. <paramref name="Otherwise"/> decides where none of its own rules applies.</summary>
/// <param name="MayOverride">Narrows who may override; null leaves it to the roster.</param>
/// <param name="Digest">SHA-256 of the file's stored bytes.</param>
public sealed record PolicyPart(
    PolicySource Source,
    PersonId Owner,
    DateOnly ReviewBy,
    IReadOnlyList<LevelName> Levels,
    IReadOnlyList<PersonId>? MayOverride,
    IReadOnlyList<Requirement> Otherwise,
    IReadOnlyList<Rule> Rules,
    Digest Digest
)
{
    /// <summary>What stands where none of its rules applies, as a rule without a `when`.</summary>
    public Rule OtherwiseRule { get; } = new(NameOfOtherwise(Source), 0, RuleMode.Enforces, new([]), Otherwise, null, null, Source);

    private static string NameOfOtherwise(PolicySource source) => source == PolicySource.Organisation ? "otherwise (organisation)" : "otherwise";
}

[SuppressMessage("Naming", "CA1724", Justification = "the field's word; System.Security.Policy is long gone")]
public sealed record Policy(SeniorityScale Scale, IReadOnlyList<PolicyPart> Parts)
{
    /// <summary>What stands where a ref has no policy yet: nothing but the first change, signed by a root key, may enter.</summary>
    public static readonly Policy Absent = new(new SeniorityScale([new LevelName("none")]), []);

    public bool IsAbsent => Parts.Count == 0;

    public IEnumerable<Rule> Rules => Parts.SelectMany(part => part.Rules);

    /// <summary>The one file's digest; of two, the digest of both listed, organisation first.</summary>
    public Digest Digest =>
        Parts.Count == 1 ? Parts[0].Digest : Digest.Of(Encoding.UTF8.GetBytes(string.Concat(Parts.Select(part => $"{part.Source} {part.Digest}\n"))));

    /// <summary>Everybody whom each part lets override; null where no part says anything.</summary>
    public bool LetsOverride(PersonId person) => Parts.All(part => part.MayOverride?.Contains(person) ?? true);

    public static Policy Of(PolicyPart part) => new(new SeniorityScale(part.Levels), [part]);

    /// <summary>
    /// The union of both rule lists, each with its own `otherwise`: the joined verdict is the worse of the two, always.
    /// Source: specs/policy.md, organisation.
    /// </summary>
    public static Parsed<Policy> Join(PolicyPart organisation, PolicyPart repository)
    {
        var problems = new List<Problem>();
        if (repository.Levels.Count > 0 && !repository.Levels.SequenceEqual(organisation.Levels))
        {
            problems.Add(new("policy.levels-redefined", "levels differ from the organisation's", "leave `levels` out: the organisation's apply"));
        }

        var names = organisation.Rules.Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(
            repository
                .Rules.Where(rule => names.Contains(rule.Name))
                .Select(rule => new Problem(
                    "policy.shadowed-rule",
                    $"rule '{rule.Name}' is the organisation's",
                    "give it a name of its own; both apply",
                    rule.Line
                ))
        );
        problems.AddRange(
            (repository.MayOverride ?? [])
                .Where(person => organisation.MayOverride?.Contains(person) == false)
                .Select(person => new Problem(
                    "policy.override-extended",
                    $"the organisation does not let {person} override",
                    "take the person out of `may-override`"
                ))
        );
        return Parsed<Policy>.From(() => new Policy(new SeniorityScale(organisation.Levels), [organisation, repository]), problems);
    }
}
