// What a roster says of a key, in the form that verification asks for.
using Countersign.People;

namespace Countersign.Attestations;

public static class KeyHolders
{
    /// <summary>The reserved ids of root and gate keys are nobody's in a roster.</summary>
    public static FindKeyHolder Of(Roster roster) => key => roster.FindByKey(key) is { } match ? Holder(match) : null;

    private static KeyHolder? Holder(KeyMatch match) =>
        match.Holder.Id.Value is Cases.RootApproval.SignerId or Cases.Landing.SignerId
            ? null
            : new KeyHolder
            {
                Id = match.Holder.Id,
                IsBot = match.Holder is Bot,
                MayGive = match.Holder is Bot bot ? bot.Evidence : [],
                Kind = match.Key.Kind,
                Origins = match.Key.Origins,
                ValidAfter = match.Key.ValidAfter,
                ValidBefore = match.Key.ValidBefore,
                CompromisedSince = match.Key.CompromisedSince,
                CanStillSign = now => match.Holder.Keys.Any(key => key.CanSignAt(now)),
            };
}
