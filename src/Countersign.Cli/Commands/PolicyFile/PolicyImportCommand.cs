// `countersign policy import`: a policy proposed from the rules that another gate reads.
using System.CommandLine;

namespace Countersign.Cli.Commands.PolicyFile;

internal static class PolicyImportCommand
{
    internal static readonly string[] Kinds = ["codeowners", "gitlab", "owners", "policy-bot"];

    public static Verb Build(Surroundings surroundings)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "CODEOWNERS, .policy.yml, or OWNERS files with their OWNERS_ALIASES, named from the top of the repository",
            Arity = ArgumentArity.OneOrMore,
        };
        var kind = new Option<string?>("--kind") { Description = $"What they are, where the name does not say: {string.Join(", ", Kinds)}" };
        kind.AcceptOnlyFromAmong(Kinds);
        var @out = new Option<string?>("--out") { Description = "Write the policy here (default: standard output)" };
        var force = new Option<bool>("--force") { Description = "Let --out replace a file that is there" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only report what would become of the files" };
        var owner = new Option<string?>("--owner")
        {
            Description = "The person who signs every version of the policy (default: as in the policy that is there)",
        };
        var levels = new Option<string?>("--levels")
        {
            Description = "Levels, lowest first, as in junior,mid,senior (default: as in the policy that is there)",
        };
        var repository = new Option<string?>("--repository") { Description = "OWNER/NAME at the forge, for files that ask which repository this is" };
        var json = PolicyCommand.JsonOption();
        var verb = new Verb("import", "Propose a policy from CODEOWNERS, Kubernetes OWNERS or policy-bot, safer where they let in what nobody should")
        {
            Examples =
            [
                (
                    "countersign policy import .github/CODEOWNERS --owner mara --levels junior,senior",
                    "Prints the policy; what became of each line goes to standard error."
                ),
                (
                    "countersign policy import .policy.yml --out .countersign/policy.yml",
                    "Owner and levels are those of the policy that is there; replacing it takes --force."
                ),
                ("countersign policy import OWNERS OWNERS_ALIASES pkg/api/OWNERS --dry-run", "Only the report."),
            ],
            Exits =
            [
                (ExitCode.Allowed, "every line became a rule, or was said to have no effect"),
                (ExitCode.Held, "something could not be expressed, and is held or refused until somebody writes it by hand"),
                (ExitCode.Refused, "a file cannot be read"),
            ],
        };
        verb.Add(files);
        foreach (var option in new Option[] { kind, @out, force, dryRun, owner, levels, repository, json })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new PolicyImportOptions(
                parsed.GetValue(files) ?? [],
                parsed.GetValue(kind),
                parsed.GetValue(@out),
                parsed.GetValue(force),
                parsed.GetValue(dryRun),
                parsed.GetValue(owner),
                parsed.GetValue(levels),
                parsed.GetValue(repository),
                parsed.GetValue(json)
            ),
            options => PolicyImportRun.Run(options, surroundings)
        );
    }
}

public sealed record PolicyImportOptions(
    IReadOnlyList<string> Files,
    string? Kind,
    string? Out,
    bool Force,
    bool DryRun,
    string? Owner,
    string? Levels,
    string? Repository,
    bool Json
);
