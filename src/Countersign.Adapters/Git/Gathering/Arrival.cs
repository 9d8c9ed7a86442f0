// A change that asks to enter a ref: from which tip, to which head, seen when.
using Countersign.Changes;
using Countersign.Provenance;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Gathering;

/// <param name="Tip">The target's tip that it is judged against, by whose policy.</param>
/// <param name="Lands">True where the head itself becomes the tip (a push); false where it would be merged first (a check).</param>
/// <param name="Pusher">The transport's account, such as gitolite:jun, where one is known.</param>
public sealed record Arrival(string TargetRef, ObjectId Tip, ObjectId Head, DateTimeOffset Now, bool Lands)
{
    public string? SourceRef { get; init; }

    public Pusher? Pusher { get; init; }

    /// <summary>What a forge tells of the change as a whole; hints, every one.</summary>
    public IReadOnlyList<(HintPlace Place, string Text)> Told { get; init; } = [];

    /// <summary>Signs that a later version of the table brought are not read: so a landing is judged again as it was judged.</summary>
    public int SignalsUpTo { get; init; } = SignalsTable.Version;
}

/// <summary>Who the transport says is at the other end; <paramref name="Kind"/> is gitolite, http, ssh-key, ssh or local.</summary>
public sealed record Pusher(string Kind, string Name)
{
    /// <summary>The key that the SSH server saw, where it says so.</summary>
    public SshPublicKey? Key { get; init; }

    /// <summary>Three words without blanks, as the gate's own files have them; <see cref="FromWords"/> reads them.</summary>
    public string ToWords() => $"{Kind} {Uri.EscapeDataString(Name)} {(Key is { } key ? Uri.EscapeDataString(key.ToString()) : "-")}";

    public static Pusher FromWords(string kind, string name, string key) =>
        new(kind, Uri.UnescapeDataString(name)) { Key = SshPublicKey.TryParse(Uri.UnescapeDataString(key), out var read, out _) ? read : null };

    public override string ToString() => $"{Kind}:{Name}";
}
