// Statements made by a program of the attacker's own: any field, any key, any namespace, at the front door or through the wall.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Records;
using Countersign.Adapters.Keys;
using Countersign.Attestations;
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Workbench;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    /// <summary>An approval of a branch's content that no check of our own program has seen.</summary>
    public static SignOff Approval(OpenChange change, Recorder by) =>
        Statements.Decision(change, by, DecisionKind.Approve) with
        {
            Assurance = Assurance.ReadInFull,
        };

    /// <summary>Pushes a hand-made statement through the hook; <paramref name="key"/> signs it, in <paramref name="in"/>'s namespace.</summary>
    /// <returns>The hook's answer; what was refused does not stay in the clone.</returns>
    public Ran Craft(
        string person,
        string branch,
        Func<OpenChange, Recorder, Statement> make,
        string? key = null,
        string? @in = null,
        string to = "main"
    )
    {
        var records = Made(person, branch, make, key, @in, to);
        AddTo(Clone(person), records);
        var pushed = Push(person, "refs/countersign/records");
        Git(Clone(person), "fetch", "-q", "origin", "+refs/countersign/*:refs/countersign-remote/*");
        if (pushed.Code != 0)
        {
            Try(Clone(person), "git", "update-ref", "-d", "refs/countersign/records");
        }

        return pushed;
    }

    /// <summary>The same, written straight into the bare repository by somebody with a shell there: the hook never sees it.</summary>
    public void Smuggle(
        string person,
        string branch,
        Func<OpenChange, Recorder, Statement> make,
        string? key = null,
        string? @in = null,
        string to = "main"
    ) => AddTo(Bare, Made(person, branch, make, key, @in, to));

    private IReadOnlyList<StoredRecord> Made(
        string person,
        string branch,
        Func<OpenChange, Recorder, Statement> make,
        string? key,
        string? @in,
        string to
    )
    {
        Git(Clone(person), "fetch", "-q", "origin");
        var around = Around(Clone(person));
        using var desk = Desk.Open(around);
        var change = OpenChange.Find(desk, branch, to, around);
        var statement = make(change, Recorder.Open(desk, change.Target, Key(person), around));
        var envelope = RecordEnvelope.Of(statement);
        var signer = new SshKeygenSigner(SigningKey.Find(Key(key ?? person), _ => null, ""));
        return StoredRecord.Of(statement, envelope.Seal(signer.Sign(envelope.BytesToSign, @in ?? envelope.Namespace!)));
    }

    private static void AddTo(string folder, IReadOnlyList<StoredRecord> records)
    {
        var repository = GitRepository.Open(new GitProgram(), folder);
        using var room = repository.OpenCleanRoom();
        new GitRecordStore(repository, room).Add(records);
    }
}
