// What a target commit says about how changes enter it: policy, roster, catalog, owners.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact;
using Countersign.Impact.Pace;
using Countersign.Likelihood;
using Countersign.People;
using Countersign.Policies;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>The list of incidents, empty where it has errors.</summary>
public sealed record ListedIncidents(IncidentList List, IReadOnlyList<Problem> Errors);

/// <summary>
/// Read from one commit, always. <see cref="Policy"/> is null where there is none or it is broken; <see cref="Problems"/>
/// then says why, and the gate stays closed.
/// </summary>
public sealed record Rulebook
{
    public const string PolicyPath = ".countersign/policy.yml";
    public const string RosterPath = ".countersign/roster.yml";
    public const string CatalogPath = ".countersign/catalog.yml";
    public const string KindsPath = ".countersign/kinds.yml";
    public const string SignalsPath = ".countersign/signals.yml";
    public const string PacePath = ".countersign/review-minutes.json";
    public const string Folder = ".countersign/";

    public required ObjectId Commit { get; init; }
    public required ObjectId Tree { get; init; }
    public Policy? Policy { get; init; }
    public Roster Roster { get; init; } = Roster.Empty;
    public Catalog Catalog { get; init; } = Catalog.Empty;

    /// <summary>Kinds of changed files that the team adds.</summary>
    public TeamKinds Kinds { get; init; } = TeamKinds.None;

    /// <summary>The constants of the minutes, refitted where readers' answers stand at this commit.</summary>
    public PaceFit Pace { get; init; } = PaceFit.Documented;

    /// <summary>What the sources beside the catalog supply at this commit.</summary>
    public IReadOnlyList<SuppliedGraph> Graphs => Supply.Value;

    /// <summary>Read when they are first asked for: most who open a rulebook want its roster or its policy.</summary>
    public Lazy<IReadOnlyList<SuppliedGraph>> Supply { get; init; } = new([]);

    /// <summary>What went wrong before; null where there is no list. Read when first asked for, and with the rules where one of them asks.</summary>
    public Lazy<ListedIncidents?> Incidents { get; init; } = new((ListedIncidents?)null);

    public GraphSide Side => new(Catalog, Graphs);

    /// <summary>The signs of AI assistance that changes are read with.</summary>
    public SignalSet Signals { get; init; } = SignalSet.BuiltIn;
    public CodeOwners? CodeOwners { get; init; }
    public ObjectId? PolicyBlob { get; init; }
    public ObjectId? RosterBlob { get; init; }
    public ObjectId? CatalogBlob { get; init; }

    /// <summary>Every problem of every file; errors close the gate.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public bool HasPolicy => PolicyBlob is not null;

    /// <summary>A policy judges what enters here: its own, be it broken, or the one of a plan.</summary>
    public bool IsRuled => HasPolicy || Policy is not null;

    /// <summary>There are rules, and they cannot be read whole: the gate stays closed to everything but a recovery.</summary>
    public bool IsBroken => HasPolicy && (Policy is null || Errors.Any());

    public IEnumerable<Problem> Errors => Problems.Where(problem => problem.Severity == Severity.Error);
}
