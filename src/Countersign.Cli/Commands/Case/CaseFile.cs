// A case as a Markdown file with one heading for each question, AI's part and advice among them.
using System.Text;
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Provenance;

namespace Countersign.Cli.Commands.Case;

/// <param name="Ai">Null where the file says nothing of it.</param>
public sealed record CaseFile(IReadOnlyDictionary<CaseSection, string> Sections, AiSaid? Ai, IReadOnlyList<Advice> Advice)
{
    private const string AiHeading = "ai";
    private const string AdviceHeading = "advice";
    private static readonly string[] s_keys = ["class", "tool", "model", "asked"];

    /// <summary>The headings with their questions as comments.</summary>
    public static string Template() =>
        $"""
            {CaseQuestions.Template().TrimEnd()}

            ## {AiHeading}
            <!-- AI's part, as you declare it, one to a line. class: {string.Join(
                ", ",
                Declaration.Names
            )}; tool: ...; model: ...; asked: what it was asked -->

            ## {AdviceHeading}
            <!-- Advice you relied on and how old it was then, one to a line: SOURCE = AGE -->


            """.ReplaceLineEndings(
            "\n"
        );

    /// <exception cref="UsageProblem">AI's part or an advice that cannot be understood; nothing of a declaration is guessed.</exception>
    public static CaseFile Read(string markdown)
    {
        var headings = CaseQuestions.Headings(markdown).ToList();
        return new CaseFile(
            CaseQuestions.Sections(headings).GroupBy(pair => pair.Section).ToDictionary(same => same.Key, same => same.Last().Text),
            headings.LastOrDefault(heading => heading.Name == AiHeading) is { Text.Length: > 0 } ai ? ReadAi(ai.Text) : null,
            [
                .. headings
                    .Where(heading => heading.Name == AdviceHeading)
                    .SelectMany(heading => heading.Text.Split('\n'))
                    .Select(Bare)
                    .Where(line => line.Length > 0)
                    .Select(ReadAdvice),
            ]
        );
    }

    public static Advice ReadAdvice(string text)
    {
        var at = text.LastIndexOf('=');
        return
            at > 0
            && at < text.Length - 1
            && text[..at].Trim() is { Length: > 0 and <= 200 } source
            && text[(at + 1)..].Trim() is { Length: > 0 and <= 40 } age
            ? new Advice(source, age)
            : throw new UsageProblem($"advice '{Visible.Text(text)}' has no age; write SOURCE=AGE, such as 'wiki page on timeouts=14 months'");
    }

    /// <summary>"key: value" lines; what follows `asked:` belongs to it.</summary>
    private static AiSaid? ReadAi(string text)
    {
        var said = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? open = null;
        foreach (var line in text.Split('\n').Select(Bare))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var key = colon > 0 ? line[..colon].Trim().ToLowerInvariant() : "";
            if (s_keys.Contains(key) && !said.ContainsKey(key))
            {
                said[key] = new StringBuilder(line[(colon + 1)..].Trim());
                open = key == "asked" ? said[key] : null;
            }
            else if (open is not null)
            {
                open.Append('\n').Append(line);
            }
            else if (line.Length > 0)
            {
                throw new UsageProblem(
                    $"under \"## {AiHeading}\" a line is one of {string.Join(", ", s_keys.Select(one => one + ":"))}, not '{Visible.Text(line)}'"
                );
            }
        }

        return AiSaid.Of(Value("class"), Value("tool"), Value("model"), Value("asked"));

        string? Value(string key) => said.TryGetValue(key, out var value) ? value.ToString() : null;
    }

    private static string Bare(string line) => line.Trim() is ['-' or '*', ' ', ..] item ? item[2..].Trim() : line.Trim();
}
