// `countersign init`: proposes .countersign/ for this repository, and lets a root key sign the change that adds it.
using System.CommandLine;

namespace Countersign.Cli.Commands.Init;

public static class InitCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var owner = new Option<string?>("--owner") { Description = "Id of the person who owns the policy and signs every version of it" };
        var signers = Many("--signer", "Who may sign for which paths: ID=PATH,PATH");
        var levels = Many("--level", "Who is at which level, as somebody has said: ID=LEVEL");
        var source = new Option<string?>("--source") { Description = "Who said so, for every --level; a level is never written without it" };
        var keys = Many("--public-key", "Whose public key it is: ID=FILE");
        var criticality = Many("--criticality", "How much depends on a part: NAME=critical, high, medium or low");
        var answers = new Option<string?>("--answers") { Description = "The same in a YAML file: owner, said-by, levels, people, criticality" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the files and write nothing" };
        var sign = new Option<bool>("--sign")
        {
            Description = "Sign the committed change that adds .countersign/ with a root key, and send it to the gate",
        };
        var key = new Option<string?>("--key") { Description = "The root key's file, for --sign" };
        var to = new Option<string?>("--to") { Description = "The guarded branch that starts, for --sign (default: the first that the gate guards)" };
        var tree = new Option<string?>("--tree") { Description = "Sign without a terminal: the id of exactly the tree that is signed" };
        var agents = new Option<bool>("--agents") { Description = "Add a short section for agents to AGENTS.md, CLAUDE.md and the like, and stop" };
        var forge = new Option<string?>("--forge")
        {
            Description = "Add what a forge without our hook needs, and stop; its repository: github:HOST:NUMBER, gitlab:HOST:NUMBER or git:HEX",
        };
        var verb = new Verb("init", "Propose policy, roster and catalog for this repository, or sign their start with a root key")
        {
            Examples =
            [
                ("countersign init", "Ask who may sign for which paths, then write .countersign/."),
                ("countersign init --dry-run", "Print the three files, write nothing."),
                (
                    "countersign init --owner mara --signer mara=src --level mara=principal --source \"the team's list\" --public-key mara=mara.pub",
                    "Without questions."
                ),
                ("countersign init --answers answers.yml", "From a file that somebody has filled in."),
                ("countersign init --agents", "Tell the author's agent to check before a push, to keep changes small and to record its part."),
                ("countersign init --forge github:github.com:1296269", "Write the forge file and the workflow, and print the rulesets to set."),
                ("countersign init --sign --key root", "Sign the committed start with the root key that the gate trusts."),
            ],
        };
        foreach (
            var option in new Option[] { owner, signers, levels, source, keys, criticality, answers, dryRun, agents, forge, sign, key, to, tree }
        )
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new InitOptions
            {
                Owner = parsed.GetValue(owner),
                Signers = parsed.GetValue(signers) ?? [],
                Levels = parsed.GetValue(levels) ?? [],
                Source = parsed.GetValue(source),
                Keys = parsed.GetValue(keys) ?? [],
                Criticality = parsed.GetValue(criticality) ?? [],
                Answers = parsed.GetValue(answers),
                DryRun = parsed.GetValue(dryRun),
                Agents = parsed.GetValue(agents),
                Forge = parsed.GetValue(forge),
                Sign = parsed.GetValue(sign),
                Key = parsed.GetValue(key),
                To = parsed.GetValue(to),
                Tree = parsed.GetValue(tree),
            },
            options =>
                options.Agents ? InitAgents.Run(options.DryRun, surroundings)
                : options.Forge is { } repository ? InitForge.Run(repository, options.DryRun, surroundings)
                : options.Sign ? InitSign.Run(options, surroundings)
                : InitRun.Run(options, surroundings)
        );
    }

    private static Option<string[]> Many(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}

public sealed record InitOptions
{
    public string? Owner { get; init; }
    public IReadOnlyList<string> Signers { get; init; } = [];
    public IReadOnlyList<string> Levels { get; init; } = [];
    public string? Source { get; init; }
    public IReadOnlyList<string> Keys { get; init; } = [];
    public IReadOnlyList<string> Criticality { get; init; } = [];
    public string? Answers { get; init; }
    public bool DryRun { get; init; }
    public bool Agents { get; init; }
    public string? Forge { get; init; }
    public bool Sign { get; init; }
    public string? Key { get; init; }
    public string? To { get; init; }
    public string? Tree { get; init; }
}
