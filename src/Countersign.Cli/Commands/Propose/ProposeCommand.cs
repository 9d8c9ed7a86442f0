// `countersign propose`: offers this version of a change, signed by whoever answers for it, without entering anything.
using System.CommandLine;
using System.Security.Cryptography;
using Countersign.Adapters.Git;
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Provenance.LineRecords;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Propose;

public static class ProposeCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var revision = ChangeOptions.RevisionArgument();
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var verb = new Verb("propose", "Offer this version of the change: sign it as its accountable author and send it")
        {
            Examples =
            [
                ("countersign propose", "Offer HEAD's branch for the remote's main branch."),
                ("countersign propose --to release/2.4 --ai assisted --tool 'Claude Code'", "For another target, with AI's part declared."),
            ],
        };
        verb.Add(revision);
        verb.Add(to);
        verb.Add(key);
        var ai = new AiOptions().AddTo(verb);
        return verb.Runs(
            parsed => (Change: new ChangeOptions(parsed.GetValue(revision), parsed.GetValue(to), parsed.GetValue(key)), Ai: ai.Read(parsed)),
            options => Run(options.Change, options.Ai, surroundings)
        );
    }

    internal static int Run(ChangeOptions options, AiSaid? ai, Surroundings surroundings)
    {
        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Revision, options.To, surroundings);
        var recorder = Recorder.Open(desk, change.Target, options.Key, surroundings);
        if (change.Gathered.Manifest!.IsEmpty)
        {
            throw new UsageProblem($"there is nothing to offer: {VerdictView.Short(change.Target.Ref)} has it all already");
        }

        var id = Known(desk, change) ?? ChangeId.FromBytes(RandomNumberGenerator.GetBytes(16));
        var earlier = Earlier(desk, change, id, surroundings);
        if (
            earlier is { } same
            && same.Statement.Subject.Digest == change.Digest
            && same.Statement.Head == change.Head
            && same.Record.Signer == recorder.Id
            && ai is null
        )
        {
            surroundings.Screen.Line($"This is patch set {same.Statement.Number} of change {id} already; nothing new is sent.");
        }
        else
        {
            recorder.Sign(
                new PatchSet
                {
                    Context = recorder.Context,
                    Subject = new StatementSubject
                    {
                        Change = id,
                        Digest = change.Digest,
                        ResultTree = change.ResultTree,
                    },
                    Signer = recorder.Claim,
                    SignedAt = recorder.Now,
                    Nonce = Recorder.NewNonce(),
                    Number = (earlier?.Statement.Number ?? 0) + 1,
                    Previous = earlier is { } before ? new PreviousPatchSet(before.Record.Id, before.Statement.Subject.Digest!.Value) : null,
                    Tip = change.Target.Tip,
                    Head = change.Head,
                    Accountable = recorder.Id,
                    Ai = ai?.Signed(recorder),
                }
            );
            var name = change.Branch ?? $"refs/heads/change/{id.ToString()[..12]}";
            recorder.Submit(change.Target.Remote is null ? [] : [$"+{change.Head.Hex}:{name}"]);
            if (change.Branch is { } local)
            {
                desk.Repository.SetConfig(ConfigKey(local), id.ToString());
            }

            surroundings.Screen.Line(
                $"Patch set {(earlier?.Statement.Number ?? 0) + 1} of change {id.ToString()[..12]} is offered for {VerdictView.Short(change.Target.Ref)}, signed by {recorder.Id}."
            );
            if (ai?.Reminder(change, recorder) is { } reminder)
            {
                surroundings.Screen.Line(reminder);
            }
        }

        NameWhatIsOnlyHere(change, surroundings.Screen, desk);
        surroundings.Screen.Line();
        // The gate has put on record when it first saw this; that comes back with the landings.
        var after = OpenChange.Find(desk, options.Revision, options.To, surroundings);
        new VerdictView(surroundings.Screen).Draw(after.Judged.Verdict, after.Gathered.Facts);
        CutView.Draw(surroundings.Screen, after.Judged);
        return ExitCode.Of(after.Judged.Verdict.Kind);
    }

    /// <summary>A plain push brings no notes, and some hold whole conversations: whether they are sent is the author's to say.</summary>
    private static void NameWhatIsOnlyHere(OpenChange change, Screen screen, Desk desk)
    {
        var notes = change
            .Gathered.Facts.Provenance.Findings.Where(finding => finding.Signal is RecordedLines.Signal or CommitRecord.Signal)
            .Select(finding => finding.Source.Split(' ').ElementAtOrDefault(1) ?? "")
            .Where(reference => reference.StartsWith("refs/notes/", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (notes.Count == 0 || change.Target.Remote is not { } remote)
        {
            return;
        }

        var there = desk.Repository.RemoteRefs(remote, notes).ToDictionary(reference => reference.Name, reference => reference.Id);
        var here = desk.Repository.Refs().ToDictionary(reference => reference.Name, reference => reference.Id);
        foreach (var name in notes.Where(name => here.TryGetValue(name, out var id) && (!there.TryGetValue(name, out var sent) || sent != id)))
        {
            screen.Line(
                screen.Dim($"What a tool recorded of these lines is only here; the gate reads it once you push it: git push {remote} {name}")
            );
        }
    }

    /// <summary>The change that this branch or content was offered as, unless that has landed: what comes after it is another one.</summary>
    private static ChangeId? Known(Desk desk, OpenChange change)
    {
        var landed = desk.Trust.Sources(change.Target.Ref).Landings.Select(pair => pair.Landing.Subject.Change).ToHashSet();
        var configured =
            change.Branch is { } branch && desk.Repository.OwnConfig(ConfigKey(branch)) is { } kept && ChangeId.TryParse(kept, out var known)
                ? known
                : (ChangeId?)null;
        return change
            .Gathered.Records.ChangeIds.Reverse()
            .Select(id => (ChangeId?)id)
            .Append(configured)
            .FirstOrDefault(id => id is not null && !landed.Contains(id));
    }

    /// <summary>
    /// The newest version offered under this id, whatever its content. One that does not follow on the version before it counts last: the
    /// last number there is, taken by somebody, would leave none for the author.
    /// </summary>
    private static (Attestations.VerifiedRecord Record, PatchSet Statement)? Earlier(
        Desk desk,
        OpenChange change,
        ChangeId id,
        Surroundings surroundings
    )
    {
        var sources = desk.Trust.Sources(change.Target.Ref);
        var reader = new Adapters.Git.Gathering.RecordReader(
            sources.Store,
            sources.Repository ?? default,
            change.Gathered.Rulebook.Roster,
            sources.RootKeys,
            sources.GateKeys,
            surroundings.Now
        );
        var all = reader.Read(change.Digest, [id]).Of<PatchSet>().Where(pair => pair.Statement.Subject.Change == id).ToList();
        var numbers = all.ToDictionary(pair => pair.Record.Id, pair => pair.Statement.Number);
        return all.OrderByDescending(pair =>
                pair.Statement.Number == 1 + (pair.Statement.Previous is { } before ? numbers.GetValueOrDefault(before.Statement) : 0)
            )
            .ThenByDescending(pair => pair.Statement.Number)
            .Select(pair => ((Attestations.VerifiedRecord, PatchSet)?)pair)
            .FirstOrDefault();
    }

    private static string ConfigKey(string branch) => $"branch.{branch["refs/heads/".Length..]}.countersign";
}
