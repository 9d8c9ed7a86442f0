// Which free texts a statement names; a store keeps no text that nobody signed for.
using Countersign.Cases;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

public static class StatementTexts
{
    /// <summary>The conditions of review are not among them: their text stays with the signer.</summary>
    public static IReadOnlyList<Digest> Of(Statement statement) =>
        [
            .. (
                statement switch
                {
                    SignOff it => [it.Reason],
                    Case it => [.. it.Sections.OrderBy(pair => pair.Key).Select(pair => (Digest?)pair.Value), it.Ai?.Asked],
                    Question it => [it.Text],
                    Answer it => [it.Text],
                    Condition it => [it.Text],
                    ConditionMet it => [it.Text],
                    PatchSet it => [it.Ai?.Asked],
                    Attribution it => [it.Ai?.Asked],
                    _ => Array.Empty<Digest?>(),
                }
            ).OfType<Digest>(),
        ];
}
