// A change as a test tells it: start from an ordinary one, then say only what matters to the claim.
using Countersign.Impact;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Tests.Given;

/// <summary>
/// People of every test: mara (principal), sam (senior, team core), sol (senior), mia (mid), jun (junior), and jo (junior), who
/// made the change. Levels junior, mid, senior, principal.
/// </summary>
public sealed class GivenFacts
{
    private Facts _facts;

    internal GivenFacts(Facts facts) => _facts = facts;

    public static implicit operator Facts(GivenFacts given) => given._facts;

    public Facts Build() => _facts;

    public GivenFacts With(Func<Facts, Facts> change)
    {
        _facts = change(_facts);
        return this;
    }

    public GivenFacts Subject(Func<SubjectFacts, SubjectFacts> change) => With(facts => facts with { Subject = change(facts.Subject) });

    public GivenFacts At(string now) => With(facts => facts with { Now = DateTimeOffset.Parse(now) });

    public GivenFacts MadeBy(params MakerFacts[] makers) =>
        With(facts => facts with { Makers = makers, Accountable = makers.FirstOrDefault(maker => maker.Kind == MakerKind.Human)?.Id });

    public GivenFacts MadeBy(string person, string level) => MadeBy(A.Maker(person, level));

    public GivenFacts Reaching(Criticality criticality) => Reaching(A.Component("payments", criticality));

    public GivenFacts Reaching(params ReachedComponent[] components) =>
        With(facts =>
            facts with
            {
                Reach = new ReachFacts
                {
                    Source = "catalog",
                    Reversibility = "reversible",
                    Components = components,
                },
            }
        );

    public GivenFacts Reach(Func<ReachFacts, ReachFacts> change) => With(facts => facts with { Reach = change(facts.Reach!) });

    public GivenFacts Files(params FileFacts[] files) => With(facts => facts with { Files = files });

    public GivenFacts Assisted(AssistanceClass assistance, params string[] tools) =>
        With(facts =>
            facts with
            {
                Provenance = new ProvenanceFacts
                {
                    Class = assistance,
                    Basis = "declared",
                    Findings = [.. tools.Select(tool => new AssistanceFinding("trailer", tool, null, assistance, 3, "raw", "commit"))],
                },
            }
        );

    public GivenFacts Minutes(double expected) =>
        With(facts => facts with { ReviewMinutes = new ReviewMinutesFacts(expected * 0.7, expected, expected * 1.5, expected * 4, 1, "A") });

    public GivenFacts Signed(string person, Func<DecisionFacts, DecisionFacts>? change = null) => Decided(person, DecisionKind.Approve, change);

    public GivenFacts Decided(string person, DecisionKind kind, Func<DecisionFacts, DecisionFacts>? change = null) =>
        With(facts =>
        {
            var level = facts.People.FirstOrDefault(it => it.Id.Value == person)?.Level;
            var decision = new DecisionFacts
            {
                Statement = A.Digest($"{person} {kind} {facts.Decisions.Count}"),
                Person = PersonId.Parse(person),
                Kind = kind,
                Assurance = Assurance.ReadInFull,
                LevelAtSigning = level,
                LevelNow = level,
                IsStanding = true,
                Carries = true,
                Reaches = true,
                IsStrict = true,
            };
            return facts with { Decisions = [.. facts.Decisions, change?.Invoke(decision) ?? decision] };
        });

    public GivenFacts Cased(params string[] sections) =>
        With(facts =>
            facts with
            {
                Case = new CaseFacts
                {
                    Statement = A.Digest("case"),
                    SignedBy = facts.Accountable!.Value,
                    Answered = sections,
                },
            }
        );

    public GivenFacts Asked(string by, bool blocking = true, bool answered = false, bool closed = false) =>
        With(facts =>
            facts with
            {
                Questions =
                [
                    .. facts.Questions,
                    new QuestionFacts(A.Digest($"question {facts.Questions.Count}"), PersonId.Parse(by), "a.cs", blocking, answered, closed),
                ],
            }
        );

    public GivenFacts Condition(string by, bool met = false) =>
        With(facts =>
            facts with
            {
                Conditions =
                [
                    .. facts.Conditions,
                    new ConditionFacts(A.Digest($"condition {facts.Conditions.Count}"), PersonId.Parse(by), "add a test", met),
                ],
            }
        );

    public GivenFacts Evidence(string type, string name, string conclusion, Func<EvidenceFacts, EvidenceFacts>? change = null) =>
        With(facts =>
        {
            var evidence = new EvidenceFacts
            {
                Statement = A.Digest($"evidence {facts.Evidence.Count}"),
                Type = type,
                Name = name,
                Conclusion = conclusion,
                Bot = "ci",
                IsForThisContent = true,
            };
            return facts with { Evidence = [.. facts.Evidence, change?.Invoke(evidence) ?? evidence] };
        });

    public GivenFacts Person(string id, Func<PersonFacts, PersonFacts> change) =>
        With(facts => facts with { People = [.. facts.People.Select(person => person.Id.Value == id ? change(person) : person)] });

    public GivenFacts Landed(int days, int changes, double lines, double minutes = 0, bool first = false) =>
        With(facts =>
            facts with
            {
                History = new HistoryFacts
                {
                    Landings = changes,
                    FirstChangeHere = first,
                    Sums = [new WindowSum(days, changes, changes, lines, minutes)],
                },
            }
        );
}
