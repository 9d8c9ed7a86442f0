// Shows where to cut a change that is refused for its size, in parts that one reader can take.
using Countersign.Adapters.Git.Gathering;
using Countersign.Gating;
using Countersign.Impact;

namespace Countersign.Cli.Terminal;

public static class CutView
{
    /// <summary>One sitting; parts beneath it stay readable. Source: specs/review-minutes.md.</summary>
    public const double Sitting = 60;

    /// <summary>Null where the change is not refused, or is no longer than a sitting.</summary>
    public static IReadOnlyList<Part>? PartsOf(JudgedChange judged) =>
        judged.Verdict.Kind == VerdictKind.Refused && judged.Gathered.Impact.Minutes.Expected > Sitting
            ? WhereToCut.Propose(
                judged.Gathered.Impact.CutFiles,
                Sitting,
                judged.Gathered.Impact.Minutes.Readers?.AnyFamiliar(),
                judged.Gathered.Rulebook.Pace
            )
            : null;

    public static void Draw(Screen screen, JudgedChange judged)
    {
        if (PartsOf(judged) is not { } parts)
        {
            return;
        }

        screen.Line();
        screen.Line(screen.Bold($"Where to cut: {VerdictView.Counted(parts.Count, "part")}, each for one sitting"));
        var width = Math.Min(70, parts.Max(part => part.Name.Length));
        foreach (var part in parts.Take(12))
        {
            var note = part.IsTooLarge ? "  one file alone is over a sitting: cut inside it" : "";
            screen.Line(
                $"  {Visible.Text(part.Name).PadRight(width)}  {VerdictView.Counted(part.Files.Count, "file"), 9}  about {VerdictView.Minutes(part.Minutes.Expected)}{note}"
            );
        }

        if (parts.Count > 12)
        {
            screen.Line(screen.Dim($"  and {parts.Count - 12} more; --json lists them all"));
        }

        screen.Line(
            screen.Dim(
                $"  together about {VerdictView.Minutes(parts.Sum(part => part.Minutes.Expected))}: each part has a start of its own for its reader"
            )
        );
    }
}
