// Reads the repository, asks, and writes the three files all at once or not at all.
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Cli.Terminal;
using Countersign.Documents;
using Countersign.People;

namespace Countersign.Cli.Commands.Init;

internal static class InitRun
{
    private const string Folder = ".countersign";

    public static int Run(InitOptions options, Surroundings surroundings)
    {
        var repository = GitRepository.Open(new GitProgram(), surroundings.Folder);
        var top =
            repository.WorkTree
            ?? throw new UsageProblem("init writes into a work tree: run it in a clone, and `countersign hook install` in the bare repository");
        RefuseToOverwrite(repository, top);
        var answers = InitAnswers.Read(options, surroundings);
        var proposal = Propose(repository, top);
        var owner = answers.Owner ?? Usual(repository, proposal, answers);
        if (surroundings.Screen.IsInteractive && options.Answers is null && options.Signers.Count == 0)
        {
            answers = new InitAsking(surroundings, proposal).Ask(answers, owner ?? "");
            owner = answers.Owner;
        }

        if (owner is null || !PersonId.TryParse(owner, out _))
        {
            throw new UsageProblem(
                owner is null
                    ? "nobody is known here yet: name the policy's owner with --owner ID"
                    : $"'{Visible.Text(owner)}' is no id for the policy's owner; nothing was written"
            );
        }

        proposal = WithThoseSaid(proposal, answers, owner);
        var files = InitFiles.Write(proposal, answers, owner, surroundings.Now);
        var problems = files.Lint(surroundings.Now);
        Draw(files, proposal, problems, options.DryRun, surroundings.Screen);
        if (problems.FirstOrDefault(problem => problem.Severity == Severity.Error && problem.Code is not "policy.nobody-can-meet") is not null)
        {
            surroundings.Screen.Line("Nothing was written: mend the answers first.");
            return ExitCode.Refused;
        }

        if (!options.DryRun)
        {
            WriteAll(files, top);
            Next(surroundings.Screen, problems.Any(problem => problem.Severity == Severity.Error));
        }

        return ExitCode.Allowed;
    }

    private static void RefuseToOverwrite(GitRepository repository, string top)
    {
        var path = Path.Combine(top, Folder);
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            throw new UsageProblem($"{Folder} is here already, and init never overwrites; edit it, and see `countersign policy lint`");
        }

