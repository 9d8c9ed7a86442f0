// Reads the history, puts every change through each policy, and hands the figures to whoever draws them.
using System.Security.Cryptography;
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Past;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Simulate;

internal static class SimulateRun
{
    public static int Run(SimulateOptions options, Surroundings surroundings)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            return Run(options, surroundings, stop.Token);
        }
        catch (OperationCanceledException)
        {
            throw new UsageProblem("stopped", ExitCode.Faulted);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    internal static int Run(SimulateOptions options, Surroundings surroundings, CancellationToken cancellation)
    {
        var screen = surroundings.Screen;
        var folder = Path.GetFullPath(options.Path ?? ".", surroundings.Folder);
        var repository = GitRepository.Open(new GitProgram(cancellation: cancellation), folder);
        using var desk = Desk.Of(surroundings, repository);
        using var page = options.Html is { } html ? new PageFile(Path.GetFullPath(html, surroundings.Folder), html) : null;
        var report = Replay(options, desk, surroundings, cancellation);
        if (page is not null)
        {
            page.Write(SimulatePage.Html(report));
            screen.Aside($"The page is in {Visible.Text(options.Html!)}.");
        }

        if (options.Json)
        {
            SimulateJson.Write(screen, report);
        }
        else
        {
            SimulateView.Draw(screen, report);
        }

        return ExitCode.Allowed;
    }

    private static SimulationReport Replay(SimulateOptions options, Desk desk, Surroundings surroundings, CancellationToken cancellation)
    {
        var target = Target.Find(desk.Repository, options.To);
        var rulebook = desk.Rulebooks.At(target.Tip);
        var policies = ReplayPolicies.Of(options, rulebook, surroundings.Folder);
        using var replay = new Replay(desk, target, rulebook, policies, options, surroundings.Now);
        using var cache = options.NoCache ? null : StepCache.Open(CacheFile(desk.Repository, target, surroundings), rulebook.Signals.Version);
        var progress = new Progress(surroundings.Screen) { IsKept = cache is not null };
        Action<int>? counted = progress.IsShown ? total => progress.Total = total : null;
        try
        {
            foreach (var step in PastSteps.Read(desk.Room, target.Tip, rulebook.Signals, cache, counted, cancellation))
            {
                replay.Take(step);
                progress.Step();
            }
        }
        catch (OperationCanceledException)
        {
            throw new UsageProblem(Stopped(cache is not null), ExitCode.Faulted);
        }
        finally
        {
            progress.End();
        }

        return replay.Report();
    }

    internal static string Stopped(bool isKept) =>
        isKept ? "stopped; what was read so far is kept, and the same command goes on from there" : "stopped; nothing of what was read is kept";

    /// <summary>In the person's own cache, so that the repository is only read. One file for each line of each repository.</summary>
    private static string CacheFile(GitRepository repository, Target target, Surroundings surroundings)
    {
        var home = surroundings.Variable("HOME") is { Length: > 0 } own ? own : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var root = surroundings.Variable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(home, ".cache");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{repository.CommonDir}\n{target.Ref}")))[..32];
        return Path.Combine(root, "countersign", "history", name + ".steps");
    }
}
