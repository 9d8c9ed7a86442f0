// Reads the few words with which a case tells of a change, and fills in an ordinary change around them.
using System.Text;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Provenance;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Gating;

/// <summary>
/// The people of a case: one for each level, named after it, twice (senior, senior-2), in no team; everybody owns every path
/// unless `owned: false`. The author is called author.
/// </summary>
internal static class CaseFactsReader
{
    private static readonly string[] Keys =
    [
        "level",
        "provenance",
        "reaches",
        "reversibility",
        "files",
        "kinds",
        "lines",
        "minutes",
        "first-change-here",
        "landed",
        "reverts",
        "signed",
        "case",
        "checks",
        "tests-by",
        "owned",
        "target",
        "labels",
        "now",
    ];

    public static Facts? Read(Node node, Policy policy, Reading reading)
    {
        if (reading.Mapping(node, "given", Keys) is not { } fields)
        {
            return null;
        }

        var author = PersonId.Parse("author");
        var level = fields.OneOf("level", [.. policy.Scale.Levels.Select(it => it.Value)]) is { } name ? new LevelName(name) : policy.Scale.Lowest;
        var people = People(policy.Scale).Append(Person(author, level)).ToList();
        var files = Files(fields, people);
        return new Facts
        {
            Now = fields.Date("now") is { } day
                ? new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero)
                : new DateTimeOffset(policy.Parts[0].ReviewBy, TimeOnly.MinValue, TimeSpan.Zero).AddDays(-1),
            Repository = new RepositoryFacts("git:00000000000000000000000000000000", "sha1", "case"),
            Subject = new SubjectFacts
            {
                TargetRef = $"refs/heads/{fields.Text("target") ?? "main"}",
                Base = default,
                BaseTree = default,
                Head = default,
                ChangeDigest = DigestOf("change"),
                Labels = fields.Texts("labels"),
                ExactRevertOf = fields.Flag("reverts") == true ? default(ObjectId) : null,
            },
            Files = files,
            Makers =
            [
                new MakerFacts
                {
                    Id = author,
                    Kind = MakerKind.Human,
                    Claim = "author",
                    Roles = ["author"],
                    IsAuthenticated = true,
                    Level = level,
                },
            ],
            Accountable = author,
            Provenance = ProvenanceOf(fields),
            Reach = ReachOf(fields),
            ReviewMinutes = fields.Number("minutes", 0, 10_000) is { } minutes
                ? new(minutes, minutes, minutes, 0, files.Count, "case")
                : new(1, 2, 3, 1, files.Count, "case"),
            People = people,
            Decisions = [.. fields.Texts("signed").Select(text => Signed(text, people, fields, reading)).OfType<DecisionFacts>()],
            Case = fields.Has("case")
                ? new CaseFacts
                {
                    Statement = DigestOf("case"),
                    SignedBy = author,
                    Answered = fields.Texts("case"),
                }
                : null,
            Evidence = Evidence(fields),
            History = new HistoryFacts
            {
                FirstChangeHere = fields.Flag("first-change-here") ?? false,
                Sums = fields.Number("landed", 0, 1_000_000) is { } lines ? [new WindowSum(Rule.MostWindow, 1, 1, lines, lines / 4)] : [],
            },
        };
    }

    private static IEnumerable<PersonFacts> People(SeniorityScale scale) =>
        scale.Levels.SelectMany(level => new[] { level.Value, $"{level.Value}-2" }.Select(id => Person(PersonId.Parse(id), level)));

    private static PersonFacts Person(PersonId id, LevelName level) =>
        new()
        {
            Id = id,
            Level = level,
            CanSign = true,
            KeyKinds = ["file"],
        };

    private static IReadOnlyList<FileFacts> Files(KeyedValues fields, IReadOnlyList<PersonFacts> people)
    {
        var lines = fields.Whole("lines", 0, 1_000_000) ?? 1;
        IReadOnlyList<string> kinds = fields.Has("kinds") ? fields.Texts("kinds") : ["code"];
        IReadOnlyList<PersonId> owners = fields.Flag("owned") == false ? [] : [.. people.Select(person => person.Id)];
        var paths = fields.Has("files") ? fields.Texts("files") : ["src/main.cs"];
        return
        [
            .. paths.Select(path => new FileFacts
            {
                Path = RepoPath.Of(path),
                OldMode = "100644",
                NewMode = "100644",
                Added = lines / paths.Count,
                EffectiveLines = (double)lines / paths.Count,
                Kinds = kinds,
                Owners = owners,
            }),
        ];
    }

    private static ProvenanceFacts ProvenanceOf(KeyedValues fields)
    {
        var names = Enum.GetNames<AssistanceClass>().Select(name => name.ToLowerInvariant()).ToList();
        var found = fields.OneOf("provenance", names) is { } name ? (AssistanceClass)names.IndexOf(name) : AssistanceClass.Unknown;
        var findings = found is AssistanceClass.None or AssistanceClass.Unknown
            ? []
            : new[] { new AssistanceFinding("case", "a-tool", null, found, 3, "", "") };
        return new ProvenanceFacts
        {
            Class = found,
            Basis = found == AssistanceClass.Unknown ? "unknown" : "declared",
            Findings = findings,
        };
    }

    /// <summary>nothing, unmapped, or a criticality.</summary>
    private static ReachFacts ReachOf(KeyedValues fields)
    {
        string[] names = ["low", "medium", "high", "critical"];
        var reaches = fields.OneOf("reaches", [.. names, "nothing", "unmapped"]) ?? "nothing";
        var reach = new ReachFacts { Source = "case", Reversibility = fields.OneOf("reversibility", "reversible", "forward-only") ?? "reversible" };
        return reaches == "nothing" ? reach
            : reaches == "unmapped" ? reach with { Unmapped = [RepoPath.Of("src/main.cs")] }
            : reach with { Components = [new ReachedComponent("service", (Criticality)Array.IndexOf(names, reaches), 0, ["service"])] };
    }

    /// <summary>"senior", or "senior: read-risky-parts".</summary>
    private static DecisionFacts? Signed(string text, IReadOnlyList<PersonFacts> people, KeyedValues fields, Reading reading)
    {
        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        var signer = people.FirstOrDefault(person => person.Id.Value == parts[0]);
        string[] assurances = ["forge-approval", "relied-on-evidence", "read-risky-parts", "read-in-full"];
        var assurance = Array.IndexOf(assurances, parts.Length == 2 ? parts[1] : "read-in-full");
        if (signer is null || assurance < 0)
        {
            reading.ReportUnknown(
                "cases.unknown-signer",
                $"signer '{text}'",
                parts[0],
                [.. people.Select(person => person.Id.Value)],
                fields["signed"]!.Line
            );
            return null;
        }

        return new DecisionFacts
        {
            Statement = DigestOf($"signed by {text}"),
            Person = signer.Id,
            Kind = DecisionKind.Approve,
            Assurance = (Assurance)assurance,
            LevelAtSigning = signer.Level,
            LevelNow = signer.Level,
            IsStanding = true,
            Carries = true,
            Reaches = true,
            IsStrict = true,
        };
    }

    private static IReadOnlyList<EvidenceFacts> Evidence(KeyedValues fields) =>
        [
            .. fields.Texts("checks").Select(name => Evidence("check", name, [])),
            .. fields.Texts("tests-by").Select(name => Evidence("tests", "tests", [name])),
        ];

    private static EvidenceFacts Evidence(string type, string name, IReadOnlyList<string> names) =>
        new()
        {
            Statement = DigestOf($"{type} {name}"),
            Type = type,
            Name = name,
            Conclusion = "success",
            Bot = "ci",
            IsForThisContent = true,
            Names = names,
        };

    private static Digest DigestOf(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));
}
