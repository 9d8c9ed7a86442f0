// How far the change can hurt, what it costs to read, and what is known of AI assistance, as facts.
using System.Globalization;
using Countersign.Changes;
using Countersign.Impact;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;

namespace Countersign.Inputs;

/// <summary>The blast radius: every component reached, never one opaque score.</summary>
public sealed record ReachFacts
{
    /// <summary>catalog, backstage, projects and runtime, as far as they gave a component; "none" where nothing did.</summary>
    public required string Source { get; init; }
    public IReadOnlyList<ReachedComponent> Components { get; init; } = [];
    public IReadOnlyList<RepoPath> Unmapped { get; init; } = [];

    /// <summary>Components reached at a distance whose criticality no source says; they count like unmapped paths.</summary>
    public IReadOnlyList<string> Undeclared { get; init; } = [];

    /// <summary>Why coverage is not known, in words; null where the graph is whole.</summary>
    public string? UnknownCoverage { get; init; }

    /// <summary>reversible, forward-only, or unknown.</summary>
    public string Reversibility { get; init; } = "unknown";

    /// <summary>The worst that is reached, with unmapped paths and what has no criticality counted as said, raised by one step where coverage is unknown.</summary>
    /// <returns>Null where nothing is reached.</returns>
    public Criticality? Worst(Criticality unmappedCountsAs)
    {
        Criticality? worst = Components.Count == 0 ? null : Components.Max(component => component.Criticality);
        if (Unmapped.Count + Undeclared.Count > 0)
        {
            worst = worst is null || worst < unmappedCountsAs ? unmappedCountsAs : worst;
        }

        return UnknownCoverage is null ? worst : (Criticality)Math.Min((int)(worst ?? unmappedCountsAs) + 1, (int)Criticality.Critical);
    }
}

/// <summary>
/// <paramref name="Distance"/> is 0 for a component that the change touches; <paramref name="Path"/> runs from the touched
/// component to this one along dependents.
/// </summary>
public sealed record ReachedComponent(string Name, Criticality Criticality, int Distance, IReadOnlyList<string> Path);

/// <summary>Formula A for one round by the best-placed reader; a band, never a point.</summary>
public sealed record ReviewMinutesFacts(double Low, double Expected, double High, double EffectiveLines, int Files, string Formula)
{
    /// <summary>Who could read it as its signer; null where no limit lies within the band, so that nobody had to be asked about.</summary>
    public ReadersFacts? Readers { get; init; }

    /// <summary>Lines proven to have only moved; null where no limit hung on it, so that nobody looked.</summary>
    public int? Moved { get; init; }

    /// <summary>The refitted constants in use; null where the documented ones are.</summary>
    public PaceFacts? Pace { get; init; }

    /// <summary>What the documented constants expect, so that readers' answers are sorted by what no answer moves.</summary>
    public double Documented()
    {
        if (Pace is not { } pace)
        {
            return Expected;
        }

        var (low, high) = (At(Low, 1), At(High, Impact.ReviewMinutes.FirstContact));
        return Readers?.AnyFamiliar() switch
        {
            true => low,
            false => high,
            null => (low + high) / 2,
        };

        double At(double minutes, double familiarity) =>
            (Impact.ReviewMinutes.ContextMinutes * familiarity) + ((minutes - (pace.Start * familiarity)) / pace.Factor);
    }

    /// <summary>The band, and all that moved what is expected within it or moved it as a whole.</summary>
    public string Says() =>
        string.Create(CultureInfo.InvariantCulture, $"{Low:0} to {High:0}")
        + (Readers is { } readers ? $", {readers.Says()}" : "")
        + (Moved is > 0 ? $", {Moved} lines proven to have only moved count a tenth" : "")
        + (Pace is { } pace ? $", constants refitted on {pace.Answers} answers of readers" : "");

    /// <summary>For people, who are told no more than is known: to five from eight on, to ten from an hour on.</summary>
    public static double Rounded(double minutes)
    {
        var step =
            minutes < 8 ? 1
            : minutes < 60 ? 5
            : 10;
        return Math.Round(minutes / step) * step;
    }
}

/// <summary>Incidents that the target lists and that are traced to paths of this change. Source: specs/likelihood.md, incidents.yml.</summary>
/// <param name="Listed">How many incidents the list has.</param>
/// <param name="NotFound">Changes that it names and that are not in this repository.</param>
/// <param name="Problem">Why the list, or what it names, could not be read, in words; null where it could.</param>
public sealed record IncidentFacts(int Listed, int NotFound, string? Problem)
{
    /// <summary>Ids of incidents whose changes touched one of the changed paths, in the order of the list.</summary>
    public IReadOnlyList<string> Here { get; init; } = [];
}

/// <summary>What readers' own answers made of the constants. Source: specs/review-minutes.md.</summary>
/// <param name="Start">Minutes to get into a change.</param>
/// <param name="Factor">Times the documented minutes for files and lines.</param>
public sealed record PaceFacts(int Answers, double Start, double Factor);

/// <summary>Of the people who could sign the change, how many know its files. Source: specs/review-minutes.md.</summary>
/// <param name="Unknown">Why that cannot be told, in words; null where it can. Somebody found is found all the same.</param>
public sealed record ReadersFacts(int Qualified, int Familiar, string? Unknown)
{
    /// <summary>Null where nobody can tell: then the middle of the band stands.</summary>
    public bool? AnyFamiliar() =>
        Familiar > 0 ? true
        : Unknown is null ? false
        : null;

    public string Says() =>
        Familiar > 0 ? $"{Familiar} of {Qualified} who could sign know{(Familiar == 1 ? "s" : "")} these files"
        : Unknown is { } why ? $"the middle, for who knows these files cannot be told: {why}"
        : $"none of the {Qualified} who could sign knows these files";
}

public sealed record ProvenanceFacts
{
    public required AssistanceClass Class { get; init; }

    /// <summary>Why it is that class: declared, recorded, inferred or unknown.</summary>
    public required string Basis { get; init; }
    public IReadOnlyList<AssistanceFinding> Findings { get; init; } = [];

    /// <summary>The table of signs that was read with, such as signals/2, or signals/2+0a1b2c3d4e5f with a team's additions.</summary>
    public string? Table { get; init; }

    /// <summary>Lines that the commits of this change added, by class and by what that rests on; empty where nothing at all is known.</summary>
    public IReadOnlyList<ClassLines> Lines { get; init; } = [];

    /// <summary>What lies in tools' records and could not be read, so that finding nothing says less.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>Settings at the target that keep tools from signing their work, so that finding nothing says even less.</summary>
    public IReadOnlyList<string> Silence { get; init; } = [];

    /// <summary>Where a declaration and a finding disagree; evidence only adds.</summary>
    public IReadOnlyList<string> Contradictions { get; init; } = [];

    /// <summary>Human makers whose signed declaration is missing.</summary>
    public IReadOnlyList<string> NotDeclaredBy { get; init; } = [];

    /// <summary>Silence is looked for where there is some.</summary>
    public ProvenanceFacts WithSilence(Func<IReadOnlyList<string>> look) => Class == AssistanceClass.Unknown ? this with { Silence = look() } : this;
}
