// Who made a change: every claim in its commits and records, joined with the roster. Claims only add.
using Countersign.Changes;
using Countersign.People;

namespace Countersign.Inputs;

/// <summary>A name somebody put on the change; <paramref name="Commit"/> is null for patch sets, pushes and records.</summary>
/// <param name="Vouched">The person whose roster key or transport account stands behind this very claim, or null.</param>
/// <param name="IsKnownAgent">The address is one of an agent that the signal table knows.</param>
public sealed record MakerClaim(string Name, string Email, string Role, ObjectId? Commit, PersonId? Vouched = null, bool IsKnownAgent = false)
{
    public string Text => Email.Length > 0 ? $"{Name} <{Email}>" : Name;
}

/// <summary>What a rostered person signed about a claim: that it is somebody, that it is not them, that they stand for it.</summary>
public sealed record ClaimWord(PersonId Signer, bool Disowns, PersonId? Is, string? Claim, ObjectId? Commit)
{
    public bool IsAbout(MakerClaim claim) =>
        (
            Claim is null
            || string.Equals(Claim, claim.Text, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Claim, claim.Email, StringComparison.OrdinalIgnoreCase)
        )
        && (Commit is null || Commit == claim.Commit)
        && (Claim is not null || Commit is not null);
}

public static class MakerClaims
{
    /// <summary>One maker for each person, bot or unattributed claim. Source: specs/policy.md, makers.</summary>
    public static IReadOnlyList<MakerFacts> Join(IEnumerable<MakerClaim> claims, IReadOnlyList<ClaimWord> words, Roster roster, DateTimeOffset now) =>
        [
            .. claims
                .Where(claim => !IsOnlyAWord(claim) || !IsDisowned(claim, Named(claim, roster), words))
                .Select(claim => (Claim: claim, Maker: Maker(claim, words, roster, now)))
                .GroupBy(pair => pair.Maker.Id?.Value ?? "?" + pair.Claim.Text.ToLowerInvariant())
                .Select(group => Merge([.. group.Select(pair => pair.Maker)]))
                .OrderBy(maker => maker.Id?.Value ?? "~" + maker.Claim, StringComparer.Ordinal),
        ];

    /// <summary>Somebody else's record names a person, and no commit does: once that person disowns it, nobody's work is left to attribute.</summary>
    private static bool IsOnlyAWord(MakerClaim claim) => claim is { Commit: null, Vouched: null };

    private static RosterEntry? Named(MakerClaim claim, Roster roster) =>
        claim.Vouched is { } vouched ? roster.Find(vouched)
        : claim.Email.Length > 0 ? roster.FindByEmail(claim.Email)
        : null;

    private static bool IsDisowned(MakerClaim claim, RosterEntry? entry, IReadOnlyList<ClaimWord> words) =>
        claim.Vouched is null && words.Any(word => word.Disowns && entry?.Id == word.Signer && word.IsAbout(claim));

    private static MakerFacts Maker(MakerClaim claim, IReadOnlyList<ClaimWord> words, Roster roster, DateTimeOffset now)
    {
        var entry = Named(claim, roster);
        if (IsDisowned(claim, entry, words))
        {
            entry = null;
        }

        var isAttributed = false;
        if (entry is null && words.FirstOrDefault(word => !word.Disowns && word.IsAbout(claim)) is { } word)
        {
            entry = roster.Find(word.Is ?? word.Signer);
            isAttributed = (word.Is ?? word.Signer) == word.Signer;
        }

        return new MakerFacts
        {
            Id = entry?.Id,
            Kind = entry switch
            {
                Person => MakerKind.Human,
                Bot { Kind: BotKind.Agent } => MakerKind.Agent,
                Bot => MakerKind.Automation,
                _ => claim.IsKnownAgent && claim.Role == "co-author" ? MakerKind.Agent : MakerKind.Unknown,
            },
            Claim = claim.Text,
            Roles = [claim.Role],
            IsAuthenticated = claim.Vouched is not null || isAttributed,
            Level = (entry as Person)?.LevelAt(now),
            Commits = claim.Commit is { } commit ? [commit] : [],
        };
    }

    private static MakerFacts Merge(IReadOnlyList<MakerFacts> same) =>
        same[0] with
        {
            Roles = [.. same.SelectMany(maker => maker.Roles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            IsAuthenticated = IsAuthenticated(same),
            Commits = [.. same.SelectMany(maker => maker.Commits).Distinct()],
        };

    /// <summary>
    /// A signed patch set or the transport's account speaks for the whole change; a signed commit only for itself, so that one
    /// genuine commit lends nothing to a forged one.
    /// </summary>
    private static bool IsAuthenticated(IReadOnlyList<MakerFacts> same) =>
        same.Any(maker => maker.IsAuthenticated && maker.Commits.Count == 0) || same.All(maker => maker.IsAuthenticated);
}
