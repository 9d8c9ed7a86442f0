// The standing checks in a person's words; their names stay for programs and overrides.
namespace Countersign.Cli.Terminal;

internal static class BuiltInWords
{
    public static string Of(string name) =>
        name switch
        {
            "facts" => "what the gate has to know can be read",
            "policy" => "the target has a policy",
            "policy-review" => "the policy is within its review date",
            "merges-cleanly" => "it merges cleanly",
            "makers" => "everyone who made it is known",
            "objections" => "nobody objects",
            "questions" => "no question is open",
            "conditions" => "every condition is met",
            "recovered" => "the rules came in by the ordinary way",
            "governance" => "changes of the rules take more",
            "frozen" => "the target is open",
            _ => name,
        };
}
