// Says what is known of AI assistance in a change, and what each part of that rests on.
using Countersign.Inputs;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Cli.Terminal;

/// <summary>Declared, recorded, inferred or unknown; never an accusation.</summary>
internal sealed class AssistanceView(Screen screen)
{
    public void Draw(ProvenanceFacts provenance)
    {
        var raw = provenance
            .Findings.Where(finding => finding.Certainty > 0)
            .Select(finding => finding.Signal == RecordedLines.Signal ? $"{finding.Tool}: {finding.Raw}" : finding.Raw)
            .Distinct(StringComparer.Ordinal)
            .Take(2)
            .ToList();
        var said = provenance.Basis == "unknown" ? "unknown: nothing declared, nothing recorded" : $"{Name(provenance.Class)}, {provenance.Basis}";
        foreach (var line in Wrapped($"AI assistance: {said}{(raw.Count > 0 ? $" ({string.Join("; ", raw)})" : "")}", "  "))
        {
            screen.Line(screen.Dim(line));
        }

        // One share alone says nothing that the line above does not say.
        if (provenance.Lines.Count > 1)
        {
            Quiet($"  added lines: {Shares(provenance.Lines)}");
        }

        var hints = provenance
            .Findings.Where(finding => finding.Certainty == 0)
            .Select(finding => $"{finding.Tool} by its {finding.Signal}, {finding.Raw}")
            .Distinct(StringComparer.Ordinal)
            .Take(3)
            .ToList();
        if (hints.Count > 0)
        {
            Quiet($"  hints, which decide nothing: {string.Join("; ", hints)}");
        }

        foreach (var odd in provenance.Unreadable.Take(3))
        {
            Quiet($"  not read: {odd}");
        }

        foreach (var setting in provenance.Silence)
        {
            Quiet($"  this repository keeps tools from signing ({setting}), so finding nothing says even less");
        }

        foreach (var contradiction in provenance.Contradictions)
        {
            screen.Line(screen.Yellow($"  but {Visible.Text(contradiction)}"));
        }
    }

    /// <summary>Such as "40 of 100 agent (recorded line by line), 60 unknown (no data)".</summary>
    public static string Shares(IReadOnlyList<ClassLines> lines)
    {
        var all = lines.Sum(share => share.Lines);
        return string.Join(
            ", ",
            lines.Select(
                (share, at) =>
                    $"{VerdictView.Number(share.Lines)}{(at == 0 ? $" of {VerdictView.Number(all)}" : "")} {Name(share.Class)} ({Words(share.Basis)})"
            )
        );
    }

    public static string Words(LineBasis basis) =>
        basis switch
        {
            LineBasis.RecordedByLine => "recorded line by line",
            LineBasis.RecordedMayBeInferred => "recorded line by line, may be inferred",
            LineBasis.ClaimedForPerson => "claimed for a person in a record",
            LineBasis.RecordedForCommit => "recorded for the commit",
            LineBasis.DeclaredInCommit => "declared in the commit",
            LineBasis.DeclaredForChange => "declared for the change",
            LineBasis.NoData => "no data",
            _ => throw new ArgumentOutOfRangeException(nameof(basis)),
        };

    public static string Name(AssistanceClass grade) => grade.ToString().ToLowerInvariant();

    private void Quiet(string text)
    {
        foreach (var line in Wrapped(text, "    "))
        {
            screen.Line(line);
        }
    }

    private IEnumerable<string> Wrapped(string text, string rest) =>
        Wrapping.Wrap(Visible.Text(text), "", rest, screen.Width).Select(line => line.TrimEnd());
}
