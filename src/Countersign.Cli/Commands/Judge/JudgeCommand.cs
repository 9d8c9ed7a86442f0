// `countersign judge`: what a forge's job runs: the change as Git objects, the base branch's rules, one verdict for one required check.
using System.CommandLine;
using Countersign.Adapters.Forges;
using Countersign.Adapters.Git;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Judge;

public static class JudgeCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var target = new Option<string?>("--base") { Description = "The branch that the change would enter, where no forge's event says so" };
        var head = new Option<string?>("--head") { Description = "The change's head, where no forge's event says so" };
        var description = new Option<string?>("--description") { Description = "A file with the change's description, where no event has it" };
        var writer = new Option<string?>("--described-by")
        {
            Description = "Who wrote that description last, as whoever configures this job vouches: KIND:ACCOUNT",
        };
        var open = new Option<string?>("--changes") { Description = "A file with the forge's answer about all open changes (see docs/forges.md)" };
        var seen = new Option<string?>("--seen") { Description = "The commit at which records were seen last: they must have grown from there" };
        var runs = new Option<string?>("--check-runs")
        {
            Description = "Write one check run for each change into this folder, as the forge takes it",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs" };
        var all = new Option<bool>("--all") { Description = "Show rules that did not apply as well" };
        var verb = new Verb("judge", "Inside a forge's job: judge the event's change by the base branch's rules, and set the check")
        {
            Examples =
            [
                ("countersign judge", "In a GitHub or GitLab job: everything comes from the job's own surroundings."),
                ("countersign judge --base main --head feature/x", "Anywhere else, in a whole clone that has both and the records branch."),
                ("countersign judge --changes open.json --check-runs out", "All that is open, each with the body of its check run."),
            ],
            Exits =
            [
                (ExitCode.Allowed, "every change that was judged may enter, or nothing asked to"),
                (ExitCode.Faulted, "the event, the clone or the records cannot be believed; each check says failure"),
            ],
        };
        foreach (var option in new Option[] { target, head, description, writer, open, seen, runs, json, all })
        {
            verb.Add(option);
        }

        return verb.Runs(
            parsed => new JudgeOptions
            {
                Base = parsed.GetValue(target),
                Head = parsed.GetValue(head),
                Description = parsed.GetValue(description),
                Writer = parsed.GetValue(writer),
                Changes = parsed.GetValue(open),
                Seen = parsed.GetValue(seen),
                CheckRuns = parsed.GetValue(runs),
                Json = parsed.GetValue(json),
                All = parsed.GetValue(all),
            },
            options => Run(options, surroundings)
        );
    }

    private static int Run(JudgeOptions options, Surroundings surroundings)
    {
        var job = Job.Of(options, surroundings);
        var outcome = Outcome(job, options, surroundings);
        var screen = surroundings.Screen;
        foreach (var line in options.Json ? [] : outcome.Lines)
        {
            screen.Line(line);
        }

        if (options.Json)
        {
            screen.Raw(JobJson.Write(outcome));
        }

        JobFiles.Write(outcome, options, surroundings);
        return outcome.Code;
    }

    /// <summary>Whatever goes wrong is a closed gate with a reason that reaches the check, the summary and the outputs.</summary>
    private static JobOutcome Outcome(Job job, JudgeOptions options, Surroundings surroundings)
    {
        try
        {
            return new JobRun(job, options, surroundings).Judge();
        }
        catch (Exception fault) when (fault is GitFault or UsageProblem or IOException or UnauthorizedAccessException)
        {
            return JobOutcome.Closed(fault is GitFault git ? git.Whole : fault.Message);
        }
    }
}

public sealed record JudgeOptions
{
    public string? Base { get; init; }
    public string? Head { get; init; }
    public string? Description { get; init; }
    public string? Writer { get; init; }
    public string? Changes { get; init; }
    public string? Seen { get; init; }
    public string? CheckRuns { get; init; }
    public bool Json { get; init; }
    public bool All { get; init; }
}

/// <param name="Open">Null where nobody asked the forge what is open.</param>
/// <param name="Kind">The forge's name in roster accounts.</param>
internal sealed record Job(ForgeEvent Event, IReadOnlyList<ForgeChange>? Open, string Kind)
{
    /// <exception cref="UsageProblem">No forge's job, and no --base and --head either; or a file that is not there.</exception>
    public static Job Of(JudgeOptions options, Surroundings surroundings)
    {
        var open = options.Changes is { } file
            ? GitHubEvent.ReadOpen(Bytes(file, surroundings, "of open changes"))
                ?? throw new UsageProblem("the forge's answer about open changes cannot be read whole; ask it again", ExitCode.Faulted)
            : null;
        if (options.Base is not null || options.Head is not null)
        {
            return ByHand(options, open, surroundings);
        }

        if (surroundings.Variable("GITHUB_ACTIONS") == "true")
        {
            var path = surroundings.Variable("GITHUB_EVENT_PATH");
            var host =
                Uri.TryCreate(surroundings.Variable("GITHUB_SERVER_URL"), UriKind.Absolute, out var url) && url.Host.Length > 0
                    ? url.Host
                    : "github.com";
            return new Job(
                path is { Length: > 0 } && File.Exists(path)
                    ? GitHubEvent.Read(surroundings.Variable("GITHUB_EVENT_NAME") ?? "", File.ReadAllBytes(path), host)
                    : new ForgeEvent.Unusable("the event's payload is missing (GITHUB_EVENT_PATH)", "Run this in a job of the forge."),
                open,
                "github"
            );
        }

        return surroundings.Variable("GITLAB_CI") == "true"
            ? new Job(GitLabJob.Read(surroundings.Variable), open, "gitlab")
            : throw new UsageProblem("this is no job of a forge that is known here; name the change with --base and --head");
    }

    private static Job ByHand(JudgeOptions options, IReadOnlyList<ForgeChange>? open, Surroundings surroundings)
    {
        var (target, head) = options is { Base: { } named, Head: { } change }
            ? (named, change)
            : throw new UsageProblem("--base and --head belong together: the branch that the change would enter, and the change");
        var writer = options.Writer?.Split(':', 2);
        if (writer is not (null or [{ Length: > 0 }, { Length: > 0 }]))
        {
            throw new UsageProblem("--described-by is KIND:ACCOUNT, such as github:jun");
        }

        var repository = GitRepository.Open(new GitProgram(), surroundings.Folder);
        return new Job(
            new ForgeEvent.Offered(
                new ForgeChange(
                    null,
                    target.StartsWith("refs/heads/", StringComparison.Ordinal) ? target : "refs/heads/" + target,
                    null,
                    repository.ResolveCommit(head)
                        ?? throw new UsageProblem($"there is no commit '{Visible.Text(head)}' here; fetch it first", ExitCode.Faulted)
                )
                {
                    Description = options.Description is { } file
                        ? System.Text.Encoding.UTF8.GetString(Bytes(file, surroundings, "with a description"))
                        : null,
                    WrittenBy = writer?[1],
                }
            ),
            open,
            writer?[0] ?? "git"
        );
    }

    private static byte[] Bytes(string file, Surroundings surroundings, string what)
    {
        var path = Path.Combine(surroundings.Folder, file);
        return !File.Exists(path) ? throw new UsageProblem($"there is no file {what} at '{Visible.Text(file)}'", ExitCode.Faulted)
            : new FileInfo(path).Length > GitHubEvent.MostBytes
                ? throw new UsageProblem($"the file {what} is larger than {GitHubEvent.MostBytes} bytes", ExitCode.Faulted)
            : File.ReadAllBytes(path);
    }
}
