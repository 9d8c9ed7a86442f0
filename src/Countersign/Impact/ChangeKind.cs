// The names of the kinds that a changed file can be of; policies use exactly these words.
namespace Countersign.Impact;

public static class ChangeKind
{
    public const string Code = "code";
    public const string Config = "config";
    public const string Infrastructure = "infrastructure";
    public const string Migration = "migration";
    public const string Dependency = "dependency";
    public const string Test = "test";
    public const string Docs = "docs";
    public const string AgentInstructions = "agent-instructions";
    public const string Runbook = "runbook";
    public const string Ci = "ci";
    public const string Governance = "governance";
    public const string Operation = "operation";

    // Aspects: what a file is beside the above.
    public const string Authorisation = "authorisation";
    public const string PublicApi = "public-api";
    public const string Schema = "schema";
    public const string Secret = "secret";
    public const string FeatureFlag = "feature-flag";

    public static IReadOnlyList<string> All { get; } =
    [
        Code,
        Config,
        Infrastructure,
        Migration,
        Dependency,
        Test,
        Docs,
        AgentInstructions,
        Runbook,
        Ci,
        Governance,
        Operation,
        Authorisation,
        PublicApi,
        Schema,
        Secret,
        FeatureFlag,
    ];
}
