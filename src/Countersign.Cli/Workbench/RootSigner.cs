// Signs with a root key, which no roster knows: for the start of a repository and for its recovery.
using System.Security.Cryptography;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Adapters.Git.Records;
using Countersign.Adapters.Keys;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Workbench;

public sealed class RootSigner
{
    private readonly Desk _desk;
    private readonly GateSettings _settings;
    private readonly SshKeygenSigner _signer;
    private readonly List<StoredRecord> _pending = [];

    private RootSigner(Desk desk, GateSettings settings, SshKeygenSigner signer) => (_desk, _settings, _signer) = (desk, settings, signer);

    public string Path => _signer.Key.Path;

    /// <exception cref="UsageProblem">No key, or one that is not among the gate's roots.</exception>
    public static RootSigner Open(Desk desk, GateSettings settings, string? file, Surroundings surroundings)
    {
        if (file is null)
        {
            throw new UsageProblem("name the root key's file with --key; an everyday key is never taken by itself");
        }

        try
        {
            var key = SigningKey.Find(
                System.IO.Path.GetFullPath(file, surroundings.Folder),
                desk.Repository.Config,
                surroundings.Variable("HOME") ?? ""
            );
            var isKey = SshPublicKey.TryParse(key.PublicLine, out var parsed, out var problem);
            return !isKey ? throw new UsageProblem($"the public key of {key.Path} is unreadable: {problem}")
                : !settings.RootKeys.Contains(parsed!)
                    ? throw new UsageProblem(
                        $"{key.Path} ({parsed!.Fingerprint}) is no root key of this gate; its roots: {string.Join(", ", settings.RootKeys.Select(root => root.Fingerprint).DefaultIfEmpty("none, see countersign hook install --trust"))}"
                    )
                : new RootSigner(desk, settings, new SshKeygenSigner(key));
        }
        catch (SigningFault fault)
        {
            throw new UsageProblem($"{fault.Message}. {fault.Remedy}");
        }
    }

    /// <exception cref="UsageProblem">The key did not sign; says why and what to do.</exception>
    public Digest Approve(RootPurpose purpose, string targetRef, StatementSubject subject, DateTimeOffset now, string? reason = null)
    {
        var approval = new RootApproval
        {
            Context = new StatementContext(_settings.Repository, targetRef),
            Subject = subject,
            Signer = new SignerClaim(PersonId.Parse(RootApproval.SignerId)),
            SignedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
            Nonce = Nonce.FromBytes(RandomNumberGenerator.GetBytes(16)),
            Purpose = purpose,
            Reason = reason,
        };
        try
        {
            var envelope = _signer.Seal(approval);
            _pending.AddRange(StoredRecord.Of(approval, envelope));
            return Digest.Of(envelope);
        }
        catch (SigningFault fault)
        {
            throw new UsageProblem($"{fault.Message}. {fault.Remedy}", ExitCode.Faulted);
        }
    }

    /// <summary>Keeps what was signed and sends it; what the gate refuses does not stay here either.</summary>
    public void Submit(Exchange exchange)
    {
        var store = new GitRecordStore(_desk.Repository, _desk.Room);
        var before = store.Tip;
        store.Add(_pending);
        try
        {
            exchange.Send();
        }
        catch (UsageProblem)
        {
            if (_desk.Repository.ReadRef(RecordRefs.Records) is { } now)
            {
                _desk.Repository.UpdateRefs([new RefChange(RecordRefs.Records, now, before ?? ObjectId.Zero(_desk.Repository.Format))]);
            }

            throw;
        }

        _pending.Clear();
    }
}
