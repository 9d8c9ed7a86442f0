// Draws a verdict for a person: the answer first, then why, then what is missing and the command that gives it.
using System.Globalization;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.Policies;

namespace Countersign.Cli.Terminal;

public sealed class VerdictView(Screen screen, bool all = false)
{
    public void Draw(Verdict verdict, Facts facts)
    {
        if (screen.Report is { } report)
        {
            report.Verdict = verdict;
            return;
        }

        Headline(verdict, facts);
        Subject(facts);
        new AssistanceView(screen).Draw(facts.Provenance);
        screen.Line();
        var quiet = all ? [] : verdict.Rules.Where(IsQuiet).ToList();
        foreach (var rule in verdict.Rules.Except(quiet))
        {
            Rule(rule);
        }

        Quiet(quiet);

        foreach (var reason in verdict.Reasons.Distinct())
        {
            screen.Line();
            Wrapped(Visible.Text(reason), "  ", "  ");
        }

        Missing(verdict.Missing);
    }

    /// <summary>The answer, why, and who can help: what somebody needs who only wants to know.</summary>
    public void DrawBriefly(Verdict verdict, Facts facts)
    {
        screen.Write("  ");
        Headline(verdict, facts);
        foreach (
            var rule in verdict.Rules.Where(rule =>
                rule.Outcome is RuleOutcome.Unsatisfied or RuleOutcome.Faulted
                && rule.Type == "rule"
                && (verdict.Kind != VerdictKind.Refused || rule.Children.Any(child => child.Type == "refusal"))
            )
        )
        {
            Rule(rule, brief: true);
        }

        foreach (var reason in verdict.Reasons)
        {
            Wrapped(Visible.Text(reason), "    ", "    ");
        }

        if (verdict.Kind == VerdictKind.Held)
        {
            foreach (var item in verdict.Missing.Where(item => item.Who.Count > 0))
            {
                Wrapped($"{string.Join(" or ", item.Who.Take(4))}: {Visible.Text(item.How)}", "    who can  ", "             ");
            }
        }
    }

    public void Headline(Verdict verdict, Facts facts)
    {
        var minutes = facts.ReviewMinutes is { } m && facts.Files.Count > 0 ? $"  about {Minutes(m.Expected)} to read" : "";
        var answer = verdict.Match(
            _ => screen.Green(screen.Bold("Allowed")) + (NobodySigned(facts) ? "  nobody has to sign" : "  everything the policy asks for is there"),
            held => screen.Yellow(screen.Bold("Held")) + $"  {Counted(held.Missing.Count, "thing")} missing",
            _ => screen.Red(screen.Bold("Refused")) + "  not in this form",
            _ => screen.Red(screen.Bold("Faulted")) + "  the gate cannot tell, and stays closed"
        );
        screen.Line(answer + screen.Dim(minutes));
    }

    /// <summary>Rounded as refusals round them; hours from four on.</summary>
    public static string Minutes(double minutes)
    {
        var rounded = (int)Math.Max(1, ReviewMinutesFacts.Rounded(minutes));
        return rounded == 1 ? "a minute"
            : rounded < 240 ? $"{rounded} minutes"
            : Counted((rounded + 30) / 60, "hour");
    }

