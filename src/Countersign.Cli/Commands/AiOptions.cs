// --ai, --tool, --model and --ai-asked: what a maker declares of AI's part. Declaring changes nobody's minutes or need of a signature.
using System.CommandLine;
using Countersign.Cases;
using Countersign.Cli.Workbench;
using Countersign.Provenance;

namespace Countersign.Cli.Commands;

public sealed class AiOptions(string name = "--ai")
{
    private readonly Option<string?> _class = new(name) { Description = "AI's part, as you declare it: none, advised, assisted or agent" };
    private readonly Option<string?> _tool = new("--tool") { Description = "The tool, where AI had a part" };
    private readonly Option<string?> _model = new("--model") { Description = "Its model" };
    private readonly Option<string?> _asked = new("--ai-asked") { Description = "What it was asked, in your words" };

    public AiOptions AddTo(Command verb)
    {
        _class.AcceptOnlyFromAmong([.. Declaration.Names]);
        verb.Add(_class);
        verb.Add(_tool);
        verb.Add(_model);
        verb.Add(_asked);
        return this;
    }

    /// <exception cref="UsageProblem">A tool without a class, or with "none".</exception>
    public AiSaid? Read(ParseResult parsed) =>
        AiSaid.Of(parsed.GetValue(_class), parsed.GetValue(_tool), parsed.GetValue(_model), parsed.GetValue(_asked));
}

/// <summary>What a maker says of AI's part, before it is signed.</summary>
public sealed record AiSaid(AssistanceClass Class, string? Tool, string? Model, string? Asked)
{
    private const int LongestName = 200;

    /// <summary>Null where nothing is said.</summary>
    /// <exception cref="UsageProblem">Parts that do not go together.</exception>
    public static AiSaid? Of(string? name, string? tool, string? model, string? asked)
    {
        var detail = new[] { tool, model, asked }.Any(part => !string.IsNullOrWhiteSpace(part));
        if (string.IsNullOrWhiteSpace(name))
        {
            return detail
                ? throw new UsageProblem("a tool, a model or what it was asked says nothing without the class: add --ai assisted (or advised, agent)")
                : null;
        }

        if (Declaration.ClassOf(name.Trim().ToLowerInvariant()) is not { } said)
        {
            throw new UsageProblem($"AI's part is one of {string.Join(", ", Declaration.Names)}, not '{Terminal.Visible.Text(name)}'");
        }

        if (said == AssistanceClass.None && detail)
        {
            throw new UsageProblem("\"none\" names no tool; where one had a part, it is advised, assisted or agent");
        }

        return new AiSaid(said, Name(tool, "tool"), Name(model, "model"), string.IsNullOrWhiteSpace(asked) ? null : asked.Trim());
    }

    /// <summary>The question to the tool becomes a text of its own in the records, where it can be redacted.</summary>
    public AiDeclaration Signed(Recorder recorder) => new(Class, Tool, Model, Asked is null ? null : recorder.Text(Asked));

    /// <summary>What to do besides, where "advised" has no source and age yet; null where nothing is missing.</summary>
    public string? Reminder(OpenChange change, Recorder recorder) =>
        Class == AssistanceClass.Advised
        && !change.Gathered.Records.Of<Cases.Case>().Any(pair => pair.Record.Signer == recorder.Id && pair.Statement.Advice.Count > 0)
            ? "\"advised\" counts once your case names the source and its age: countersign case --ai advised --advice 'SOURCE=AGE'"
            : null;

    public static string Word(AssistanceClass said) => said.ToString().ToLowerInvariant();

    private static string? Name(string? text, string what) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Trim().Length <= LongestName ? text.Trim()
        : throw new UsageProblem($"the {what}'s name has more than {LongestName} letters");
}
