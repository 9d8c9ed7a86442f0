// The story in three parts: three fair answers, one change on its way in, and half a year later the reason.
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Gating;

namespace Countersign.Cli.Commands.Story;

internal sealed class StoryTold
{
    private const string Config = "config/checkout.yml";
    private readonly Surroundings _surroundings;
    private readonly Screen _screen;
    private readonly Practice _practice;

    private StoryTold(Surroundings surroundings, Practice practice) =>
        (_surroundings, _screen, _practice) = (surroundings, surroundings.Screen, practice);

    public static int Tell(Surroundings surroundings, string? keep)
    {
        surroundings.Screen.Aside("Making a practice repository: a bare one with the gate in front, five made-up people, real keys ...");
        using var practice = Practice.Make(surroundings, keep is null ? null : Path.GetFullPath(keep, surroundings.Folder));
        var story = new StoryTold(surroundings, practice);
        story.ThreeAnswers();
        story.Pause();
        story.OneOnItsWay();
        story.Pause();
        story.HalfAYearLater();
        story.WhatNext(keep);
        return ExitCode.Allowed;
    }

    private void ThreeAnswers()
    {
        Title("1  Three changes want to enter main: three answers, each with its reason");
        _practice.Write("jun", "pages/help/refunds.md", "# Refunds\n\nYour money is back within three days.\n");
        _practice.CommitOn("jun", "help-typo", "help: a typo", $"{PracticeRules.Agent}@agents.harbour.example");
        Answer("jun", "help-typo", "A junior's agent corrects a word on a help page that nothing depends on.");
        _practice.Git("jun", "checkout", "-q", "main");
        _practice.Write("jun", Config, "# how long checkout waits for the bank, in seconds\ntimeout-seconds: 300\nretries: 2\n");
        _practice.CommitOn("jun", "timeout", "checkout: wait longer for the bank");
        Answer("jun", "timeout", "A junior adds one character, by hand, to a file that a critical service reads.");
        for (var part = 1; part <= 5; part++)
        {
            _practice.Write(
                "wren",
                $"src/invoices/engine/Part{part}.cs",
                string.Concat(Enumerable.Range(1, 124).Select(line => $"var step{line} = Round(part{part}, {line});\n"))
            );
        }

        _practice.CommitOn("wren", "engine", "invoices: a new engine\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        Answer("wren", "engine", "A principal engineer brings 620 lines that an agent wrote.");
    }

    private void Answer(string person, string branch, string what)
    {
        _screen.Line();
        _screen.Line(_screen.Bold(what));
        using var desk = Desk.Open(_surroundings with { Folder = _practice.Clone(person) });
        var target = Target.Find(desk.Repository, null);
        var head = desk.Commit(branch);
        var judged = desk.Judge(target.Ref)
            .Judge(
                new Adapters.Git.Gathering.Arrival(target.Ref, target.Tip, head, _surroundings.Now, Lands: false)
                {
                    SourceRef = $"refs/heads/{branch}",
                }
            );
        Typed(person, $"countersign check --head {branch}");
        new VerdictView(_screen).DrawBriefly(judged.Verdict, judged.Gathered.Facts);
        if (judged.Verdict.Kind == VerdictKind.Refused)
        {
            CutView.Draw(_screen, judged);
        }
    }

    private void OneOnItsWay()
    {
        Title("2  The one character on its way in");
        var refused = Push("jun");
        Shown(refused.Lines.Where(line => line.Contains("countersign:", StringComparison.Ordinal)).Select(Bare));
        Say("jun", ["propose", "timeout"], lines => lines.Take(1));
        Say(
            "jun",
            [
                "case",
                "timeout",
                "--why",
                "the bank is slow on Mondays",
                "--breaks",
                "customers wait at the till",
                "--rollback",
                "revert it, two minutes",
            ],
            lines => lines.Take(1)
        );
        _practice.Git("teo", "fetch", "-q", "origin");
        var asked = Say(
            "teo",
            ["ask", "300 seconds? The bank hangs up after 60.", "--change", "timeout", "--path", Config, "--line", "2"],
            lines => lines.Take(1)
        );
        var question = asked.Output.Split(' ')[1];
        Say("jun", ["answer", question, "You are right, I misread milliseconds. It is 40 now.", "--change", "timeout"], lines => lines.Take(1));
        _practice.Git("jun", "checkout", "-q", "timeout");
        _practice.Write("jun", Config, "# how long checkout waits for the bank, in seconds\ntimeout-seconds: 40\nretries: 2\n");
        _practice.CommitOn("jun", "timeout", "checkout: wait 40 seconds for the bank");
        Say("jun", ["propose", "timeout", "--ai", "none"], lines => lines.Take(1));
        _practice.Git("teo", "fetch", "-q", "origin");
        Say("teo", ["answer", question, "--accept", "--change", "timeout"], lines => lines.Take(1));
        Say(
            "teo",
            ["sign", "timeout"],
            lines =>
                lines
                    .SkipWhile(line => !line.StartsWith("You sign as", StringComparison.Ordinal))
                    .TakeWhile(line => !line.StartsWith("Allowed", StringComparison.Ordinal))
                    .Select(line => line.Replace(_practice.Folder, "~", StringComparison.Ordinal))
        );
        var accepted = Push("jun");
        Shown(accepted.Lines.Where(line => line.Contains("countersign:", StringComparison.Ordinal)).Select(Bare));
        if (refused.Code == 0 || accepted.Code != 0)
        {
            throw new UsageProblem(
                $"the practice gate did not answer as it should:{Environment.NewLine}{refused.Output}{accepted.Output}",
                ExitCode.Faulted
            );
        }
    }

    private void HalfAYearLater()
    {
        Title("3  Half a year later, somebody asks why");
        _practice.Later = TimeSpan.FromDays(183);
        _practice.Git("teo", "checkout", "-q", "main");
        _practice.Git("teo", "pull", "-q", "--ff-only");
        _practice.Verb("teo", "sync");
        Say("teo", ["why", $"{Config}:2", "--verify"], lines => lines.Select(line => line.Replace(_practice.Folder, "~", StringComparison.Ordinal)));
    }

    private void WhatNext(string? keep)
    {
        Title("What to try next");
        _screen.Line("  ./run ~/src/yours                      your own repository, only read: what would a policy have asked, cost and held there?");
        _screen.Line("  ./countersign story --keep /tmp/shop   keep the practice repository and play with it");
        _screen.Line("  ./countersign check --help             every verb has examples; `countersign init` proposes rules for your repository");
        _screen.Line("  docs/tour.md                           follow one change through the code, in eight stops");
        if (keep is not null)
        {
            _screen.Line();
            _screen.Line($"The practice repository stays in {_practice.Folder}: clones jun, teo and wren, the gate in harbour.git, keys in keys.");
        }
    }

    private void Title(string text)
    {
        _screen.Line();
        _screen.Line(_screen.Cyan(_screen.Bold(text)));
    }

    private void Typed(string person, string command) => _screen.Line(_screen.Dim($"  {person}$ ") + command);

    private Heard Push(string person)
    {
        Typed(person, "git push origin timeout:main");
        return _practice.Git(person, "push", "origin", "timeout:main");
    }

    private Heard Say(string person, string[] arguments, Func<IEnumerable<string>, IEnumerable<string>> shown)
    {
        Typed(person, $"countersign {string.Join(' ', arguments.Select(Quoted))}");
        var heard = _practice.Verb(person, arguments);
        Shown(shown(heard.Lines));
        return heard;
    }

    private void Shown(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _screen.Line($"    {line}".TrimEnd());
        }
    }

    private static string Bare(string line) => line.Replace("remote: countersign: ", "", StringComparison.Ordinal).Trim();

    private static string Quoted(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;

    private void Pause()
    {
        if (_screen.IsInteractive)
        {
            _screen.Line();
            _screen.Ask(_screen.Dim("Enter goes on "));
        }
    }
}
