// One offered change that has not landed: what it waits for, and from whom.
using Countersign.Adapters.Git.Gathering;
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Inputs;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.List;

internal sealed record WaitingChange(ChangeId Id, PatchSet PatchSet, JudgedChange Judged, PersonId? Me)
{
    public Facts Facts => Judged.Gathered.Facts;

    public IReadOnlyList<PersonId> WaitsFor => [.. Judged.Verdict.Missing.SelectMany(item => item.Who).Distinct()];

    public bool IsMine => Me is { } me && (PatchSet.Accountable == me || Facts.Makers.Any(maker => maker.Id == me) || WaitsFor.Contains(me));

    /// <summary>0: something is missing that only I can give; 1: something that I and others can give; 2: others, or nobody.</summary>
    public int Rank =>
        Me is not { } me || Judged.Verdict.Missing.Count == 0 ? 2
        : Judged.Verdict.Missing.Any(item => item.Who is [var only] && only == me) ? 0
        : WaitsFor.Contains(me) ? 1
        : 2;

    public double Minutes => Facts.ReviewMinutes?.Expected ?? 0;

    /// <summary>A band, never a point. Source: specs/review-minutes.md.</summary>
    public string Band =>
        Minutes switch
        {
            < 5 => "under 5 min",
            < 15 => "5 to 15 min",
            < 30 => "15 to 30 min",
            < 60 => "30 to 60 min",
            _ => "over an hour",
        };

    public string Waits =>
        Judged.IsAllowed ? "nobody: it can go in"
        : WaitsFor.Count == 0 ? $"its author ({Judged.Verdict.Kind})"
        : string.Join(
            ", ",
            WaitsFor
                .OrderBy(person => person == Me ? 0 : 1)
                .ThenBy(person => person.Value, StringComparer.Ordinal)
                .Take(3)
                .Select(person => person == Me ? "you" : person.Value)
        ) + (WaitsFor.Count > 3 ? $" +{WaitsFor.Count - 3}" : "");

    public string Target => VerdictView.Short(PatchSet.Context.TargetRef ?? "");
}
