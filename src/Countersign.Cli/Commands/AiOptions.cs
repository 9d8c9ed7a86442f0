// --ai, --tool and --model: what a maker declares of AI's part. Declaring changes nobody's minutes or need of a signature.
using System.CommandLine;
using Countersign.Cases;
using Countersign.Provenance;

namespace Countersign.Cli.Commands;

public sealed class AiOptions
{
    private readonly Option<string?> _class = new("--ai") { Description = "AI's part, as you declare it: none, advised, assisted or agent" };
    private readonly Option<string?> _tool = new("--tool") { Description = "The tool, where AI had a part" };
    private readonly Option<string?> _model = new("--model") { Description = "Its model" };

    public AiOptions AddTo(Command verb)
    {
        _class.AcceptOnlyFromAmong([.. Declaration.Names]);
        verb.Add(_class);
        verb.Add(_tool);
        verb.Add(_model);
        return this;
    }

    public AiDeclaration? Read(ParseResult parsed) =>
        parsed.GetValue(_class) is { } name && Declaration.ClassOf(name) is { } said
            ? new AiDeclaration(said, parsed.GetValue(_tool), parsed.GetValue(_model))
            : null;
}
