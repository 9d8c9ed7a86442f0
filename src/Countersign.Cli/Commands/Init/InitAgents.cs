// `countersign init --agents`: one short section that tells the author's agent how changes enter here.
using System.Text;
using Countersign.Adapters.Agents;
using Countersign.Adapters.Git;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Init;

internal static class InitAgents
{
    private const string Begin = "<!-- countersign: begin -->";
    private const string End = "<!-- countersign: end -->";

    /// <summary>Read by whoever's agent it is; those that are there already get the section, AGENTS.md is made where none is.</summary>
    private static readonly string[] s_places = ["AGENTS.md", "CLAUDE.md", "GEMINI.md", ".github/copilot-instructions.md"];

    private const string KiroFolder = ".kiro/steering";

    private const string Section = $"""
        {Begin}
        ## Countersign: how changes enter
        A person signs what needs a signature, never an agent.
        - Before you push or say that you are done, run `countersign check --json` (or the tool `check` of `countersign mcp`) and act on it: `cut` names the
          parts where the change is too large for one reader, `missing` the answers and checks that it still needs, each with its command.
        - Keep a change to one purpose and one sitting of reading; what stands alone is offered alone.
        - Record your part: end the commit message with `Assisted-by: TOOL:MODEL`, and leave such lines where they stand. It costs the author nothing.
        - Draft the case (`countersign case --template`): what was asked, why this answer, what breaks, what was checked, how it is undone. The author reads,
          changes and signs it.
        - Never sign, offer, approve or override; never make or use a person's key. Name the command for the person instead.
        {End}

        """;

    public static int Run(bool dryRun, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        if (dryRun)
        {
            screen.Write(Section);
            return ExitCode.Allowed;
        }

        var top =
            GitRepository.Open(new GitProgram(), surroundings.Folder).WorkTree
            ?? throw new UsageProblem("there is no work tree here to write to; run it in a clone, or print the section with --dry-run");
        var there = s_places.Where(place => File.Exists(Path.Combine(top, place)) || OwnFile.Obstacle(top, place) is not null).ToList();
        if (Directory.Exists(Path.Combine(top, KiroFolder)))
        {
            there.Add($"{KiroFolder}/countersign.md");
        }

        var written = new List<string>();
        foreach (var place in there.DefaultIfEmpty(s_places[0]))
        {
            if (OwnFile.Obstacle(top, place) is { } obstacle)
            {
                screen.Line(
                    $"{place}: {Visible.Text(obstacle)}; where an agent reads that file, add the section of `countersign init --agents --dry-run` to it"
                );
                continue;
            }

            written.Add(place);
            var file = Path.Combine(top, place);
            var before = File.Exists(file) ? File.ReadAllText(file) : "";
            var after = With(before, place);
            if (after == before)
            {
                screen.Line($"{place}: the section is there already");
                continue;
            }

            File.WriteAllText(file, after, new UTF8Encoding(false));
            screen.Line(
                $"{place}: {(before.Contains(Begin, StringComparison.Ordinal) ? "the section is brought up to date" : "a section is added at the end")}"
            );
        }

        screen.Line();
        screen.Line($"Read it, then commit it: {screen.Bold("git diff")}. Agents act on such files, so the change is judged like one of code.");
        UnownedFiles.Say(top, written, screen);
        return ExitCode.Allowed;
    }

    /// <summary>The section stands once, between its marks; all else stays to the byte.</summary>
    internal static string With(string text, string place)
    {
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if ((start < 0) != (end < 0) || end < start)
        {
            throw new UsageProblem($"{place} has one of the marks \"{Begin}\" and \"{End}\" without the other; take it out and run this again");
        }

        if (start >= 0)
        {
            return text[..start] + Section.TrimEnd() + text[(end + End.Length)..];
        }

        var gap =
            text.Length == 0 ? ""
            : text.EndsWith('\n') ? "\n"
            : "\n\n";
        return text + gap + Section;
    }
}
