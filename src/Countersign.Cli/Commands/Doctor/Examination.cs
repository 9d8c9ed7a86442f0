// The questions that doctor asks, in the order in which one answer makes the next one possible.
using System.Diagnostics;
using System.Text.RegularExpressions;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Keys;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Doctor;

internal sealed partial class Examination(Surroundings surroundings, string? keyFile)
{
    private static readonly Version s_git = new(2, 38);
    private static readonly Version s_openSsh = new(8, 9);
    private static readonly TimeSpan s_notice = TimeSpan.FromDays(30);

    public IEnumerable<Finding> Findings()
    {
        var git = new GitProgram();
        yield return AtLeast("git", git.Version, s_git, "install Git 2.38 or newer");
        yield return AtLeast("OpenSSH", Ask("ssh", "-V"), s_openSsh, "install OpenSSH 8.9 or newer");
        var repository = GitRepository.Open(git, surroundings.Folder);
        yield return repository.IsShallow
            ? new Finding("history", "this clone is shallow", "git fetch --unshallow")
            : new Finding("history", "whole");
        yield return repository.IsPartial
            ? new Finding("objects", "this is a partial clone: contents may be missing", "git fetch --refetch --no-filter")
            : new Finding("objects", "whole");
        if (repository.IsShallow)
        {
            yield break;
        }

        var isGate = new GateFolder(repository).IsInstalled;
        foreach (var finding in isGate ? Gate(repository) : Clone(repository))
        {
            yield return finding;
        }

        using var desk = Desk.Open(surroundings);
        yield return desk.Trust.Settings is null
            ? new Finding("gate", "none is known here", "countersign sync")
            : new Finding("gate", desk.Trust.Words);
        if (desk.Trust.Settings is null)
        {
            yield break;
        }

        var reading = new Reading(desk);
        foreach (var finding in reading.Branches.Take(1).SelectMany(branch => Rules(desk, reading, branch)))
        {
            yield return finding;
        }

        if (!isGate)
        {
            foreach (var finding in Key(desk))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Gate(GitRepository repository)
    {
        var hooks = new HookScripts(repository, "");
        foreach (var name in HookScripts.Names)
        {
            var file = hooks.FileOf(name);
            yield return !hooks.IsInstalled(name) ? new Finding(name, "not installed: pushes are not judged", "countersign hook install")
            : !IsExecutable(file) ? new Finding(name, "not executable: Git passes it over", $"chmod +x {file}")
            : ProgramOf(file) is { } program && !File.Exists(program)
                ? new Finding(name, $"its program {program} is missing: nothing enters", "countersign hook install")
            : new Finding(name, "installed");
        }

        yield return repository.OwnConfig("receive.fsckobjects") == "true"
            ? new Finding("fsckObjects", "broken objects are refused")
            : new Finding("fsckObjects", "broken objects are let in", "git config receive.fsckObjects true");
    }

    private static IEnumerable<Finding> Clone(GitRepository repository)
    {
        if (Reading.RemoteOf(repository) is not { } remote)
        {
            yield return new Finding("remote", "there is none, and no gate here", "git remote add origin URL");
            yield break;
        }

        yield return repository.OwnConfigValues($"remote.{remote}.fetch").Contains(RefspecOf(repository))
            ? new Finding("refspec", $"a plain fetch from {remote} brings the records")
            : new Finding("refspec", "a plain fetch does not bring the records", "countersign sync");
    }

    private static string RefspecOf(GitRepository repository)
    {
        using var room = repository.OpenCleanRoom();
        return new Exchange(repository, room, null).RefspecHere;
    }

    /// <summary>The rules at the tip, and the clock against the last landing there.</summary>
    private IEnumerable<Finding> Rules(Desk desk, Reading reading, GuardedBranch branch)
    {
        var rulebook = desk.Rulebooks.At(branch.Tip);
        var errors = rulebook.Errors.ToList();
        yield return errors.Count > 0 ? new Finding("rules", $"{errors.Count} problems, the first: {errors[0].Message}", errors[0].Remedy)
        : !rulebook.HasPolicy ? new Finding("rules", "there is no policy yet", "countersign init")
        : new Finding("rules", $"policy, roster and catalog at {branch.Tip.Short} read and lint");
        var last = Adapters
            .Git.Auditing.ChainEntry.ReadAll(desk.Repository, desk.Room, reading.Settings, branch.Ref)
            .LastOrDefault(entry => entry.Landing is not null)
            ?.Landing;
        yield return last is { } landing && landing.SignedAt > surroundings.Now.AddMinutes(5)
            ? new Finding("clock", $"it is before the last landing ({Words.Of(landing.SignedAt)})", "set the clock (timedatectl set-ntp true)")
            : new Finding("clock", Words.Of(surroundings.Now));
    }

    private IEnumerable<Finding> Key(Desk desk)
    {
        var (recorder, problem) = Recorder(desk);
        if (recorder is null)
        {
            yield return new Finding("key", "none that counts", problem);
            yield break;
        }

        var left = recorder.RosterKey.Ends - surroundings.Now;
        yield return left < s_notice
            ? new Finding(
                "key",
                $"{recorder.Key.Path} is {recorder.Id}'s and ends on {Words.Of(recorder.RosterKey.Ends!.Value)}",
                "have the next one added to .countersign/roster.yml before that",
                IsSoon: true
            )
            : new Finding("key", $"{recorder.Key.Path} is {recorder.Id}'s");
        if (recorder.Key.Path.EndsWith(".pub", StringComparison.Ordinal))
        {
            yield return Agent(recorder.Key);
        }
    }

    /// <summary>Only the public half is on disk, so an agent has to sign.</summary>
    private static Finding Agent(SigningKey key) =>
        AgentKeys.Read() is not { } held
            ? new Finding("agent", "no ssh-agent can be reached, and only the public key is here", "eval $(ssh-agent); ssh-add")
        : AgentKeys.Holds(held, key.PublicLine) ? new Finding("agent", "holds the private half")
        : new Finding(
            "agent",
            $"{held.Count} keys, and not the private half of {key.Path}",
            key.Kind == SigningKeyKind.Hardware ? "connect the key, then: ssh-add -K" : $"ssh-add {key.Path[..^4]}"
        );

    private (Recorder? Recorder, string Problem) Recorder(Desk desk)
    {
        try
        {
            return (Workbench.Recorder.Open(desk, Target.Find(desk.Repository, null), keyFile, surroundings), "");
        }
        catch (UsageProblem problem)
        {
            return (null, problem.Message);
        }
    }

    private static Finding AtLeast(string what, string text, Version least, string help) =>
        Numbers().Match(text) is { Success: true } match && Version.TryParse(match.Value, out var version)
            ? version >= least
                ? new Finding(what, version.ToString())
                : new Finding(what, $"{version} is too old", help)
            : new Finding(what, "not found", help);

    private static string Ask(string program, string argument)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, argument) { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            var words = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return words;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    private static bool IsExecutable(string file) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != UnixFileMode.None;

    private static string? ProgramOf(string file) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith("program='", StringComparison.Ordinal)) is { } line
            ? line["program='".Length..].TrimEnd('\'').Replace("'\\''", "'", StringComparison.Ordinal)
            : null;

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
