// `countersign hook`: puts the gate in front of a repository, takes it away again, and is what Git calls.
using System.CommandLine;

namespace Countersign.Cli.Commands.Hook;

public static class HookCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var hook = new Verb("hook", "Put the gate in front of a bare repository, or take it away")
        {
            Examples =
            [
                ("countersign hook install --trust root.pub", "Guard the branch that HEAD names; run it in the bare repository."),
                ("countersign hook install --observe", "Print and record verdicts, refuse nothing."),
                ("countersign hook uninstall", "Put back whatever hooks stood there before."),
            ],
        };
        hook.Add(Install(surroundings));
        hook.Add(Uninstall(surroundings));
        hook.Add(Repair(surroundings));
        hook.Add(Run(surroundings));
        return hook;
    }

    private static Verb Install(Surroundings surroundings)
    {
        var guard = new Option<string[]>("--guard")
        {
            Description = "Refs or patterns to guard (default: the branch HEAD names)",
            AllowMultipleArgumentsPerToken = true,
        };
        var trust = new Option<string[]>("--trust")
        {
            Description = "Public key files of the roots who may start and recover the rules",
            AllowMultipleArgumentsPerToken = true,
        };
        var observe = new Option<bool>("--observe") { Description = "Print and record verdicts, refuse nothing" };
        var enforce = new Option<bool>("--enforce") { Description = "Leave observing; recorded like every change of the settings" };
        var organisation = new Option<string?>("--organisation")
        {
            Description = "A policy file that is joined to every repository's policy and cannot be loosened",
        };
        var newKey = new Option<bool>("--new-gate-key") { Description = "Make a new gate key, where the old one is lost" };
        var program = new Option<string?>("--program") { Description = "The countersign program that the hooks call (default: this one)" };
        var verb = new Verb("install", "Install or update the gate of the repository in this folder")
        {
            Examples =
            [
                ("countersign hook install --trust root.pub", "Guard the branch that HEAD names, with one root key."),
                ("countersign hook install --guard refs/heads/main 'refs/heads/release/*' 'refs/tags/v*'", "Guard several refs."),
            ],
        };
        foreach (var option in new Option[] { guard, trust, observe, enforce, organisation, newKey, program })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new HookOptions(
                parsed.GetValue(guard) ?? [],
                parsed.GetValue(trust) ?? [],
                parsed.GetValue(observe),
                parsed.GetValue(enforce),
                parsed.GetValue(organisation),
                parsed.GetValue(newKey),
                parsed.GetValue(program)
            ),
            options => HookInstall.Run(options, surroundings)
        );
    }

    private static Verb Uninstall(Surroundings surroundings) =>
        new Verb("uninstall", "Remove the hooks; what stood there before comes back, records and settings stay")
        {
            Examples = [("countersign hook uninstall", "Run it in the bare repository; countersign hook install goes on from the same settings.")],
        }.Runs(_ => 0, _ => HookInstall.Remove(surroundings));

    private static Verb Repair(Surroundings surroundings) =>
        new Verb("repair", "Put on record what moved and was not recorded, as a crash between the hooks leaves it")
        {
            Examples = [("countersign hook repair", "Run it in the bare repository; the next push does the same by itself.")],
        }.Runs(_ => 0, _ => HookRun.Repair(surroundings));

    private static Verb Run(Surroundings surroundings)
    {
        var name = new Argument<string>("name");
        name.AcceptOnlyFromAmong("pre-receive", "post-receive");
        var verb = new Verb("run", "What the installed hooks call") { Hidden = true, HasNoJson = true };
        verb.Add(name);
        return verb.Runs(
            parsed => parsed.GetValue(name)!,
            name => name == "pre-receive" ? HookRun.PreReceive(surroundings) : HookRun.PostReceive(surroundings)
        );
    }
}

public sealed record HookOptions(
    IReadOnlyList<string> Guard,
    IReadOnlyList<string> Trust,
    bool Observe,
    bool Enforce,
    string? Organisation,
    bool NewGateKey,
    string? Program
);
