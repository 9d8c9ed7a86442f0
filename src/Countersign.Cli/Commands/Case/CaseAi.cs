// Asks whoever is at the terminal for AI's part: the class, and what belongs to it.
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Provenance;

namespace Countersign.Cli.Commands.Case;

internal static class CaseAi
{
    private const int MostTries = 3;

    /// <summary>Null where the question is passed over; then nothing is declared, which is not "none".</summary>
    /// <param name="advice">Gets what the person relied on.</param>
    public static AiSaid? Ask(Screen screen, OpenChange change, List<Advice> advice)
    {
        if (change.Gathered.Facts.Case is { IsForOlderPatchSet: false } open && open.Answered.Contains("ai"))
        {
            return null;
        }

        for (var i = 0; i < MostTries; i++)
        {
            var name = screen.Ask($"  AI's part, as you declare it ({string.Join(", ", Declaration.Names)})? ");
            if (string.IsNullOrEmpty(name))
            {
                return null;
            }

            if (Declaration.ClassOf(name.ToLowerInvariant()) is not { } said)
            {
                screen.Line($"  It is one of {string.Join(", ", Declaration.Names)}; an empty line declares nothing.");
                continue;
            }

            if (said == AssistanceClass.None)
            {
                return AiSaid.Of(name, null, null, null);
            }

            if (said == AssistanceClass.Advised && advice.Count == 0)
            {
                Advised(screen, advice);
            }

            return AiSaid.Of(name, screen.Ask("  Which tool? "), screen.Ask("  Which model? "), screen.Ask("  What was it asked? "));
        }

        return null;
    }

    private static void Advised(Screen screen, List<Advice> advice)
    {
        var source = screen.Ask("  What did you rely on (a page, an answer, a person's tool)? ");
        var age = screen.Ask("  How old was it then? ");
        if (source is { Length: > 0 } && age is { Length: > 0 })
        {
            advice.Add(CaseFile.ReadAdvice($"{source}={age}"));
        }
    }
}
