// The tools that an agent gets: two that read, two that prepare what a person then signs.
using System.Text;
using System.Text.Json;
using Countersign.Adapters.Git;
using Countersign.Cli.Commands.Case;
using Countersign.Cli.Terminal;
using ModelContextProtocol.Protocol;

namespace Countersign.Cli.Commands.Mcp;

/// <summary>Each call runs the verb of the same name as a person would, on a screen of its own; one at a time.</summary>
internal sealed class AgentTools(Surroundings surroundings)
{
    private const int LongestAnswer = 20_000;
    private const int LongestName = 500;
    private readonly Lock _one = new();
    private int _running;

    /// <summary>True while a call is answered or waits for its turn.</summary>
    public bool IsBusy => Volatile.Read(ref _running) > 0;

    public static IReadOnlyList<Tool> All { get; } =
    [
        Reads(
            "check",
            "What the gate would say about a change before it is pushed: verdict, why, what is missing and who can give it, where to cut. The same JSON as `countersign check --json`.",
            """{"type":"object","properties":{"head":{"type":"string","minLength":1,"maxLength":500,"description":"The change: a branch or commit (default HEAD)"},"base":{"type":"string","minLength":1,"maxLength":500,"description":"The branch it would enter (default: the remote's main branch)"}},"additionalProperties":false}"""
        ),
        Reads(
            "why",
            "Why a line is there: the change that brought it, its case, questions and answers, who signed what, evidence of AI assistance.",
            """{"type":"object","properties":{"path":{"type":"string","minLength":1,"maxLength":500,"description":"The file, from the top of the repository"},"line":{"type":"integer","minimum":1},"revision":{"type":"string","minLength":1,"maxLength":500,"description":"At which commit (default HEAD)"}},"required":["path","line"],"additionalProperties":false}"""
        ),
        Prepares(
            "case",
            "Writes a draft of the case (the author's own review) to a file, and names the command with which the author signs it. Signs nothing.",
            CaseSchema()
        ),
        Prepares(
            "propose",
            "Names the command with which the person who answers for this change offers it, declaring your part. Offers and signs nothing.",
            """{"type":"object","properties":{"change":{"type":"string","minLength":1,"maxLength":500,"description":"A branch (default HEAD)"},"ai":{"enum":["advised","assisted","agent"],"description":"Your part: advised, assisted, or agent where nobody watched"},"tool":{"type":"string","minLength":1,"maxLength":500},"model":{"type":"string","minLength":1,"maxLength":500}},"required":["ai","tool"],"additionalProperties":false}"""
        ),
    ];

