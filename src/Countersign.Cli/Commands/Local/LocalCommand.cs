// `countersign local`: the loop in one's own clone: what coding tools edited is recorded, and the gate is asked before a push.
using System.CommandLine;
using Countersign.Adapters.Git.Recording;
using Countersign.Provenance.Recording;

namespace Countersign.Cli.Commands.Local;

public static class LocalCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var local = new Verb("local", "Hooks in your own clone: record what a coding tool edited, ask the gate before a push")
        {
            Examples =
            [
                ("countersign local install --for claude cursor", "Git's hooks in this clone, and the hooks of two tools in the repository."),
                ("countersign local install --dry-run", "Say what would be written, and write nothing."),
                ("countersign local status", "What is installed, and which edits are recorded since the last commit."),
                ("countersign local uninstall", "Take the hooks out again; what was there before comes back."),
            ],
        };
        local.Add(Install(surroundings));
        local.Add(Uninstall(surroundings));
        local.Add(Status(surroundings));
        local.Add(Forget(surroundings));
        local.Add(Edit(surroundings));
        local.Add(Run(surroundings));
        return local;
    }

    private static Option<string[]> ForOption(string description)
    {
        var tools = new Option<string[]>("--for") { Description = $"{description}: {AgentTool.Keys}", AllowMultipleArgumentsPerToken = true };
        tools.AcceptOnlyFromAmong([.. AgentTool.All.Select(tool => tool.Key)]);
        return tools;
    }

    private static Option<string[]> HooksOption()
    {
        var hooks = new Option<string[]>("--hooks")
        {
            Description = "Only these of Git's hooks (default: all)",
            AllowMultipleArgumentsPerToken = true,
        };
        hooks.AcceptOnlyFromAmong([.. LocalHooks.Names, "none"]);
        return hooks;
    }

    private static Verb Install(Surroundings surroundings)
    {
        var tools = ForOption("Also the hooks of these tools, in their settings files in the repository");
        var hooks = HooksOption();
        var program = new Option<string?>("--program") { Description = "The countersign program that Git's hooks call (default: this one)" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be written and write nothing" };
        var verb = new Verb("install", "Install the hooks in this clone; those that are there are kept and called first")
        {
            Examples =
            [
                ("countersign local install --for claude", "All of Git's hooks here, and Claude Code's in .claude/settings.json."),
                ("countersign local install --hooks pre-push", "Only the question before a push."),
                ("countersign local install --hooks none --for cursor", "Only the tool's settings, where lefthook or pre-commit calls us."),
            ],
        };
        verb.Add(tools);
        verb.Add(hooks);
        verb.Add(program);
        verb.Add(dryRun);
        return verb.Runs(
            parsed => new LocalOptions(parsed.GetValue(tools) ?? [], parsed.GetValue(hooks) ?? [], parsed.GetValue(program), parsed.GetValue(dryRun)),
            options => LocalInstall.Run(options, surroundings)
        );
    }

    private static Verb Uninstall(Surroundings surroundings)
    {
        var tools = ForOption("Also take our line out of the settings of these tools");
        var hooks = HooksOption();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be taken out and change nothing" };
        var verb = new Verb("uninstall", "Take out what `install` put in, and nothing else")
        {
            Examples = [("countersign local uninstall --for claude", "Git's hooks in this clone, and the line in .claude/settings.json.")],
        };
        verb.Add(tools);
        verb.Add(hooks);
        verb.Add(dryRun);
        return verb.Runs(
            parsed => new LocalOptions(parsed.GetValue(tools) ?? [], parsed.GetValue(hooks) ?? [], null, parsed.GetValue(dryRun)),
            options => LocalInstall.Remove(options, surroundings)
        );
    }

    private static Verb Status(Surroundings surroundings) =>
        new Verb("status", "Say what is installed here and which edits are recorded since the last commit")
        {
            Examples = [("countersign local status", "File, tool, model, how many lines; no text is kept.")],
        }.Runs(_ => 0, _ => LocalStatus.Run(surroundings));

    private static Verb Forget(Surroundings surroundings) =>
        new Verb("forget", "Forget the edits that are recorded in this work tree")
        {
            Examples = [("countersign local forget", "The next commit gets no line of ours.")],
        }.Runs(_ => 0, _ => LocalStatus.Forget(surroundings));

    private static Verb Edit(Surroundings surroundings)
    {
        var tool = new Option<string?>("--for") { Description = $"Whose hook it is: {AgentTool.Keys}" };
        var verb = new Verb("edit", "What a coding tool's hook calls after an edit, with its JSON on standard input; never fails")
        {
            HasNoJson = true,
            TreatUnmatchedTokensAsErrors = false,
            Examples =
            [
                ("countersign local edit --for claude < payload.json", "Record it; on any problem say so on standard error and exit with 0."),
            ],
        };
        verb.Add(tool);
        return verb.Runs(parsed => parsed.GetValue(tool), tool => LocalEdit.Run(tool, surroundings));
    }

    private static Verb Run(Surroundings surroundings)
    {
        var name = new Argument<string>("hook") { Description = string.Join(", ", LocalHooks.Names) };
        name.AcceptOnlyFromAmong([.. LocalHooks.Names]);
        var rest = new Argument<string[]>("arguments") { Description = "As Git gives them to that hook", Arity = ArgumentArity.ZeroOrMore };
        var verb = new Verb("run", "What Git's hooks call, and lefthook or pre-commit where they stand in front")
        {
            HasNoJson = true,
            Examples =
            [
                ("countersign local run pre-commit", "Lint the staged rules; hint at the size."),
                ("countersign local run prepare-commit-msg .git/COMMIT_EDITMSG", "Add the line for the tools whose edits are in the commit."),
            ],
        };
        verb.Add(name);
        verb.Add(rest);
        return verb.Runs(
            parsed => (Name: parsed.GetValue(name)!, Given: parsed.GetValue(rest) ?? []),
            called => LocalRun.Run(called.Name, called.Given, surroundings)
        );
    }
}

/// <param name="For">Keys of tools.</param>
/// <param name="Hooks">Empty means all.</param>
public sealed record LocalOptions(IReadOnlyList<string> For, IReadOnlyList<string> Hooks, string? Program, bool DryRun)
{
    public IEnumerable<string> Wanted => Hooks.Contains("none") ? [] : LocalHooks.Names.Where(name => Hooks.Count == 0 || Hooks.Contains(name));
}
