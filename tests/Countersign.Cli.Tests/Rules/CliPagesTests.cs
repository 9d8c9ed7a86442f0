// The pages of docs/cli are what the program says of itself, and the program says enough.
using System.CommandLine;
using System.Globalization;
using Countersign.Cli.Commands;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Tests.Rules;

public sealed class CliPagesTests
{
    private static readonly Lazy<IReadOnlyList<Command>> s_verbs = new(() => [.. CliPages.Visible(Verbs.All(Nobody()))]);

    public static TheoryData<string> Names => [.. s_verbs.Value.Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_of_a_verb_says_what_the_verb_says(string name) =>
        Holds($"{name}.md", CliPages.Page(s_verbs.Value.Single(verb => verb.Name == name)));

    [Fact]
    public void The_index_lists_every_verb_and_no_page_is_about_a_verb_that_is_gone()
    {
        Holds("index.md", CliPages.Index(s_verbs.Value));
        Directory
            .GetFiles(Folder, "*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)
            .ShouldBe(s_verbs.Value.Select(verb => verb.Name).Append("index").Append("exit-codes").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_verb_has_an_example_that_calls_the_program()
    {
        var without = s_verbs.Value.SelectMany(CliPages.Deep).Where(verb => verb is not Verb { Examples.Count: > 0 }).Select(verb => verb.Name);
        without.ShouldBeEmpty();
        s_verbs
            .Value.SelectMany(CliPages.Deep)
            .OfType<Verb>()
            .SelectMany(verb => verb.Examples)
            .Where(example =>
                !example.Line.Contains("countersign", StringComparison.Ordinal) && !example.Line.StartsWith("./run", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_example_is_a_command_line_that_the_program_can_parse()
    {
        var root = Dispatch.Root(Verbs.All(Nobody()));
        foreach (
            var (line, _) in s_verbs
                .Value.SelectMany(CliPages.Deep)
                .OfType<Verb>()
                .SelectMany(verb => verb.Examples)
                .Where(example => example.Line.StartsWith("countersign ", StringComparison.Ordinal))
        )
        {
            var words = Words(line["countersign ".Length..]).TakeWhile(word => word is not (">" or "|" or "&&")).ToArray();
            root.Parse(words).Errors.Select(error => $"{line}: {error.Message}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_verb_is_built_alone_under_the_name_that_it_has_and_all_are_built_for_anything_else()
    {
        var all = Verbs.All(Nobody()).Select(verb => verb.Name).ToList();

        foreach (var name in all)
        {
            Verbs.For([name, "--help"], Nobody()).Select(verb => verb.Name).ShouldBe([name]);
        }

        foreach (var other in new string[][] { [], ["--help"], ["chekc"], ["[suggest:3]", "che"] })
        {
            Verbs.For(other, Nobody()).Select(verb => verb.Name).ShouldBe(all);
        }
    }

    [Fact]
    public void Descriptions_are_there_and_end_without_a_period()
    {
        var deep = s_verbs.Value.SelectMany(CliPages.Deep).ToList();
        var symbols = deep.Cast<Symbol>()
            .Concat(deep.SelectMany(verb => CliPages.Visible(verb.Options)))
            .Concat(deep.SelectMany(verb => CliPages.Visible(verb.Arguments)));
        symbols
            .Where(symbol => string.IsNullOrWhiteSpace(symbol.Description) || symbol.Description.EndsWith('.'))
            .Select(symbol => $"{symbol.Name}: {symbol.Description}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_page_of_exit_codes_has_each_code_that_the_program_gives()
    {
        var rows = File.ReadLines(Path.Combine(Folder, "exit-codes.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Select(line => int.Parse(line.AsSpan(2, 1), CultureInfo.InvariantCulture));
        var codes = typeof(ExitCode).GetFields().Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!);
        rows.ShouldBe(codes, ignoreOrder: true);
    }

    private static string Folder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "docs", "cli");

    private static void Holds(string page, string text)
    {
        var file = Path.Combine(Folder, page);
        if (Environment.GetEnvironmentVariable("COUNTERSIGN_APPROVE") == "1" && (!File.Exists(file) || File.ReadAllText(file) != text))
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, text);
        }

        (File.Exists(file) ? File.ReadAllText(file) : "").ShouldBe(
            text,
            $"docs/cli/{page} is out of date: read the difference, then run COUNTERSIGN_APPROVE=1 ./test --filter CliPagesTests"
        );
    }

    /// <summary>Words of a shell line, with quotes taken off.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = "";
        var quote = '\0';
        foreach (var letter in line + " ")
        {
            if (quote == '\0' && letter is '\'' or '"' or ' ')
            {
                (quote, words) = letter == ' ' ? (quote, word.Length > 0 ? [.. words, word] : words) : (letter, words);
                word = letter == ' ' ? "" : word;
            }
            else if (letter == quote)
            {
                quote = '\0';
            }
            else
            {
                word += letter;
            }
        }

        return words;
    }

    private static Surroundings Nobody() =>
        new(
            new Screen(TextWriter.Null, TextWriter.Null, TextReader.Null, colour: false, interactive: false),
            Path.GetTempPath(),
            () => DateTimeOffset.UnixEpoch,
            _ => null
        );

    private static string Root(string from) => File.Exists(Path.Combine(from, "Countersign.slnx")) ? from : Root(Path.GetDirectoryName(from)!);
}