    public static string Counted(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static bool NobodySigned(Facts facts) => facts.Decisions.All(decision => !decision.IsStanding);

    private void Subject(Facts facts)
    {
        var from = facts.Subject.SourceRef is { Length: > 0 } source ? Short(source) : facts.Subject.Head.Short;
        var added = facts.Files.Sum(file => file.Added);
        var deleted = facts.Files.Sum(file => file.Deleted);
        var moved = facts.ReviewMinutes is { Moved: > 0 and var lines } ? $", {Counted(lines, "line")} proven to have only moved" : "";
        screen.Line(
            screen.Dim(
                $"{Visible.Text(from)} into {Visible.Text(Short(facts.Subject.TargetRef))}: {Counted(facts.Files.Count, "file")}, +{added} -{deleted}{moved}"
            ) + (facts.Subject.Title.Length > 0 ? screen.Dim($"  \"{Visible.Text(facts.Subject.Title)}\"") : "")
        );
    }

    public static string Short(string reference) =>
        reference.StartsWith("refs/heads/", StringComparison.Ordinal) ? reference["refs/heads/".Length..] : reference;

    /// <summary>Rules that did not apply, and what always holds and does hold, are one line together.</summary>
    private static bool IsQuiet(VerdictNode rule) =>
        rule.Outcome == RuleOutcome.NotApplicable || (rule is { Type: "built-in", Outcome: RuleOutcome.Satisfied, Note: null });

    private void Quiet(List<VerdictNode> quiet)
    {
        var standing = quiet.Count(rule => rule.Outcome == RuleOutcome.Satisfied);
        var silent = quiet.Count - standing;
        if (standing > 0)
        {
            Wrapped(
                $"{Counted(standing, "standing check")} pass{(standing == 1 ? "es" : "")}"
                    + (silent > 0 ? $"; {Counted(silent, "rule")} did not apply" : "")
                    + screen.Dim("  (--all shows them)"),
                $"  {Mark(RuleOutcome.Satisfied)} ",
                "    "
            );
        }
    }

    private void Rule(VerdictNode rule, bool brief = false)
    {
        var isBuiltIn = rule.Type == "built-in";
        var words = isBuiltIn ? BuiltInWords.Of(rule.Name) : Visible.Text(rule.Name);
        Wrapped(words + (rule.Note is null ? "" : $" ({Visible.Text(rule.Note)})"), $"  {Mark(rule.Outcome)} ", "    ");
        foreach (var evidence in isBuiltIn ? rule.Evidence : [])
        {
            Wrapped(Visible.Text(evidence), "      ", "      ");
        }

        foreach (var child in rule.Children.Where(child => !brief || child.Type != "refusal"))
        {
            Node(brief ? child with { Evidence = child.Type == "predicate" ? child.Evidence : [] } : child, 4);
        }
    }

    private void Node(VerdictNode node, int indent)
    {
        var pad = new string(' ', indent);
        if (node.Type == "predicate")
        {
            // "not", "any" and "all" say nothing by themselves; what they hold together does.
            var joins = node.Evidence.Count == 0 && node.Name is ("not" or "any" or "all");
            indent -= joins ? 2 : 0;
            if (!joins && (node.Outcome is RuleOutcome.Satisfied or RuleOutcome.Faulted || all))
            {
                var because = node.Evidence.Count > 0 ? string.Join("; ", node.Evidence) : node.Name;
                Wrapped(Visible.Text(because), pad + screen.Dim("because "), pad + "        ", 8);
            }
        }
        else
        {
            Wrapped(Visible.Text(node.Name), $"{pad}{Mark(node.Outcome)} ", pad + "  ");
            foreach (var evidence in node.Evidence)
            {
                Wrapped(Visible.Text(evidence), pad + "    ", pad + "    ");
            }
        }

        foreach (var child in node.Children)
        {
            Node(child, indent + 2);
        }
    }

    private void Missing(IReadOnlyList<MissingItem> missing)
    {
        if (missing.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Line(screen.Bold("What is missing, and who can give it"));
        foreach (var item in missing.DistinctBy(item => (item.Requirement, item.How, string.Join(',', item.Who))))
        {
            Wrapped(Visible.Text(item.Requirement), "  ", "  ");
            if (item.Who.Count > 0)
            {
                Wrapped(
                    string.Join(", ", item.Who.Take(6)) + (item.Who.Count > 6 ? $" and {item.Who.Count - 6} more" : ""),
                    "    who  ",
                    "         "
                );
            }

            Wrapped(Visible.Text(item.How), "    how  ", "         ");
        }
    }

    private void Wrapped(string text, string first, string rest, int extra = 0)
    {
        foreach (var line in Wrapping.Wrap(text, first, rest, screen.Width + (screen.HasColour ? 9 : 0) + (extra > 0 && screen.HasColour ? 4 : 0)))
        {
            screen.Line(line.TrimEnd());
        }
    }

    private string Mark(RuleOutcome outcome) =>
        outcome switch
        {
            RuleOutcome.Satisfied => screen.Green("✓"),
            RuleOutcome.Overridden => screen.Yellow("!"),
            RuleOutcome.NotApplicable => screen.Dim("·"),
            RuleOutcome.Faulted => screen.Red("?"),
            _ => screen.Red("✗"),
        };
}