    public CallToolResult Call(CallToolRequestParams? asked)
    {
        if (All.FirstOrDefault(tool => tool.Name == asked?.Name) is not { } tool)
        {
            return Wrong($"there is no tool '{asked?.Name}'; there are {string.Join(", ", All.Select(tool => tool.Name))}");
        }

        var given = asked?.Arguments ?? new Dictionary<string, JsonElement>();
        if (ToolArguments.Problem(tool, given) is { } problem)
        {
            return Wrong(problem);
        }

        Interlocked.Increment(ref _running);
        try
        {
            return InTurn(tool.Name, given);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private CallToolResult InTurn(string name, IDictionary<string, JsonElement> given)
    {
        lock (_one)
        {
            try
            {
                return name switch
                {
                    "check" => Verb(["check", "--json", .. Option("--head", Text(given, "head")), .. Option("--base", Text(given, "base"))]),
                    "why" => Why(given),
                    "case" => Case(given),
                    _ => Propose(given),
                };
            }
            catch (Exception problem) when (problem is UsageProblem or GitFault or IOException or UnauthorizedAccessException)
            {
                return Wrong(problem.Message);
            }
        }
    }

    /// <summary>Behind `--`, because a path may begin like an option.</summary>
    private CallToolResult Why(IDictionary<string, JsonElement> given) =>
        Verb([
            "why",
            "--json",
            "--",
            $"{Text(given, "path")}:{given["line"].GetInt32()}",
            .. Text(given, "revision") is { } revision ? (string[])[revision] : [],
        ]);

    private CallToolResult Case(IDictionary<string, JsonElement> given)
    {
        var answers = CaseQuestions
            .All.Select(question => (question, text: Text(given, question.Name)))
            .Where(pair => pair.text is not null)
            .ToList();
        if (answers.Count == 0)
        {
            return Wrong(
                $"an empty case says nothing; answer at least one of {string.Join(", ", CaseQuestions.All.Select(question => question.Name))}"
            );
        }

        var draft = new StringBuilder("<!-- A draft. Read it, change what is not so, and sign it as your own. -->\n\n");
        foreach (var (question, text) in answers)
        {
            // A line that begins like a heading would end the answer.
            draft
                .Append("## ")
                .Append(question.Name)
                .Append('\n')
                .Append(text!.ReplaceLineEndings("\n").Replace("\n#", "\n #", StringComparison.Ordinal).TrimStart('#'))
                .Append("\n\n");
        }

        var change = Text(given, "change") ?? "HEAD";
        var folder = GitRepository.Open(new GitProgram(), surroundings.Folder).GitDir;
        var file = Path.Combine(
            folder,
            $"countersign-case-{string.Concat(change.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}.md"
        );
        File.WriteAllText(file, draft.ToString());
        return Said(
            $"The draft is in {file}. Nothing is signed: the author reads it, changes what is not so, and signs it with\n  countersign case {ShellText.Word(change)} --from {ShellText.Word(file)}"
        );
    }

    private static CallToolResult Propose(IDictionary<string, JsonElement> given)
    {
        var (ai, tool) = (Text(given, "ai"), Text(given, "tool")!);
        var model = Text(given, "model") is { } named ? $" --model {ShellText.Word(named)}" : "";
        return Said(
            $"Nothing is offered yet: an offer is signed by the person who answers for the change. The command for them:\n  countersign propose {ShellText.Word(Text(given, "change") ?? "HEAD")} --ai {ai} --tool {ShellText.Word(tool)}{model}{(ai == "advised" ? "\nand, because advice has a source and an age, in their case:\n  countersign case --ai advised --advice 'SOURCE=AGE'" : "")}"
        );
    }

    /// <summary>A verdict is an answer whatever it is; only what could not be asked is an error.</summary>
    private CallToolResult Verb(string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var screen = new Screen(output, errors, TextReader.Null, colour: false, interactive: false);
        var code = Dispatch.Run(arguments, surroundings with { Screen = screen });
        screen.Flush();
        var isWrong = output.GetStringBuilder().Length == 0;
        return Result(isWrong ? errors.ToString() : output.ToString(), isWrong || code == ExitCode.Usage);
    }

    private static IEnumerable<string> Option(string name, string? value) => value is null ? [] : [$"{name}={value}"];

    private static string? Text(IDictionary<string, JsonElement> given, string name) =>
        given.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static CallToolResult Said(string text) => Result(text, isError: false);

    private static CallToolResult Wrong(string text) => Result(text, isError: true);

    private static CallToolResult Result(string text, bool isError) => new() { Content = [new TextContentBlock { Text = text }], IsError = isError };

    private static Tool Reads(string name, string says, string schema) =>
        Tool(name, says, schema, new ToolAnnotations { ReadOnlyHint = true, OpenWorldHint = false });

    private static Tool Prepares(string name, string says, string schema) =>
        Tool(name, says, schema, new ToolAnnotations { DestructiveHint = false, OpenWorldHint = false });

    private static Tool Tool(string name, string says, string schema, ToolAnnotations hints)
    {
        using var document = JsonDocument.Parse(schema);
        return new Tool
        {
            Name = name,
            Description = says,
            InputSchema = document.RootElement.Clone(),
            Annotations = hints,
        };
    }

    private static string CaseSchema()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            Property(json, "change", "A branch (default HEAD)", LongestName);
            foreach (var question in CaseQuestions.All)
            {
                Property(json, question.Name, question.Asks, LongestAnswer);
            }

            json.WriteEndObject();
            json.WriteBoolean("additionalProperties", false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Property(Utf8JsonWriter json, string name, string says, int longest)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "string");
        json.WriteNumber("maxLength", longest);
        json.WriteString("description", says);
        json.WriteEndObject();
    }
}
