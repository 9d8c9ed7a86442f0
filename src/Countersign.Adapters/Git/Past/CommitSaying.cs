// What one commit of the past says: who made it, as hashes, which tools left marks, which commits it calls bad.
using Countersign.Changes;
using Countersign.Likelihood;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

internal sealed record CommitSaying(bool IsFix, IReadOnlyList<uint> Makers, IReadOnlyList<StepMark> Marks, IReadOnlyList<string> Blamed)
{
    private const string CoAuthor = "co-authored-by";

    public static CommitSaying Of(CommitClaim claim, SignalSet signals)
    {
        var marks = SignalReader
            .Read(claim, signals: signals)
            .Select(finding => new StepMark(finding.Tool, finding.Class, finding.Certainty))
            .Distinct()
            .Take(MergedStep.MostMarks)
            .ToList();
        var makers = new List<uint>();
        Add(claim.AuthorEmail);
        if (claim.Message.Contains(CoAuthor, StringComparison.OrdinalIgnoreCase))
        {
            foreach (var value in Trailers.Values(claim.Message, CoAuthor))
            {
                Add(Identity.Read(value).Email);
            }
        }

        return new CommitSaying(MessageMarks.IsFix(claim.Message), makers, marks, MessageMarks.Blamed(claim.Message));

        void Add(string address)
        {
            if (signals.Find(address) is null && HashOf(address) is var hash && !makers.Contains(hash) && makers.Count < MergedStep.MostMakers)
            {
                makers.Add(hash);
            }
        }
    }

    /// <summary>Of an address in any case. Two with the same hash would be taken for one person: a blurred figure, never a decision about somebody.</summary>
    public static uint HashOf(string address) => (uint)PathKey.Of(System.Text.Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant()));
}
