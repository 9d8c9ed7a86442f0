// Writes a verb's page from the program itself: what it does, examples, arguments, options, exit codes.
using System.CommandLine;
using System.Globalization;
using System.Text;
using Countersign.Cli.Commands;

namespace Countersign.Cli.Tests.Rules;

public static class CliPages
{
    private const string Head =
        "<!-- Written from the program by a test: change the verb, then run ./test --filter CliPagesTests with COUNTERSIGN_APPROVE=1. -->\n\n";

    public static string Index(IReadOnlyList<Command> verbs)
    {
        var text = new StringBuilder(Head).Append(
            "# The program\n\nEvery verb prints text for a person; those with `--json` also print one object for a program. Errors go to standard error.\n"
        );
        text.Append(
            "What a verb answers by its exit code is in [exit-codes.md](exit-codes.md). `countersign VERB --help` prints what is on these pages.\n\n| verb | what it does |\n|---|---|\n"
        );
        foreach (var verb in verbs)
        {
            text.Append(CultureInfo.InvariantCulture, $"| [{verb.Name}]({verb.Name}.md) | {Cell(verb.Description)} |\n");
        }

        return text.ToString();
    }

    public static string Page(Command verb)
    {
        var text = new StringBuilder(Head).Append(CultureInfo.InvariantCulture, $"# countersign {verb.Name}\n\n");
        Section(text, verb, $"countersign {verb.Name}");
        foreach (var inner in Visible(verb.Subcommands))
        {
            Inner(text, inner, $"countersign {verb.Name} {inner.Name}");
        }

        return text.Append("What each exit code means: [exit-codes.md](exit-codes.md).\n").ToString();
    }

    /// <summary>A verb and everything beneath it that the help shows.</summary>
    public static IEnumerable<Command> Deep(Command verb) => Visible(verb.Subcommands).SelectMany(Deep).Prepend(verb);

    public static IEnumerable<T> Visible<T>(IEnumerable<T> symbols)
        where T : Symbol => symbols.Where(symbol => !symbol.Hidden);

    private static void Inner(StringBuilder text, Command verb, string name)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {name}\n\n");
        Section(text, verb, name);
        foreach (var inner in Visible(verb.Subcommands))
        {
            Inner(text, inner, $"{name} {inner.Name}");
        }
    }

    private static void Section(StringBuilder text, Command verb, string name)
    {
        text.Append(CultureInfo.InvariantCulture, $"{verb.Description}.\n\n");
        if (verb.Subcommands.Count == 0)
        {
            var arguments = string.Concat(
                Visible(verb.Arguments).Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" <{argument.Name}>")
            );
            var required = string.Concat(Visible(verb.Options).Where(option => option.Required).Select(option => $" {option.Name} {Value(option)}"));
            text.Append(
                CultureInfo.InvariantCulture,
                $"```text\n{name}{arguments}{required}{(Visible(verb.Options).Any(option => !option.Required && option.Name != "--help") ? " [options]" : "")}\n```\n\n"
            );
        }

        foreach (var (line, meaning) in (verb as Verb)?.Examples ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"```sh\n{line}\n```\n\n{meaning}\n\n");
        }

        var rows = Visible(verb.Arguments).Select(argument => ($"`{argument.Name}`", argument.Description)).ToList();
        rows.AddRange(
            Visible(verb.Options)
                .Where(option => option.Name is not ("--help" or "--version"))
                .Select(option =>
                    (
                        $"`{string.Join("`, `", option.Aliases.Prepend(option.Name))}`{(Value(option).Length > 0 ? $" {Value(option)}" : "")}",
                        option.Description
                    )
                )
        );
        if (rows.Count > 0)
        {
            text.Append("| | |\n|---|---|\n").Append(string.Concat(rows.Select(row => $"| {row.Item1} | {Cell(row.Description)} |\n"))).Append('\n');
        }

        if (verb is Verb { Exits: { Count: > 0 } exits })
        {
            text.Append("Exit codes: ")
                .AppendJoin("; ", exits.Select(exit => string.Create(CultureInfo.InvariantCulture, $"{exit.Code} {exit.Meaning}")))
                .Append(".\n\n");
        }
    }

    private static string Value(Option option) => option.ValueType == typeof(bool) ? "" : option.Name.TrimStart('-').ToUpperInvariant();

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal);
}
