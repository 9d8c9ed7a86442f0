// A clone with the local hooks, and a coding tool that edits files in it and tells its hook.
using System.Text.Json;
using System.Text.Json.Nodes;
using Countersign.Cli.Commands;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    public string LocalClone(string person, params string[] options)
    {
        var clone = Clone(person);
        var installed = RunIn(clone, ["local", "install", "--program", Program, .. options]);
        installed.Code.ShouldBe(0, installed.All);
        return clone;
    }

    /// <summary>What the tool's hook gets on standard input; in this process.</summary>
    public Ran Hooked(string folder, string tool, string payload, params string[] more)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var input = new StringReader(payload);
        var screen = new Screen(output, errors, input, colour: false, interactive: false);
        var code = Dispatch.Run(["local", "edit", "--for", tool, .. more], new Surroundings(screen, folder, () => DateTimeOffset.UtcNow, _ => null));
        return new Ran(code, output.ToString(), errors.ToString());
    }

    /// <summary>Claude Code replaces a text in a file and says so.</summary>
    public void ClaudeEdits(string folder, string path, string old, string @new, string? model = "claude-opus-4-8")
    {
        var file = Path.Combine(folder, path);
        var text = File.Exists(file) ? File.ReadAllText(file) : "";
        Write(folder, path, old.Length > 0 ? text.Replace(old, @new, StringComparison.Ordinal) : text + @new);
        var payload = new JsonObject
        {
            ["session_id"] = "s1",
            ["cwd"] = folder,
            ["hook_event_name"] = "PostToolUse",
            ["tool_name"] = "Edit",
            ["tool_input"] = new JsonObject
            {
                ["file_path"] = file,
                ["old_string"] = old,
                ["new_string"] = @new,
            },
            ["prompt"] = "a secret that is nobody's business",
        };
        if (model is not null)
        {
            payload["model"] = model;
        }

        var said = Hooked(folder, "claude", payload.ToJsonString());
        said.Code.ShouldBe(0);
        said.All.ShouldBe("");
    }

    public string Message(string folder, string commit = "HEAD") => Git(folder, "log", "-1", "--format=%B", commit).Trim();

    /// <summary>The record beside a commit; null where there is none.</summary>
    public JsonElement? Trace(string folder, string commit = "HEAD")
    {
        var note = Try(folder, "git", "notes", "--ref=agent-trace", "show", commit);
        if (note.Code != 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(note.Output.Split('\n')[0]);
        return document.RootElement.Clone();
    }

    /// <summary>"PATH FIRST-LAST ..." of each file in the record.</summary>
    public string TracedLines(string folder, string commit = "HEAD") =>
        Trace(folder, commit) is { } trace
            ? string.Join(
                "; ",
                trace
                    .GetProperty("files")
                    .EnumerateArray()
                    .Select(file =>
                        $"{file.GetProperty("path").GetString()} {string.Join(' ', file.GetProperty("conversations").EnumerateArray().SelectMany(one => one.GetProperty("ranges").EnumerateArray()).Select(range => $"{range.GetProperty("start_line")}-{range.GetProperty("end_line")}"))}"
                    )
            )
            : "";

    /// <summary>A commit with an editor that is a small shell script; the message's file is its argument.</summary>
    public Ran CommitWithEditor(string folder, string script, params string[] options) =>
        TryWith(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_EDITOR"] = $"sh -c '{script}' sh" },
            folder,
            "git",
            ["commit", "-q", .. options]
        );
}
