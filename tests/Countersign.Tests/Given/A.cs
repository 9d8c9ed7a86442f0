// Where tests of policies and the gate begin: A.Change(), A.Policy(...), A.Maker(...).
using System.Text;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies;
using Countersign.Provenance;
using Countersign.Signatures;

namespace Countersign.Tests.Given;

public static class A
{
    public const string Now = "2027-01-15T10:00:00Z";

    public static readonly SeniorityScale Scale = new([new("junior"), new("mid"), new("senior"), new("principal")]);

    public static Digest Digest(string of) => Countersign.Signatures.Digest.Of(Encoding.UTF8.GetBytes(of));

    public static ObjectId Object(char digit) => ObjectId.Parse(new string(digit, 40));

    /// <summary>jo, a junior, changed one file of one line; nothing is known to reach anywhere.</summary>
    public static GivenFacts Change() =>
        new(
            new Facts
            {
                Now = DateTimeOffset.Parse(Now),
                Repository = new RepositoryFacts("git:00112233445566778899aabbccddeeff", "sha1", "2.39.5"),
                Subject = new SubjectFacts
                {
                    TargetRef = "refs/heads/main",
                    Base = Object('a'),
                    BaseTree = Object('b'),
                    Head = Object('c'),
                    ResultTree = Object('d'),
                    ChangeDigest = Digest("change"),
                    Title = "payments: round once",
                },
                Files = [File("src/a.cs")],
                Makers = [Maker("jo", "junior")],
                Accountable = PersonId.Parse("jo"),
                Provenance = new ProvenanceFacts { Class = AssistanceClass.None, Basis = "declared" },
                Reach = new ReachFacts { Source = "catalog", Reversibility = "reversible" },
                History = new HistoryFacts(),
                ReviewMinutes = new ReviewMinutesFacts(2, 3, 5, 1, 1, "A"),
                People =
                [
                    Person("mara", "principal") with
                    {
                        May = ["override", "govern"],
                    },
                    Person("sam", "senior") with
                    {
                        Teams = ["core"],
                        IsFamiliar = true,
                    },
                    Person("sol", "senior"),
                    Person("mia", "mid"),
                    Person("jun", "junior"),
                    Person("jo", "junior"),
                ],
            }
        );

    public static MakerFacts Maker(string id, string? level, bool authenticated = true) =>
        new()
        {
            Id = PersonId.Parse(id),
            Kind = MakerKind.Human,
            Claim = $"{id} <{id}@example.org>",
            Roles = ["author"],
            IsAuthenticated = authenticated,
            Level = level is null ? null : new LevelName(level),
        };

    public static MakerFacts Agent(string claim) =>
        new()
        {
            Kind = MakerKind.Agent,
            Claim = claim,
            Roles = ["co-author"],
        };

    public static PersonFacts Person(string id, string? level) =>
        new()
        {
            Id = PersonId.Parse(id),
            Name = id,
            Level = level is null ? null : new LevelName(level),
            CanSign = true,
            KeyKinds = ["file"],
        };

    public static FileFacts File(string path, params string[] kinds) =>
        new()
        {
            Path = RepoPath.Of(path),
            OldMode = "100644",
            NewMode = "100644",
            Added = 1,
            EffectiveLines = 1,
            Kinds = kinds.Length == 0 ? ["code"] : kinds,
        };

    public static ReachedComponent Component(string name, Criticality criticality, int distance = 0) => new(name, criticality, distance, [name]);

    /// <summary>A whole policy around these rules, each as JSON with single quotes.</summary>
    public static Policy Policy(params string[] rules) => Parsed(Document("'nothing'", rules));

    public static Policy PolicyOtherwise(string otherwise, params string[] rules) => Parsed(Document(otherwise, rules));

    public static Node Document(string otherwise, params string[] rules) =>
        Written.Of(
            "{'version': 1, 'owner': 'mara', 'review-by': '2027-02-18', 'levels': ['junior', 'mid', 'senior', 'principal'], "
                + $"'otherwise': {otherwise}, 'rules': [{string.Join(", ", rules)}]}}"
        );

    public static PolicyPart Part(Node node, PolicySource source) =>
        PolicyDocument
            .Read(node, Digest(source.ToString()), source)
            .Match((part, _) => part, problems => throw new InvalidOperationException(string.Join("\n", problems)));

    private static Policy Parsed(Node node) =>
        PolicyDocument
            .ReadAlone(node, Digest("policy"))
            .Match((policy, _) => policy, problems => throw new InvalidOperationException(string.Join("\n", problems)));
}
