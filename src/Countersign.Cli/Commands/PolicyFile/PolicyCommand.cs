// `countersign policy`: what is wrong with a policy, what its cases say, what it asks of whom, and its schema.
using System.CommandLine;

namespace Countersign.Cli.Commands.PolicyFile;

public static class PolicyCommand
{
    internal const string UsualFile = ".countersign/policy.yml";

    public static Command Build(Surroundings surroundings)
    {
        var policy = new Verb("policy", "Check, try and show a policy before it decides about anybody")
        {
            Examples =
            [
                ("countersign policy lint", "Everything that is wrong with .countersign/, with line, code and remedy."),
                ("countersign policy test", "Run the cases kept beside the policy."),
                ("countersign policy table", "Who has to give what, by level, provenance, reach and reversibility."),
            ],
        };
        policy.Add(Lint(surroundings));
        policy.Add(Test(surroundings));
        policy.Add(Table(surroundings));
        policy.Add(PolicyImportCommand.Build(surroundings));
        policy.Add(Schema(surroundings));
        return policy;
    }

    internal static Argument<string?> FileArgument() =>
        new("file") { Description = $"The policy file (default: {UsualFile})", Arity = ArgumentArity.ZeroOrOne };

    internal static Option<bool> JsonOption() => new("--json") { Description = "Print one JSON object for programs and agents" };

    private static Verb Lint(Surroundings surroundings)
    {
        var file = FileArgument();
        var @base = new Option<string?>("--base") { Description = "Lint the rules that stand at this branch or commit instead of a file" };
        var organisation = new Option<string?>("--organisation") { Description = "The organisation's policy file, to which this one is joined" };
        var json = JsonOption();
        var verb = new Verb("lint", "Say everything that is wrong with the rules, with line, code and remedy")
        {
            Examples =
            [
                ("countersign policy lint", "The policy in the work tree, with the roster and the catalog beside it."),
                ("countersign policy lint --base main --json", "The rules as they stand on main, for a program."),
            ],
            Exits = [(ExitCode.Allowed, "nothing worse than a warning"), (ExitCode.Refused, "an error: with these rules the gate stays closed")],
        };
        verb.Add(file);
        verb.Add(@base);
        verb.Add(organisation);
        verb.Add(json);
        return verb.Runs(
            parsed => new PolicyLintOptions(parsed.GetValue(file), parsed.GetValue(@base), parsed.GetValue(organisation), parsed.GetValue(json)),
            options => PolicyLintRun.Run(options, surroundings)
        );
    }

    private static Verb Test(Surroundings surroundings)
    {
        var file = FileArgument();
        var cases = new Option<string?>("--cases") { Description = "The cases (default: beside the policy, policy.cases.yml for policy.yml)" };
        var json = JsonOption();
        var verb = new Verb("test", "Run the cases kept beside a policy: a change in a few words, and the verdict it must get")
        {
            Examples =
            [
                ("countersign policy test", "The cases in .countersign/policy.cases.yml."),
                ("countersign policy test stricter.yml --cases .countersign/policy.cases.yml", "Another policy under the same cases."),
            ],
            Exits = [(ExitCode.Allowed, "every case holds"), (ExitCode.Refused, "a case differs, or the policy or its cases cannot be read")],
        };
        verb.Add(file);
        verb.Add(cases);
        verb.Add(json);
        return verb.Runs(
            parsed => new PolicyTestOptions(parsed.GetValue(file) ?? UsualFile, parsed.GetValue(cases), parsed.GetValue(json)),
            options => PolicyTestRun.Run(options, surroundings)
        );
    }

    private static Verb Table(Surroundings surroundings)
    {
        var file = FileArgument();
        var json = JsonOption();
        var verb = new Verb(
            "table",
            "Show what the policy asks by level, provenance, reach and reversibility, and what is lost when provenance is declared as none"
        )
        {
            Examples =
            [
                ("countersign policy table", "Equal rows are shown together."),
                ("countersign policy table policies/as-reported.yml --json", "Every row, for a program."),
            ],
        };
        verb.Add(file);
        verb.Add(json);
        return verb.Runs(
            parsed => new PolicyTableOptions(parsed.GetValue(file) ?? UsualFile, parsed.GetValue(json)),
            options => PolicyTableRun.Run(options, surroundings)
        );
    }

    private static Verb Schema(Surroundings surroundings) =>
        new Verb("schema", "Print the JSON Schema of policy files, for editors")
        {
            HasNoJson = true,
            Examples = [("countersign policy schema > policy.schema.json", "Then: # yaml-language-server: $schema=policy.schema.json")],
        }.Runs(
            _ => 0,
            _ =>
            {
                surroundings.Screen.Write(Policies.PolicySchema.Write());
                return ExitCode.Allowed;
            }
        );
}

public sealed record PolicyLintOptions(string? File, string? Base, string? Organisation, bool Json);

public sealed record PolicyTestOptions(string File, string? Cases, bool Json);

public sealed record PolicyTableOptions(string File, bool Json);
