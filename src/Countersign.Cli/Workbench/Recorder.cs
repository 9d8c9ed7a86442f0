// Signs statements as the person at the keyboard, keeps them in the records and sends them to the gate.
using System.Security.Cryptography;
using Countersign.Adapters.Git.Records;
using Countersign.Adapters.Keys;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Workbench;

public sealed class Recorder
{
    private readonly Desk _desk;
    private readonly Target _target;
    private readonly SshKeygenSigner _signer;
    private readonly Roster _roster;
    private readonly Terminal.Screen _screen;
    private readonly List<StoredRecord> _pending = [];
    private readonly List<Digest> _signed = [];

    private Recorder(Desk desk, Target target, SshKeygenSigner signer, Roster roster, KeyMatch me, Terminal.Screen screen)
    {
        (_desk, _target, _signer, _roster, Me, _screen) = (desk, target, signer, roster, me.Holder, screen);
        RosterKey = me.Key;
    }

    /// <summary>Whose key it is, by the roster at the target's tip.</summary>
    public RosterEntry Me { get; }

    public PersonId Id => Me.Id;

    /// <summary>The same key as the roster has it, with its time.</summary>
    public PersonKey RosterKey { get; }

    public SigningKey Key => _signer.Key;

    public Roster Roster => _roster;

    /// <exception cref="UsageProblem">No gate, no key, or a key that the roster does not know; each says what to do.</exception>
    public static Recorder Open(Desk desk, Target target, string? keyFile, Surroundings surroundings)
    {
        if (desk.Trust.Settings is null)
        {
            throw new UsageProblem(
                "no gate is known here, so a record could not say for which repository it is; fetch what the gate published with `countersign sync`, or install one with `countersign hook install`"
            );
        }

        var home = surroundings.Variable("HOME") ?? surroundings.Variable("USERPROFILE") ?? "";
        SigningKey key;
        try
        {
            key = SigningKey.Find(keyFile is null ? null : Path.GetFullPath(keyFile, surroundings.Folder), desk.Repository.Config, home);
        }
        catch (SigningFault fault)
        {
            throw new UsageProblem($"{fault.Message}. {fault.Remedy}");
        }

        if (!SshPublicKey.TryParse(key.PublicLine, out var parsed, out var problem))
        {
            throw new UsageProblem($"the public key of {key.Path} is unreadable: {problem}");
        }

        var rulebook = desk.Rulebooks.At(target.Tip);
        var roster = rulebook.Roster;
        if (roster.Persons.Count == 0 && rulebook.Errors.Any())
        {
            throw new UsageProblem(
                $"the rules at {target.Ref} cannot be read:{Environment.NewLine}{string.Join(Environment.NewLine, rulebook.Errors)}",
                ExitCode.Faulted
            );
        }

        var match =
            roster.FindByKey(parsed)
            ?? throw new UsageProblem(
                $"the roster at {target.Ref} does not know your key {parsed.Fingerprint} ({key.Path}); name another with --key, or have it added to .countersign/roster.yml"
            );
        return match.Key.CanSignAt(desk.Now)
            ? new Recorder(desk, target, new SshKeygenSigner(key), roster, match, surroundings.Screen)
            : throw new UsageProblem(
                $"your key {parsed.Fingerprint} ({key.Path}) {(match.Key.Ends <= desk.Now ? $"ended on {match.Key.Ends.Value.UtcDateTime:yyyy-MM-dd HH:mm}Z" : $"begins on {match.Key.ValidAfter!.Value.UtcDateTime:yyyy-MM-dd HH:mm}Z")} by the roster at {target.Ref}, so nothing that it signs counts; name another with --key, or have one added to .countersign/roster.yml"
            );
    }

    /// <summary>Who the person at the keyboard is by the roster at the target; null where that cannot be told.</summary>
    public static PersonId? WhoIsHere(Desk desk, Target target, string? keyFile, Surroundings surroundings)
    {
        try
        {
            return Open(desk, target, keyFile, surroundings).Id;
        }
        catch (UsageProblem)
        {
            return null;
        }
    }

    public StatementContext Context => new(_desk.Trust.Settings!.Repository, _target.Ref);

    public SignerClaim Claim => new(Id, (Me as Person)?.LevelAt(_desk.Now), _roster.Digest);

    /// <summary>Whole seconds, as statements have them.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(_desk.Now.ToUnixTimeSeconds());

    /// <exception cref="UsageProblem">The key is a bot's; <paramref name="deed"/> completes "only a person can ...".</exception>
    public void DemandPerson(string deed)
    {
        if (Me is not Person)
        {
            throw new UsageProblem($"{Id} is a bot: bots give evidence and sign nothing else; only a person can {deed}");
        }
    }

    public static Nonce NewNonce() => Nonce.FromBytes(RandomNumberGenerator.GetBytes(16));

    /// <summary>Keeps the words beside the statement that will name them.</summary>
    public Digest Text(string words)
    {
        var text = new FreeText(NewNonce(), words);
        _pending.Add(StoredRecord.Of(text));
        return text.Digest;
    }

    /// <summary>Signs; the record's id is the digest of the stored bytes.</summary>
    /// <exception cref="UsageProblem">The key did not sign; says why and what to do.</exception>
    public Digest Sign(Statement statement)
    {
        try
        {
            var envelope = _signer.Seal(statement);
            _pending.AddRange(StoredRecord.Of(statement, envelope));
            var id = Digest.Of(envelope);
            _signed.Add(id);
            return id;
        }
        catch (SigningFault fault)
        {
            throw new UsageProblem($"{fault.Message}. {fault.Remedy}", ExitCode.Faulted);
        }
    }

    /// <summary>Keeps everything signed so far and sends it, together with other refs; all of it or none.</summary>
    public void Submit(params IReadOnlyList<string> refspecs)
    {
        var store = new GitRecordStore(_desk.Repository, _desk.Room);
        var before = store.Tip;
        store.Add(_pending);
        try
        {
            var sent = _desk.Repository.ReadRef("refs/countersign-remote/records");
            new Exchange(_desk.Repository, _desk.Room, _target.Remote).Send(refspecs);
            if (_target.Remote is { } remote && Wake.Job(_desk.Repository, remote, _desk.Trust.Settings?.Forge, sent) is { } instead)
            {
                _screen.Aside($"countersign: {instead}");
            }
        }
        catch (UsageProblem)
        {
            PutBack(before);
            throw;
        }

        _screen.Report?.Records.AddRange(_signed);
        _signed.Clear();
        _pending.Clear();
    }

    /// <summary>What the gate refused does not stay here either, or every later push would carry it.</summary>
    private void PutBack(Changes.ObjectId? before)
    {
        if (_desk.Repository.ReadRef(RecordRefs.Records) is { } now)
        {
            var zero = Changes.ObjectId.Zero(_desk.Repository.Format);
            Adapters.Git.RefUpdates.UpdateRefs(_desk.Repository, [new Adapters.Git.RefChange(RecordRefs.Records, now, before ?? zero)]);
        }
    }
}
