// The questions of a case, as people are asked them, and the Markdown form in which they can be answered.
using System.Text;
using Countersign.Cases;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Case;

public sealed record CaseQuestion(CaseSection Section, string Asks)
{
    public string Name => Word.Of(Section);
}

public static class CaseQuestions
{
    public static readonly IReadOnlyList<CaseQuestion> All =
    [
        new(CaseSection.Asked, "What was asked, and of whom or what?"),
        new(CaseSection.Why, "Why this change, and why this answer?"),
        new(CaseSection.Alternatives, "What else was possible, and why not that?"),
        new(CaseSection.Breaks, "What breaks if this is wrong, and who notices first?"),
        new(CaseSection.Checked, "What did you check yourself?"),
        new(CaseSection.NotUnderstood, "What do you not understand about it?"),
        new(CaseSection.Rollback, "How is it undone, and how long does that take?"),
        new(CaseSection.Rollout, "How does it reach production: all at once, or in steps?"),
    ];

    /// <summary>One heading for each question, its words as a comment beneath.</summary>
    public static string Template()
    {
        var text = new StringBuilder();
        foreach (var question in All)
        {
            text.Append("## ").Append(question.Name).Append('\n').Append("<!-- ").Append(question.Asks).Append(" -->\n\n");
        }

        return text.ToString();
    }

    /// <summary>The answers among headings; empty ones are left out.</summary>
    public static IEnumerable<(CaseSection Section, string Text)> Sections(IEnumerable<(string Name, string Text)> headings) =>
        from heading in headings
        from question in All
        where question.Name == heading.Name && heading.Text.Length > 0
        select (question.Section, heading.Text);

    /// <summary>Headings of any depth, as words with hyphens, and what stands beneath; comments are left out.</summary>
    public static IEnumerable<(string Name, string Text)> Headings(string markdown)
    {
        string? open = null;
        var text = new StringBuilder();
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n').Append("## "))
        {
            if (!line.StartsWith('#'))
            {
                text.Append(line).Append('\n');
                continue;
            }

            if (open is not null)
            {
                yield return (open, WithoutComments(text.ToString()).Trim());
            }

            open = line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-');
            text.Clear();
        }
    }

    private static string WithoutComments(string text)
    {
        while (text.IndexOf("<!--", StringComparison.Ordinal) is var start and >= 0)
        {
            var end = text.IndexOf("-->", start, StringComparison.Ordinal);
            text = end < 0 ? text[..start] : text[..start] + text[(end + 3)..];
        }

        return text;
    }
}
