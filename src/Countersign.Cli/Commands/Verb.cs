// One verb of the program: a System.CommandLine command that carries examples for its help and its page.
using System.CommandLine;

namespace Countersign.Cli.Commands;

/// <summary>A verb parses to its own options record and then runs; see any folder beside this file.</summary>
public sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Lines to type and what each does.</summary>
    public IReadOnlyList<(string Line, string Meaning)> Examples { get; init; } = [];

    /// <summary>Exit codes where they mean something special here; the table of all is docs/cli/exit-codes.md.</summary>
    public IReadOnlyList<(int Code, string Meaning)> Exits { get; init; } = [];

    /// <summary>Runs <paramref name="run"/> on the options that <paramref name="parse"/> makes of the command line.</summary>
    public Verb Runs<TOptions>(Func<ParseResult, TOptions> parse, Func<TOptions, int> run)
    {
        SetAction(result => run(parse(result)));
        return this;
    }
}
