// `countersign roster`: what is wrong with the roster, the file by which stock tools verify, and a first roster from a forge.
using System.CommandLine;

namespace Countersign.Cli.Commands.RosterFile;

public static class RosterCommand
{
    internal const string UsualFile = ".countersign/roster.yml";

    public static Command Build(Surroundings surroundings)
    {
        var roster = new Verb("roster", "Check the roster, export it for stock ssh-keygen, or import people from a forge")
        {
            Examples =
            [
                ("countersign roster lint", "Everything that is wrong with .countersign/roster.yml."),
                ("countersign roster export > allowed_signers", "Verify signatures with ssh-keygen -Y verify alone."),
                ("countersign roster import github members.json", "Accounts, teams and published keys; never a level."),
            ],
        };
        roster.Add(Lint(surroundings));
        roster.Add(Export(surroundings));
        roster.Add(Import(surroundings));
        return roster;
    }

    private static Verb Lint(Surroundings surroundings)
    {
        var file = new Argument<string?>("file") { Description = $"The roster (default: {UsualFile})", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs and agents" };
        var verb = new Verb("lint", "Say everything that is wrong with a roster, with line, code and remedy")
        {
            Examples = [("countersign roster lint", "The levels are compared with the policy beside it, where there is one.")],
            Exits = [(ExitCode.Allowed, "nothing worse than a warning"), (ExitCode.Refused, "an error: with this roster the gate stays closed")],
        };
        verb.Add(file);
        verb.Add(json);
        return verb.Runs(
            parsed => new RosterLintOptions(parsed.GetValue(file) ?? UsualFile, parsed.GetValue(json)),
            options => RosterRuns.Lint(options, surroundings)
        );
    }

    private static Verb Export(Surroundings surroundings)
    {
        var at = new Option<string?>("--at") { Description = "The roster as it stands at this branch or commit (default: the work tree)" };
        var verb = new Verb("export", "Print the roster as an OpenSSH allowed_signers file")
        {
            HasNoJson = true,
            Examples =
            [
                ("countersign roster export > allowed_signers", "From the roster in the work tree."),
                ("countersign roster export --at main", "From the roster that decides today."),
            ],
        };
        verb.Add(at);
        return verb.Runs(parsed => new RosterExportOptions(parsed.GetValue(at)), options => RosterRuns.Export(options, surroundings));
    }

    private static Verb Import(Surroundings surroundings)
    {
        var file = new Argument<string>("file") { Description = "One JSON object in the shapes of the forge's API, as in specs/roster.md" };
        var github = new Verb("github", "Print roster entries from a file in the shape of GitHub's API")
        {
            HasNoJson = true,
            Examples = [("countersign roster import github members.json > .countersign/roster.yml", "Then add levels, each with who said so.")],
        };
        github.Add(file);
        var import = new Verb("import", "Print a first roster from what a forge knows; levels are never guessed")
        {
            Examples = [("countersign roster import github members.json", "Accounts, teams and published keys, with source and date.")],
        };
        import.Add(github.Runs(parsed => new RosterImportOptions(parsed.GetValue(file)!), options => RosterRuns.ImportGitHub(options, surroundings)));
        return import;
    }
}

public sealed record RosterLintOptions(string File, bool Json);

public sealed record RosterExportOptions(string? At);

public sealed record RosterImportOptions(string File);
