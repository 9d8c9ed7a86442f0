// What the command line says of a finding: exactly one kind of it.
using System.Globalization;
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Evidence;

public sealed record EvidenceOptions(ChangeOptions Change)
{
    public string? Check { get; init; }
    public string? Conclusion { get; init; }
    public IReadOnlyList<string> Tests { get; init; } = [];
    public IReadOnlyList<string> Numbers { get; init; } = [];
    public string? Sarif { get; init; }
    public string? Coverage { get; init; }
    public string? Graph { get; init; }
    public string? Observed { get; init; }
    public string? Commit { get; init; }
    public string? Name { get; init; }
    public string? Url { get; init; }

    /// <exception cref="UsageProblem">No kind or several, or a check without its conclusion.</exception>
    public void Complain()
    {
        var kinds =
            (Check is null ? 0 : 1) + (Tests.Count > 0 ? 1 : 0) + (Sarif is null ? 0 : 1) + (Coverage is null ? 0 : 1) + (Graph is null ? 0 : 1);
        if (kinds != 1)
        {
            throw new UsageProblem(
                "evidence is one finding: --check NAME --conclusion C, or --tests WHO..., or --sarif FILE, or --coverage FILE, or --graph FILE"
            );
        }

        if (Check is not null && string.IsNullOrWhiteSpace(Conclusion))
        {
            throw new UsageProblem($"a check has a conclusion: --check {Visible.Text(Check)} --conclusion success");
        }

        if (Graph is null && (Observed is not null || Commit is not null))
        {
            throw new UsageProblem("--observed and --commit go with --graph");
        }

        if (Conclusion?.Length > 40 || Url?.Length > 500 || (Name ?? Check)?.Length > 200)
        {
            throw new UsageProblem("a conclusion has at most 40 characters, a name 200, an address 500");
        }
    }

    /// <exception cref="UsageProblem">Not a UTC time.</exception>
    public DateTimeOffset ReadObserved(DateTimeOffset now) =>
        Observed is null ? now
        : DateTimeOffset.TryParseExact(
            Observed,
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
        : throw new UsageProblem($"'{Visible.Text(Observed)}' is no time; write UTC with a Z, as in 2026-01-05T09:00:00Z");

    public IReadOnlyDictionary<string, double> ReadNumbers()
    {
        var read = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in Numbers)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            read[at > 0 ? text[..at] : ""] =
                at > 0
                && double.TryParse(
                    text.AsSpan(at + 1),
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var value
                )
                && double.IsFinite(value)
                    ? value
                    : throw new UsageProblem($"'{Visible.Text(text)}' is no number; write NAME=VALUE, such as deleted=2");
        }

        return read;
    }
}

/// <summary>What will be signed, beside the content.</summary>
internal sealed record Finding(EvidenceType Type, string Name, string Conclusion)
{
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
    public IReadOnlyList<string> Names { get; init; } = [];
    public Digest? Report { get; init; }
}
