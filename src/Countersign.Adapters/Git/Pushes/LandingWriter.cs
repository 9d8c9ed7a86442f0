// post-receive: appends what landed to the gate's chain, and fills the gap that a crash between the hooks left.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>Hold <see cref="GateFolder.Lock"/> meanwhile: two gates at once would each fill the other's gap.</summary>
public sealed class LandingWriter(Gatehouse house, GateFolder folder, EcdsaPrivateKey gateKey)
{
    private const int MostSteps = 1000;
    private readonly JudgedNotes _notes = new(folder);
    private readonly GitGateChain _chain = new(house.Repository, house.Room);

    /// <summary>Writes what an update is recorded as; first whatever is missing since the last one, marked repaired.</summary>
    public IReadOnlyList<Landing> Write(string reference, ObjectId old, ObjectId @new, Pusher? pusher, DateTimeOffset now)
    {
        var last = Last(reference);
        var written = new List<Landing>();
        if (last == @new || (last != old && house.Publication.HasLanded(house.Settings, reference, @new)))
        {
            // A later push was faster and has filled this one in already.
            _notes.Forget(reference, old, @new);
            return written;
        }

        if (last != old)
        {
            written.AddRange(Fill(reference, last, old, now));
        }

        written.AddRange(
            Append(reference, _notes.Find(reference, old, @new)?.Landings ?? Judge(reference, old, @new, pusher, now), isRepaired: false)
        );
        _notes.Forget(reference, old, @new);
        return written;
    }

    /// <summary>Every guarded branch whose tip is beyond its last landing, as a crash between the hooks leaves it.</summary>
    public IReadOnlyList<Landing> Repair(DateTimeOffset now)
    {
        var written = new List<Landing>();
        foreach (var reference in house.Refs.Where(reference => reference.Target is null && IsRecorded(reference.Name)))
        {
            var last = Last(reference.Name);
            if (last != reference.Id)
            {
                written.AddRange(Fill(reference.Name, last, reference.Id, now));
            }
        }

        return written;
    }

    /// <summary>Guarded refs have landings; a tag names one and has none of its own.</summary>
    public bool IsRecorded(string reference) => house.Settings.Guards(reference) && !reference.StartsWith("refs/tags/", StringComparison.Ordinal);

    private ObjectId Last(string reference) =>
        house.Publication.LastLanding(house.Settings, reference)?.New
        ?? house.Settings.BaselineOf(reference)
        ?? ObjectId.Zero(house.Repository.Format);

    /// <summary>With what was decided then, where a note of it is left; else by judging it now.</summary>
    private List<Landing> Fill(string reference, ObjectId from, ObjectId to, DateTimeOffset now)
    {
        var written = new List<Landing>();
        for (var steps = 0; from != to && steps < MostSteps && Next(reference, from, to) is { } note; steps++)
        {
            written.AddRange(Append(reference, note.Landings, isRepaired: true));
            _notes.Forget(reference, note.Old, note.New);
            from = note.New;
        }

        if (from != to)
        {
            written.AddRange(Append(reference, Judge(reference, from, to, null, now), isRepaired: true));
        }

        return written;
    }

    private JudgedNote? Next(string reference, ObjectId from, ObjectId to) =>
        _notes
            .From(reference, from)
            .FirstOrDefault(note => note.New == to || (!note.New.IsZero && !to.IsZero && note.New != from && house.Room.IsAncestor(note.New, to)));

    private List<Landing> Append(string reference, IReadOnlyList<Landing> landings, bool isRepaired)
    {
        var fitting = landings.Select(landing => Fitting(isRepaired ? landing with { IsRepaired = true } : landing)).ToList();
        _chain.Append(reference, [.. fitting.Select(pair => (pair.Landing.New, pair.Envelope))]);
        return [.. fitting.Select(pair => pair.Landing)];
    }

    /// <summary>A record longer than records may be would never be read again, so the weakest of very many findings are left out.</summary>
    private (Landing Landing, byte[] Envelope) Fitting(Landing landing)
    {
        var envelope = RecordEnvelope.Of(landing).Seal(gateKey);
        return envelope.Length <= DsseEnvelope.LongestJson || landing.Findings.Count == 0
            ? (landing, envelope)
            : Fitting(landing with { Findings = [.. landing.Findings.Take(landing.Findings.Count / 2)] });
    }

    private IReadOnlyList<Landing> Judge(string reference, ObjectId old, ObjectId @new, Pusher? pusher, DateTimeOffset now) =>
        new PushJudge(house).Judge([new RefCommand(reference, old, @new)], pusher, now).Refs[0].Landings is { Count: > 0 } landings
            ? landings
            :
            [
                new LandingStatements(house.Settings, house.Repository.Format, house.Repository.ReadRef(RecordRefs.Records)).OfMove(
                    new RefMove(reference, old, @new),
                    @new.IsZero ? null : house.Room.TreeOf(@new),
                    permit: null,
                    isAllowed: false,
                    pusher,
                    now
                ),
            ];
}
