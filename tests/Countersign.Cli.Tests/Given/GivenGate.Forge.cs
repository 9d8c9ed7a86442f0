// A forge without our hook: a plain bare repository, the records on a branch, and jobs in clones of their own.
using System.Text.Json;
using System.Text.Json.Nodes;
using Countersign.Cli.Commands;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    public const string RecordsBranch = "refs/heads/countersign/records";
    public const long RepositoryNumber = 4711;

    /// <summary>Everyone has an account of their own name at the forge; the case of everyone's policy is "answered".</summary>
    public static GivenGate OnForge(string? policy = null, string description = "shown", string? forge = null, string format = "sha1")
    {
        var gate = new GivenGate(format);
        foreach (var name in new[] { "mara", "teo", "ines", "moss", "jun", "kit", "wren", "robin", "ci", "root", "stranger" })
        {
            gate.Must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", gate.Key(name));
        }

        var start = gate.Path_("start");
        gate.Must("git", "init", "-q", $"--object-format={format}", "-b", "main", start);
        gate.Write(start, ".countersign/policy.yml", policy ?? PracticePolicy);
        gate.Write(start, ".countersign/roster.yml", gate.ForgeRoster());
        gate.Write(start, ".countersign/catalog.yml", PracticeCatalog);
        gate.Write(start, ".countersign/forge.yml", forge ?? ForgeYaml(description));
        gate.Write(start, "config/checkout.yml", "checkout:\n  timeout-seconds: 30\n  retries: 2\n");
        gate.Write(start, "pages/help/refunds.md", "# Refunds\nA refund takes three dayz.\n");
        gate.Write(start, "src/invoices/Invoice.cs", Lines(40));
        gate.GitAs("mara", start, "add", "-A");
        gate.GitAs("mara", start, "commit", "-q", "-m", "harbour: the shop and its rules");
        gate.Must("git", "clone", "-q", "--bare", start, gate.Bare);
        return gate;
    }

    public static string ForgeYaml(string description = "shown", string more = "", string host = "github.com") =>
        $"version: 1\nrepository: github:{host}:{RepositoryNumber}\nrecords: countersign/records\nguarded: [main]\ndescription: {description}\n{more}";

    private string ForgeRoster()
    {
        var text = PracticeRoster();
        foreach (var name in new[] { "mara", "teo", "ines", "moss", "jun", "kit", "wren" })
        {
            text = text.Replace($"name: {Named(name)}\n", $"name: {Named(name)}\n    accounts: {{ github: {name} }}\n", StringComparison.Ordinal);
        }

        return text + "  - id: forge\n    kind: forge\n    owner: mara\n    emails: [noreply@forge.example]\n";
    }

    /// <summary>Pushes the branch and sends what a forge sends when it is offered: an event whose payload names both ends.</summary>
    public JsonObject Offered(
        string person,
        string branch,
        string? body = null,
        string action = "opened",
        string? sender = null,
        string into = "main"
    )
    {
        Git(Clone(person), "push", "-q", "origin", $"+{branch}:refs/heads/{branch}");
        return Event(branch, body, action, sender ?? person, person, into);
    }

    /// <summary>The event as the bare repository stands now.</summary>
    public JsonObject Event(
        string branch,
        string? body = null,
        string action = "synchronize",
        string sender = "jun",
        string author = "jun",
        string into = "main",
        string[]? labels = null
    ) =>
        new()
        {
            ["action"] = action,
            ["number"] = 7,
            ["pull_request"] = new JsonObject
            {
                ["number"] = 7,
                ["title"] = branch,
                ["body"] = body,
                ["user"] = new JsonObject { ["login"] = author },
                ["base"] = Side(into),
                ["head"] = Side(branch),
                ["labels"] = new JsonArray([.. (labels ?? []).Select(label => new JsonObject { ["name"] = label })]),
            },
            ["changes"] = action == "edited" ? new JsonObject { ["body"] = new JsonObject { ["from"] = "" } } : null,
            ["repository"] = new JsonObject { ["id"] = RepositoryNumber, ["full_name"] = "harbour/shop" },
            ["sender"] = new JsonObject { ["login"] = sender },
        };

    /// <summary>The deletion that sign leaves behind it.</summary>
    public JsonObject Wakes(string? before) =>
        new()
        {
            ["ref"] = $"countersign/rerun/{before ?? new string('0', 40)}",
            ["ref_type"] = "branch",
            ["repository"] = new JsonObject { ["id"] = RepositoryNumber },
        };

    private JsonObject Side(string branch) =>
        new()
        {
            ["ref"] = branch,
            ["sha"] = Tip($"refs/heads/{branch}"),
            ["repo"] = new JsonObject { ["id"] = RepositoryNumber },
        };

    /// <summary>What the forge answers about everything open.</summary>
    public string OpenChanges(params (int Number, string Branch, string Body, string Editor)[] changes)
    {
        var file = Path_($"open-{Guid.NewGuid():N}.json");
        var nodes = changes.Select(change => new
        {
            number = change.Number,
            title = change.Branch,
            body = change.Body,
            baseRefName = "main",
            headRefOid = Tip($"refs/heads/{change.Branch}"),
            isCrossRepository = false,
            author = new { login = "jun" },
            editor = change.Editor.Length == 0 ? null : new { login = change.Editor },
        });
        var page = new { data = new { repository = new { pullRequests = new { nodes, pageInfo = new { hasNextPage = false, endCursor = "x" } } } } };
        File.WriteAllText(file, JsonSerializer.Serialize(new[] { page }));
        return file;
    }

    /// <summary>A clone as a job makes it: every branch of the forge, nothing checked out, nothing kept from the job before.</summary>
    public string JobClone(params string[] options)
    {
        var folder = Path_($"job-{Guid.NewGuid():N}");
        Must("git", ["clone", "-q", "--no-checkout", .. options, $"file://{Bare}", folder]);
        return folder;
    }

    /// <summary>The job's verb in a clone of its own, on this event.</summary>
    public Ran Judge(JsonNode payload, params string[] options) => Job("pull_request_target", payload, JobClone(), options);

    public Ran Job(string @event, JsonNode? payload, string folder, params string[] options)
    {
        var file = Path_($"event-{Guid.NewGuid():N}.json");
        if (payload is not null)
        {
            File.WriteAllText(file, payload.ToJsonString());
        }

        return RunAround(
            folder,
            ["judge", .. options],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_EVENT_NAME"] = @event,
                ["GITHUB_EVENT_PATH"] = file,
                ["GITHUB_SERVER_URL"] = "https://github.com",
                ["GITHUB_OUTPUT"] = Path.Combine(folder, "outputs"),
                ["GITHUB_STEP_SUMMARY"] = Path.Combine(folder, "summary.md"),
            }
        );
    }

    public Ran RunAround(string folder, string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var screen = new Screen(output, errors, TextReader.Null, colour: false, interactive: false);
        var code = Dispatch.Run(
            arguments,
            new Surroundings(
                screen,
                folder,
                () => Now,
                name =>
                    variables.TryGetValue(name, out var value) ? value
                    : name == "HOME" ? _folder
                    : null
            )
        );
        return new Ran(code, output.ToString(), errors.ToString());
    }

    /// <summary>The forge merges: a merge commit by its own account, with nobody's hook in the way.</summary>
    public string ForgeMerges(string branch, string into = "main")
    {
        var folder = JobClone();
        Git(folder, "checkout", "-q", "-B", into, $"origin/{into}");
        Must(
            folder,
            "git",
            ["-c", "user.name=Forge", "-c", "user.email=noreply@forge.example", "merge", "-q", "--no-ff", "-m", $"Merge {branch}", $"origin/{branch}"]
        );
        Git(folder, "push", "-q", "origin", $"{into}:{into}");
        return Git(folder, "rev-parse", "HEAD");
    }
}
