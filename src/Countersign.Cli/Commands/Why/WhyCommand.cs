// `countersign why`: from a line of a file to the reason it is there, the people who stood for it, and the proof.
using System.CommandLine;
using System.Globalization;
using Countersign.Changes;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Why;

public static class WhyCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var place = new Argument<string>("path:line") { Description = "A file and a line in it, such as config/checkout.yml:2" };
        var revision = new Argument<string>("revision")
        {
            Description = "The commit in which the line stands there",
            DefaultValueFactory = _ => "HEAD",
        };
        var confirm = new Option<bool>("--verify") { Description = "Run the three shell lines that confirm one signature with stock ssh-keygen" };
        var verb = new Verb("why", "Say why a line is there: the case, the questions, who signed what, and the proof")
        {
            Examples =
            [
                ("countersign why config/checkout.yml:2", "Follow line 2 through moves and renames to the change that brought it."),
                ("countersign why config/checkout.yml:2 v2.4.0 --verify", "As of a tag, and confirm a signature with stock ssh-keygen."),
            ],
        };
        verb.Add(place);
        verb.Add(revision);
        verb.Add(confirm);
        ReadingOptions.AddTo(verb);
        return verb.Runs(
            parsed => new WhyOptions(parsed.GetValue(place)!, parsed.GetValue(revision)!, parsed.GetValue(confirm), ReadingOptions.Of(parsed)),
            options => Run(options, surroundings)
        );
    }

    private static int Run(WhyOptions options, Surroundings surroundings)
    {
        using var desk = Reading.Open(surroundings, options.Reading.Trust, fetch: !options.Reading.Offline);
        var reading = new Reading(desk);
        var revision = desk.Commit(options.Revision);
        var (path, line) = Place(options.Place, desk, revision, surroundings);
        var answer = new WhyReader(desk, reading).Read(revision, path, line);
        if (options.Reading.Json)
        {
            WhyJson.Write(surroundings.Screen, answer);
        }
        else
        {
            new WhyView(surroundings.Screen, desk.Trust).Draw(answer);
        }

        var isGood = !options.Verify || Confirm(answer, desk, surroundings.Screen, options.Reading.Json);
        return isGood && answer.Link is not { Kind: Adapters.Git.Auditing.LinkKind.Altered } ? ExitCode.Allowed : ExitCode.Refused;
    }

    private static bool Confirm(WhyAnswer answer, Desk desk, Screen screen, bool isQuiet)
    {
        if (answer.Check is not { } check)
        {
            screen.Aside("countersign: nothing here is signed with a person's key, so there is nothing to confirm");
            return true;
        }

        var (isGood, words) = check.Run(desk.Repository.GitDir);
        if (isQuiet)
        {
            screen.Aside(Visible.Text(words));
            return isGood;
        }

        screen.Line();
        foreach (var line in Visible.Lines(words))
        {
            screen.Line("  " + (isGood ? screen.Green(line) : screen.Red(line)));
        }

        return isGood;
    }

    /// <summary>A path as it is written from the current folder, else from the top of the repository.</summary>
    private static (RepoPath Path, int Line) Place(string place, Desk desk, ObjectId revision, Surroundings surroundings)
    {
        var colon = place.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(place[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line < 1)
        {
            throw new UsageProblem($"'{Visible.Text(place)}' is no PATH:LINE, such as config/checkout.yml:2");
        }

        var written = place[..colon].Replace(Path.DirectorySeparatorChar, '/');
        var tree = desk.Room.TreeOf(revision);
        foreach (var candidate in WrittenPath.Candidates(written, desk, surroundings.Folder))
        {
            if (desk.Room.Find(tree, RepoPath.Of(candidate)) is { } entry)
            {
                return entry.Mode.IsFile() ? (entry.Path, line) : throw new UsageProblem($"{entry.Path.Display} is no file with lines");
            }
        }

        throw new UsageProblem(
            $"there is no file {Visible.Text(written)} in {Visible.Text(revision.Short)}; name another commit after it, or see `git ls-tree -r --name-only {revision.Short}`"
        );
    }
}

internal sealed record WhyOptions(string Place, string Revision, bool Verify, ReadingOptions Reading);
