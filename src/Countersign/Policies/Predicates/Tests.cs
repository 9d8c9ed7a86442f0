// tests: whether tests are absent, weakened or deleted in this change.
using Countersign.Documents;
using Countersign.Inputs;

namespace Countersign.Policies.Predicates;

public sealed record Tests(IReadOnlyList<string> Signs) : Predicate
{
    public static readonly PredicateKind Kind = new(
        "tests",
        "absent: code changed and no test did; deleted: a test file went; weakened: signed evidence says that tests check less",
        Happening.Push | Happening.Evidence,
        """{"$ref":"#/$defs/tests"}""",
        Parse
    );

    public override string Name => "tests";

    public override PredicateAnswer Ask(Facts facts, PolicyContext context)
    {
        var answers = Signs.Select(sign => Ask(sign, facts)).ToList();
        var truths = answers.ConvertAll(answer => answer.Truth);
        var truth =
            truths.Contains(Truth.Holds) ? Truth.Holds
            : truths.Contains(Truth.Faulted) ? Truth.Faulted
            : Truth.DoesNotHold;
        return new PredicateAnswer(truth, [.. answers.Where(answer => answer.Truth == truth).SelectMany(answer => answer.Evidence)]);
    }

    private static PredicateAnswer Ask(string sign, Facts facts)
    {
        var tests = facts.Files.Where(file => file.Kinds.Contains("test")).ToList();
        if (Measured.Sum(facts, "tests", sign) is > 0 and var count)
        {
            return PredicateAnswer.Holds($"{count:0} {sign}");
        }

        var code = facts.Files.Count(file => file.Kinds.Contains("code") && !file.Kinds.Contains("test"));
        var gone = tests.Where(file => file.NewMode == "000000").Select(file => file.Path.Text).ToList();
        return sign switch
        {
            "absent" => PredicateAnswer.When(code > 0 && tests.Count == 0, $"{code} code files and {tests.Count} test files changed"),
            "deleted" => PredicateAnswer.When(gone.Count > 0, $"test files deleted: {Selection.Say(gone)}"),
            _ when tests.Count == 0 => PredicateAnswer.DoesNot("no test file changed"),
            _ when Measured.Any(facts, "tests") => PredicateAnswer.DoesNot("no test weakened"),
            _ => PredicateAnswer.Needs("whether the changed tests check less than before: evidence of type tests by a rostered bot"),
        };
    }

    private static Tests? Parse(Node node, Reading reading)
    {
        string[] known = ["absent", "weakened", "deleted"];
        var signs = reading.Texts(node, "tests");
        foreach (var sign in (signs ?? []).Where(sign => !known.Contains(sign)))
        {
            reading.ReportUnknown("policy.unknown-value", $"value '{sign}' for tests", sign, known, node.Line);
        }

        return signs is null ? null : new Tests(signs);
    }
}
