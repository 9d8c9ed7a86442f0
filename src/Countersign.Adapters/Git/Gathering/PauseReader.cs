// Rules set aside for hours, and refs closed for a time: signed by those who may, read with every verdict.
using Countersign.Cases;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Gathering;

internal static class PauseReader
{
    /// <summary>Only the policy's owner pauses a rule, and only in the version of the policy that they paused it in.</summary>
    public static IReadOnlyList<PauseFacts> Read(RecordSources sources, Rulebook rulebook, RecordReader reader)
    {
        if (!sources.HasRecords || rulebook.Policy is not { } policy)
        {
            return [];
        }

        var pauses = new List<(Digest Id, Pause Pause)>();
        foreach (var part in policy.Parts)
        {
            foreach (var record in reader.Verify(reader.About(part.Digest)).Good.Where(record => record.Signer == part.Owner))
            {
                if (record.Statement is Pause pause)
                {
                    pauses.Add((record.Id, pause));
                }
            }
        }

        var replaced = pauses.Select(pair => pair.Pause.Previous).OfType<Digest>().ToHashSet();
        return
        [
            .. pauses
                .Where(pair => !replaced.Contains(pair.Id))
                .Select(pair => new PauseFacts(pair.Pause.Rule, pair.Pause.Signer.Id, pair.Pause.Until, pair.Pause.Reason)),
        ];
    }

    /// <summary>Why the ref is closed now, by whom; null where it is open. Anyone who may release or govern closes it.</summary>
    public static string? Frozen(RecordSources sources, Rulebook rulebook, RecordReader reader, Arrival arrival)
    {
        if (!sources.HasRecords)
        {
            return null;
        }

        var freezes = reader
            .Verify(reader.About(Freeze.SubjectOf(arrival.TargetRef)))
            .Good.Where(record =>
                record.Statement is Freeze && rulebook.Roster.FindPerson(record.Signer)?.May.Intersect([Person.Release, Person.Govern]).Any() == true
            )
            .Select(record => (record.Id, Freeze: (Freeze)record.Statement))
            .ToList();
        var replaced = freezes.Select(pair => pair.Freeze.Previous).OfType<Digest>().ToHashSet();
        var standing = freezes.Where(pair => !replaced.Contains(pair.Id) && pair.Freeze.Until > arrival.Now).Select(pair => pair.Freeze).ToList();
        return standing.Count == 0
            ? null
            : $"{arrival.TargetRef} is frozen until {standing.Max(freeze => freeze.Until):u} by {standing[0].Signer.Id}: {standing[0].Reason}";
    }
}
