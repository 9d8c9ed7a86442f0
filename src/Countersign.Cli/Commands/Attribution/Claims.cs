// The claim or commit that somebody means, found among those of the change.
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Inputs;

namespace Countersign.Cli.Commands.Attribution;

/// <summary>A commit of the change, or a maker's claim as written; never both.</summary>
internal sealed record Claims(ObjectId? Commit, string? Claim)
{
    public string Words => Commit is { } commit ? $"commit {commit.Short}" : Visible.Text(Claim!);

    public string Typed => Commit is { } commit ? commit.Short : $"'{Visible.Text(Claim!)}'";

    /// <exception cref="UsageProblem">The change has nothing like it; lists what it has.</exception>
    public static Claims Find(OpenChange change, string what)
    {
        var facts = change.Gathered.Facts;
        var claim = facts.Makers.Select(maker => maker.Claim).FirstOrDefault(text => Is(text, what));
        if (claim is not null)
        {
            return new Claims(null, claim);
        }

        var commits = change.Desk.Repository.ResolveCommit(what) is { } commit ? facts.Commits.Where(one => one.Id == commit).ToList() : [];
        return commits.Count == 1
            ? new Claims(commits[0].Id, null)
            : throw new UsageProblem(
                $"this change has no commit and no claim '{Visible.Text(what)}'; it has {string.Join(", ", facts.Commits.Take(10).Select(one => one.Id.Short))}, made by {string.Join(", ", facts.Makers.Select(maker => Visible.Text(maker.Claim)))}"
            );
    }

    /// <exception cref="UsageProblem">Everyone whom it names is known already.</exception>
    public void DemandUnattributed(OpenChange change)
    {
        var named = About(change).ToList();
        if (named.TrueForAll(maker => maker.Id is not null))
        {
            throw new UsageProblem(
                $"{Words} is attributed already, to {string.Join(", ", named.Select(maker => maker.Id!.Value.Value).Distinct())}; only the person named can say otherwise: countersign disown"
            );
        }
    }

    /// <exception cref="UsageProblem">It does not name this person, or their own key stands under it.</exception>
    public void DemandFalselyNamed(OpenChange change, Recorder recorder)
    {
        if (About(change).All(maker => maker.Id != recorder.Id))
        {
            throw new UsageProblem($"{Words} does not name {recorder.Id}, so there is nothing to disown");
        }

        if (change.Gathered.Facts.Commits.Any(one => one.Id == Commit && one.SignedBy == recorder.Id))
        {
            throw new UsageProblem(
                $"{Words} is signed with a key of {recorder.Id}; if that was not you, the key is in other hands: have `compromised-since` set in the roster"
            );
        }
    }

    private IEnumerable<MakerFacts> About(OpenChange change) =>
        change.Gathered.Facts.Makers.Where(maker => Commit is { } commit ? maker.Commits.Contains(commit) : maker.Claim == Claim);

    private static bool Is(string claim, string what) =>
        string.Equals(claim, what, StringComparison.OrdinalIgnoreCase) || claim.EndsWith($"<{what}>", StringComparison.OrdinalIgnoreCase);
}