        if (repository.ResolveTree($"HEAD:{Folder}") is not null)
        {
            throw new UsageProblem($"{Folder} is in HEAD already and only missing from the work tree: git restore {Folder}");
        }
    }

    private static Proposal Propose(GitRepository repository, string top)
    {
        var owners = CodeOwners.Places.Select(place => (place, file: Path.Combine(top, place))).FirstOrDefault(at => File.Exists(at.file));
        var read = owners.file is null
            ? null
            : CodeOwners.Read(File.ReadAllBytes(owners.file), owners.place).Match((value, _) => value, _ => (CodeOwners?)null);
        if (repository.ResolveCommit("HEAD") is not { } head)
        {
            return Proposal.Of([], read, [], hasTopFiles: false);
        }

        var listed = repository.Git.Run(repository.Surroundings, ["ls-tree", "-z", "-r", "-t", "--full-tree", head.Hex]).Expect();
        var entries = Encoding
            .UTF8.GetString(listed.Output)
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t', 2))
            .Where(parts => parts.Length == 2)
            .ToList();
        var folders = entries
            .Where(parts => parts[0].Contains(" tree ", StringComparison.Ordinal) && parts[1].Count(letter => letter == '/') < 2)
            .Select(parts => parts[1])
            .ToList();
        var hasTop = entries.Exists(parts =>
            !parts[0].Contains(" tree ", StringComparison.Ordinal) && !parts[1].Contains('/', StringComparison.Ordinal)
        );
        return Proposal.Of(repository.RecentHands(head.Hex), read, folders, hasTop) with
        {
            Sources = repository.ResolveTree(head.Hex) is { } tree ? ProposedSources.In(repository, tree) : [],
        };
    }

    /// <summary>Whoever runs this, if the history knows them; else the only signer named, else whoever did most.</summary>
    private static string? Usual(GitRepository repository, Proposal proposal, InitAnswers answers)
    {
        var email = repository.Config("user.email");
        return proposal.People.FirstOrDefault(person => email is not null && person.Emails.Contains(email, StringComparer.OrdinalIgnoreCase))?.Id
            ?? (answers.People is [var only] ? only.Id : null)
            ?? (proposal.People is [var first, ..] ? first.Id : null);
    }

    /// <summary>People and parts that only the answers name.</summary>
    private static Proposal WithThoseSaid(Proposal proposal, InitAnswers answers, string owner)
    {
        var missing = answers
            .People.Select(person => person.Id)
            .Append(owner)
            .Distinct(StringComparer.Ordinal)
            .Where(id => proposal.People.All(person => person.Id != id));
        return proposal with
        {
            People =
            [
                .. proposal.People,
                .. missing.Select(id => new ProposedPerson(id, answers.Of(id).Name ?? id, [], null, "named in the answers")),
            ],
        };
    }

    private static void Draw(InitFiles files, Proposal proposal, IReadOnlyList<Problem> problems, bool dryRun, Screen screen)
    {
        foreach (var (path, text) in dryRun ? files.All : [])
        {
            screen.Line(screen.Bold($"--- {path}"));
            screen.Line(text);
        }

        screen.Line(
            $"{VerdictView.Counted(proposal.People.Count, "person")}, {VerdictView.Counted(proposal.Components.Count, "component")}.".Replace(
                "persons",
                "people",
                StringComparison.Ordinal
            )
        );
        foreach (var left in proposal.LeftOut)
        {
            screen.Line($"  left out  {Visible.Text(left)}");
        }

        foreach (var source in proposal.Sources)
        {
            screen.Line(
                $"  {(source.Unknown is null ? "source  " : "left out")}  {Visible.Text(source.Found)}{(source.Unknown is { } why ? $": {Visible.Text(why)}" : "")}"
            );
        }

        Replaceable(files, screen);
        if (files.HasWaysOut)
        {
            screen.Line();
            screen.Line(
                "So few people could sign that some rule would stop whoever makes the change. Those rules have a second way: 24 hours of waiting and an answered case."
            );
        }

        screen.Line();
        ProblemsView.Draw(screen, problems, Folder);
    }

    /// <summary>Parts for which one person, or nobody, could sign: what stands still when they are away.</summary>
    private static void Replaceable(InitFiles files, Screen screen)
    {
        var alone = files.Signers.Where(part => (part.Said.Count > 0 ? part.Said : part.Seen).Count == 1).ToList();
        if (alone.Count > 0)
        {
            screen.Line();
            screen.Line(screen.Bold("Who cannot be replaced"));
            foreach (var group in alone.GroupBy(part => (part.Said.Count > 0 ? part.Said : part.Seen)[0], StringComparer.Ordinal))
            {
                screen.Line(
                    $"  {Visible.Text(group.Key)}: the only one for {Visible.Text(string.Join(", ", group.Select(part => part.Component.Folder.Length == 0 ? "the files at the top" : part.Component.Folder)))}"
                        + (group.All(part => part.Said.Count == 0) ? " by the newest commits; nobody has said who may sign" : "")
                );
            }
        }

        var nobody = files.Signers.Where(part => part.Said.Count == 0).Select(part => part.Component.Name).ToList();
        if (nobody.Count > 0)
        {
            screen.Line();
            screen.Line(
                $"Nobody has said who may sign for {Visible.Text(string.Join(", ", nobody.Take(12)))}{(nobody.Count > 12 ? $" and {nobody.Count - 12} more" : "")}; the policy's owner stands there meanwhile."
            );
        }
    }

    /// <summary>Into a folder beside it first, which then takes the name: there are three files or none.</summary>
    private static void WriteAll(InitFiles files, string top)
    {
        var beside = Path.Combine(top, $"{Folder}-init-{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(beside);
            foreach (var (path, text) in files.All)
            {
                File.WriteAllText(Path.Combine(beside, Path.GetFileName(path)), text);
            }

            Directory.Move(beside, Path.Combine(top, Folder));
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }

    private static void Next(Screen screen, bool isUnfinished)
    {
        screen.Line();
        screen.Line($"Wrote {Folder}/policy.yml, roster.yml and catalog.yml. Next:");
        if (isUnfinished)
        {
            screen.Line("  fill in keys and levels in .countersign/roster.yml, until `countersign policy lint` has no error");
        }

        screen.Line("  countersign policy table                  who would have to give what");
        screen.Line("  git add .countersign && git commit -m 'rules: how changes enter' -- .countersign");
        screen.Line("  countersign init --sign --key ROOT-KEY    the start, signed by a root key");
    }
}
