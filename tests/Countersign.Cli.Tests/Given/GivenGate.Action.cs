// The composite action as a runner runs it: its own step's shell and environment, a bare repository as the forge, a stand-in for its API.
using System.Diagnostics;
using System.Text.Json.Nodes;
using Countersign.Adapters.Documents;
using Countersign.Documents;

namespace Countersign.Cli.Tests.Given;

/// <summary>What a job left behind: its log, its outputs and summary, and the checks that were set by the API's stand-in.</summary>
public sealed record JobLeft(Ran Ran, string Outputs, string Summary, IReadOnlyList<JsonNode> Checks);

public sealed partial class GivenGate
{
    /// <summary>Runs every step of action.yml with bash as a GitHub runner would: expressions in `env` filled in, `run` as a file of its own.</summary>
    /// <param name="open">What the API answers about open changes; null leaves the job without a token.</param>
    public JobLeft RunAction(string @event, JsonNode payload, string? open)
    {
        var folder = Path_($"runner-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path.Combine(folder, "posted"));
        Write(folder, "event.json", payload.ToJsonString());
        Write(folder, "open.json", open is null ? "" : File.ReadAllText(open));
        Write(folder, "outputs", "");
        Write(folder, "summary.md", "");
        Write(
            folder,
            "bin/gh",
            """
            #!/bin/bash
            # Stands in for the forge's own client: answers the one query, keeps what is posted.
            case "$2" in
                graphql) cat "$STANDIN/open.json" ;;
                *) cp "${!#}" "$STANDIN/posted/$(ls "$STANDIN/posted" | wc -l).json" ;;
            esac
            """
        );
        File.SetUnixFileMode(Path.Combine(folder, "bin/gh"), (UnixFileMode)0b111_101_101);
        var action = Top();
        var step = Step(Path.Combine(action, "action.yml"));
        Write(folder, "step.sh", step.Run);
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", Path.Combine(folder, "step.sh")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var environment = new Dictionary<string, string>(Surrounding(), StringComparer.Ordinal)
        {
            ["PATH"] = $"{Path.Combine(folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["STANDIN"] = folder,
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTION_PATH"] = action,
            ["GITHUB_EVENT_NAME"] = @event,
            ["GITHUB_EVENT_PATH"] = Path.Combine(folder, "event.json"),
            ["GITHUB_OUTPUT"] = Path.Combine(folder, "outputs"),
            ["GITHUB_STEP_SUMMARY"] = Path.Combine(folder, "summary.md"),
            ["GITHUB_WORKSPACE"] = folder,
            ["GITHUB_SERVER_URL"] = $"file://{_folder}",
            ["GITHUB_REPOSITORY"] = Path.GetFileName(Bare),
            ["RUNNER_TEMP"] = folder,
        };
        foreach (var (name, value) in step.Variables)
        {
            environment[name] = value switch
            {
                "${{ inputs.token }}" => open is null ? "" : "a-token",
                "${{ inputs.program }}" => Program,
                _ => throw new InvalidOperationException($"the action hands over something that this runner does not know: {value}"),
            };
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Directory.GetDirectories(folder, "countersign.*").ShouldBeEmpty("the job leaves no clone behind");
        return new JobLeft(
            new Ran(process.ExitCode, output, errors.GetAwaiter().GetResult()),
            File.ReadAllText(Path.Combine(folder, "outputs")),
            File.ReadAllText(Path.Combine(folder, "summary.md")),
            [
                .. Directory
                    .GetFiles(Path.Combine(folder, "posted"))
                    .Order(StringComparer.Ordinal)
                    .Select(file => JsonNode.Parse(File.ReadAllText(file))!),
            ]
        );
    }

    /// <summary>The only step of a composite action: what it hands over and what it runs.</summary>
    private static (Dictionary<string, string> Variables, string Run) Step(string file)
    {
        var document = YamlReader
            .Read(File.ReadAllBytes(file), file)
            .Match((node, _) => node, problems => throw new InvalidOperationException(problems[0].ToString()));
        var steps = (Node.Sequence)((Node.Mapping)((Node.Mapping)document)["runs"]!)["steps"]!;
        var step = (Node.Mapping)steps.Items.ShouldHaveSingleItem();
        ((Node.Scalar)step["shell"]!).Text.ShouldBe("bash");
        return (
            ((Node.Mapping)step["env"]!).Entries.ToDictionary(entry => entry.Key, entry => ((Node.Scalar)entry.Value).Text, StringComparer.Ordinal),
            ((Node.Scalar)step["run"]!).Text
        );
    }

    /// <summary>The project's own top folder.</summary>
    public static string Top(string? from = null) =>
        File.Exists(Path.Combine(from ?? AppContext.BaseDirectory, "Countersign.slnx"))
            ? from ?? AppContext.BaseDirectory
            : Top(Path.GetDirectoryName((from ?? AppContext.BaseDirectory).TrimEnd('/'))!);
}
