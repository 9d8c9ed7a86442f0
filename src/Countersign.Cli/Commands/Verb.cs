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

    /// <summary>A verb for people only, or one whose output is for another program already.</summary>
    public bool HasNoJson { get; init; }

    /// <summary>`--json` of a verb that has no form of its own: a <see cref="Terminal.Report"/>. Null where it has one, or none.</summary>
    public Option<bool>? ReportOption { get; private set; }

    /// <summary>Runs <paramref name="run"/> on the options that <paramref name="parse"/> makes of the command line.</summary>
    public Verb Runs<TOptions>(Func<ParseResult, TOptions> parse, Func<TOptions, int> run)
    {
        if (!HasNoJson && Options.All(option => option.Name != "--json"))
        {
            ReportOption = new Option<bool>("--json") { Description = "Print one JSON object for programs; what people read goes to standard error" };
            Add(ReportOption);
        }

        SetAction(result => run(parse(result)));
        return this;
    }
}
