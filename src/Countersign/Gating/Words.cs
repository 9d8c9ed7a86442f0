// Fills the numbers of a change into the words of a refusal.
using Countersign.Inputs;

namespace Countersign.Gating;

internal static class Words
{
    public static string Fill(string words, Facts facts) =>
        words
            .Replace(
                "{review-minutes}",
                facts.ReviewMinutes is { } minutes ? $"{ReviewMinutesFacts.Rounded(minutes.Expected):0}" : "an unknown number of",
                StringComparison.Ordinal
            )
            .Replace("{files}", $"{facts.Files.Count}", StringComparison.Ordinal)
            .Replace("{lines}", $"{facts.Files.Sum(file => (long)file.Added + file.Deleted)}", StringComparison.Ordinal)
            .Replace("{effective-lines}", $"{facts.Files.Sum(file => file.EffectiveLines):0}", StringComparison.Ordinal);
}
