// Where our answer is meant to differ from policy-bot's, and why; specs/import.md has the same table.
namespace Countersign.Tests.Policies.Imports;

/// <summary>What we do not concede. A difference is explained only where conceding it gives policy-bot's answer.</summary>
[Flags]
internal enum Concessions
{
    None = 0,
    MakersSign = 1,
    OldContentCounts = 2,
    EditedWordsCount = 4,
    DescriptionsApprove = 8,
    OthersWithdraw = 16,
}

internal static class PolicyBotDifferences
{
    public const string Keys = "a signing key is one of the roster's, never an identifier in a policy";

    public static readonly IReadOnlyList<(Concessions Concession, string Reason)> All =
    [
        (Concessions.MakersSign, "whoever made a change never signs it"),
        (Concessions.OldContentCounts, "a signature is for one content, whenever that was pushed"),
        (Concessions.EditedWordsCount, "what was edited afterwards is no signature"),
        (Concessions.DescriptionsApprove, "a description approves nothing"),
        (Concessions.OthersWithdraw, "only whoever objected withdraws the objection"),
    ];

    /// <summary>The fewest reasons that explain the difference; null where none do.</summary>
    public static string? ReasonFor(PolicyBotCase it, Func<Concessions, bool> isLetIn)
    {
        if (it.Policy.TryGetProperty("has_valid_signatures_by_keys", out _))
        {
            return Keys;
        }

        var every = All.Aggregate(Concessions.None, (sum, pair) => sum | pair.Concession);
        var enough = Enumerable
            .Range(1, (int)every)
            .OrderBy(some => int.PopCount(some))
            .Select(some => (Concessions?)some)
            .FirstOrDefault(some => isLetIn(some!.Value) == it.IsLetInThere);
        return enough is null ? null : string.Join("; ", All.Where(pair => enough.Value.HasFlag(pair.Concession)).Select(pair => pair.Reason));
    }
}
