// The signs that one verdict is read with: the built-in table, as far as a team holds on to a version, and what the team added.
using System.Globalization;

namespace Countersign.Provenance;

public sealed class SignalSet
{
    private readonly Dictionary<string, AddressSignal> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, LineSignal> _trailers;
    private readonly HintSignal[] _hints;

    private readonly int _pin;
    private readonly TeamSignals? _team;

    private SignalSet(int pin, TeamSignals? team)
    {
        (_pin, _team) = (pin, team);
        foreach (var signal in SignalsTable.Addresses.Where(signal => signal.Since <= pin).Concat(team?.Addresses ?? []))
        {
            _addresses.TryAdd(signal.Address, signal);
        }

        var lines = SignalsTable.Lines.Where(signal => signal.Since <= pin).Concat(team?.Lines ?? []).ToList();
        _trailers = lines.Where(signal => !signal.IsFooter).ToLookup(signal => signal.Key, StringComparer.OrdinalIgnoreCase);
        Footers = [.. lines.Where(signal => signal.IsFooter)];
        _hints = [.. SignalsTable.Hints.Where(signal => signal.Since <= pin).Concat(team?.Hints ?? [])];
        Version = team is null ? $"signals/{pin}" : $"signals/{pin}+{team.Digest.ToString()[..12]}";
    }

    public static SignalSet BuiltIn { get; } = new(SignalsTable.Version, null);

    /// <summary>Such as signals/2, or signals/2+0a1b2c3d4e5f where a team's file with that digest adds to it.</summary>
    public string Version { get; }

    public IReadOnlyList<LineSignal> Footers { get; }

    /// <summary>A team's file only adds: what the built-in table says of an address stands.</summary>
    public static SignalSet With(TeamSignals team) => new(team.Table ?? SignalsTable.Version, team);

    public SignalSet UpTo(int version) => version >= _pin ? this : new SignalSet(version, _team);

    /// <summary>2 of signals/2+0a1b2c3d4e5f; null where it is no such name.</summary>
    public static int? VersionOf(string named) =>
        named.StartsWith("signals/", StringComparison.Ordinal)
        && int.TryParse(named["signals/".Length..].Split('+')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && version > 0
            ? version
            : null;

    public AddressSignal? Find(string address) => _addresses.GetValueOrDefault(address.Trim());

    public IEnumerable<LineSignal> Trailers(string key) => _trailers[key];

    /// <summary>A branch is compared from its own beginning, and from behind a remote's or an owner's name.</summary>
    public HintSignal? Hint(HintPlace place, string text) => _hints.FirstOrDefault(hint => hint.Place == place && Fits(hint, text));

    private static bool Fits(HintSignal hint, string text) =>
        hint.Place != HintPlace.Branch ? string.Equals(text, hint.Text, StringComparison.OrdinalIgnoreCase)
        : text.StartsWith(hint.Text, StringComparison.OrdinalIgnoreCase) ? text.Length > hint.Text.Length
        : text.IndexOf('/') is var slash and > 0 && text.AsSpan(slash + 1).StartsWith(hint.Text, StringComparison.OrdinalIgnoreCase);
}
