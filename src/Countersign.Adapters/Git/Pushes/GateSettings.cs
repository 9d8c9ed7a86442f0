// What hook install wrote beside the refs, where no push can reach: who is trusted, which refs are guarded, from where on.
using System.Collections.Concurrent;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

public enum GateMode
{
    Enforce,
    Observe,
}

/// <summary>A guarded ref, or a pattern of refs; <paramref name="Baseline"/> is the tip at installation, null where the ref did not exist.</summary>
public sealed record GuardedRef(string Pattern, ObjectId? Baseline)
{
    private static readonly ConcurrentDictionary<string, PathPattern?> s_patterns = new(StringComparer.Ordinal);

    /// <summary>For a pattern: the tips of the refs that it covered at installation, by full name.</summary>
    public IReadOnlyDictionary<string, ObjectId> Baselines { get; init; } = new Dictionary<string, ObjectId>(StringComparer.Ordinal);

    public bool IsPlain => IsPlainName(Pattern);

    public bool Covers(string reference) => Matches(Pattern, reference);

    /// <summary>A file system that ignores case would take one for the other.</summary>
    public bool CoversButForCase(string reference) => Matches(Pattern.ToUpperInvariant(), reference.ToUpperInvariant());

    public static bool IsPlainName(string pattern) => !pattern.AsSpan().ContainsAny("*?[{");

    private static bool Matches(string pattern, string reference) =>
        s_patterns.GetOrAdd("/" + pattern, text => PathPattern.TryParse(text, out var read, out _) ? read : null)?.Matches(RepoPath.Of(reference))
        == true;
}

/// <summary>Something that a keeper of the gate did to its settings, in words for people; kept for good.</summary>
public sealed record GateAct(DateTimeOffset At, string Act, string? By);

/// <summary>A key that signed landings until it was replaced.</summary>
public sealed record FormerGateKey(EcdsaPublicKey Key, DateTimeOffset Until);

/// <summary>Source: specs/trust.md.</summary>
public sealed record GateSettings
{
    public required RepositoryId Repository { get; init; }

    /// <summary>Null on a forge that runs no hook of ours: nobody signs landings there.</summary>
    public required EcdsaPublicKey? GateKey { get; init; }

    /// <summary>Where the records lie and what counts, on such a forge; null where our own gate stands.</summary>
    public ForgeFile? Forge { get; init; }
    public IReadOnlyList<SshPublicKey> RootKeys { get; init; } = [];
    public required IReadOnlyList<GuardedRef> Guarded { get; init; }
    public GateMode Mode { get; init; }
    public IReadOnlyList<FormerGateKey> FormerKeys { get; init; } = [];

    /// <summary>Oldest first: installed, observes, enforces, another key, other guarded refs.</summary>
    public IReadOnlyList<GateAct> Acts { get; init; } = [];

    /// <summary>The keys whose landings count, the present one first.</summary>
    public IReadOnlyList<EcdsaPublicKey> GateKeys => [.. GateKey is null ? [] : new[] { GateKey }, .. FormerKeys.Select(former => former.Key)];

    /// <summary>File name of the organisation's policy on the gate's machine; not part of the public trust file.</summary>
    public string? Organisation { get; init; }

    public bool Guards(string reference) => Guarded.Any(guarded => guarded.Covers(reference));

    public ObjectId? BaselineOf(string reference) =>
        Guarded
            .Where(guarded => guarded.Covers(reference))
            .Select(guarded =>
                guarded.Baselines.TryGetValue(reference, out var tip) ? tip
                : guarded.IsPlain ? guarded.Baseline
                : null
            )
            .FirstOrDefault(tip => tip is not null);

    /// <param name="branch">Full name of the branch on which the file was read.</param>
    public static GateSettings Of(ForgeFile forge, string branch) =>
        new()
        {
            Repository = forge.Repository,
            GateKey = null,
            RootKeys = forge.RootKeys,
            Guarded =
            [
                .. (forge.Guarded.Count > 0 ? forge.Guarded.Select(name => "refs/heads/" + name) : [branch]).Select(name => new GuardedRef(
                    name,
                    name == branch ? forge.Baseline : null
                )),
            ],
            Forge = forge,
        };

    /// <summary>The stored form; <paramref name="isPublic"/> leaves out what only the gate's machine needs.</summary>
    public byte[] ToJson(bool isPublic) => GateSettingsJson.Write(this, isPublic);

    /// <summary>Reads either form; a file that cannot be read whole is bad, never half believed.</summary>
    public static Parsed<GateSettings> Parse(ReadOnlyMemory<byte> bytes, string file) => GateSettingsJson.Read(bytes, file);
}
