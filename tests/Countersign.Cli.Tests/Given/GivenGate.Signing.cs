// The honest way in without the verbs: statements signed with real keys, sent in one push; what a client in another language would do.
using Countersign.Adapters.Git;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.People;
using Countersign.Provenance;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Given;

/// <summary>What a branch would bring to main as main is now.</summary>
public sealed record Content(ObjectId Tip, ObjectId BaseTree, ObjectId Head, ObjectId Result, Digest Digest);

public sealed partial class GivenGate
{
    private readonly Dictionary<string, (ChangeId Id, int Number, Digest? Previous, Digest Content)> _offered = new(StringComparer.Ordinal);

    public Content ContentOf(string person, string branch)
    {
        var folder = Clone(person);
        Git(folder, "fetch", "-q", "origin");
        var repository = GitRepository.Open(new GitProgram(), folder);
        using var room = repository.OpenCleanRoom();
        var (tip, head) = (repository.ResolveCommit("origin/main")!.Value, repository.ResolveCommit($"refs/heads/{branch}")!.Value);
        var result = room.Merge(tip, head).Match(tree => tree, (paths, _) => throw new InvalidOperationException($"conflict in {paths[0]}"));
        return new Content(tip, room.TreeOf(tip), head, result, room.Manifest(room.Compare(room.TreeOf(tip), result)).Digest);
    }

    /// <summary>Offered with a patch set and a full case, and signed off by everyone named: one push.</summary>
    public void Offer(string author, string branch, params string[] signers) => Offer(author, branch, ai: null, signers);

    public void Offer(string author, string branch, AssistanceClass? ai, params string[] signers)
    {
        var content = ContentOf(author, branch);
        var patchSet = PatchSetOf(author, branch, content) with { Ai = ai is { } said ? new AiDeclaration(said, null, null) : null };
        var records = new List<(string, byte[])>();
        void Add(string key, Statement statement)
        {
            var envelope = Seal(key, statement);
            records.AddRange(StoredRecord.Of(statement, envelope).Select(record => (record.Path.ToString(), record.Bytes.ToArray())));
            if (statement is PatchSet offered)
            {
                _offered[branch] = (offered.Subject.Change!.Value, offered.Number, Digest.Of(envelope), content.Digest);
            }
        }

        Add(author, patchSet);
        Add(author, CaseOf(author, patchSet.Subject, records));
        foreach (var signer in signers)
        {
            Add(signer, SignOffOf(signer, content, patchSet.Subject.Change));
        }

        var pushed = PushRecords(author, records, $"+{content.Head.Hex}:refs/heads/{branch}");
        pushed.Code.ShouldBe(0, pushed.All);
    }

    /// <summary>One more sign-off of the branch as it is, in a push of its own.</summary>
    public Digest SignedBy(string signer, string author, string branch, Func<SignOff, SignOff>? with = null)
    {
        var signOff = SignOffOf(signer, ContentOf(author, branch), _offered.TryGetValue(branch, out var known) ? known.Id : null);
        return Say(signer, with is null ? signOff : with(signOff));
    }

    public ChangeId ChangeIdOf(string branch) => _offered[branch].Id;

    public PatchSet PatchSetOf(string author, string branch, Content content)
    {
        var before = _offered.TryGetValue(branch, out var known) ? known : default;
        return new PatchSet
        {
            Context = Here(),
            Subject = new StatementSubject
            {
                Change = before.Previous is null ? ChangeId.FromBytes(Guid.NewGuid().ToByteArray()) : before.Id,
                Digest = content.Digest,
                ResultTree = content.Result,
            },
            Signer = Claim(author),
            SignedAt = Second,
            Nonce = NewNonce(),
            Number = before.Number + 1,
            Previous = before.Previous is { } previous ? new PreviousPatchSet(previous, before.Content) : null,
            Tip = content.Tip,
            Head = content.Head,
            Accountable = PersonId.Parse(author),
        };
    }

    public SignOff SignOffOf(string signer, Content content, ChangeId? change) =>
        new()
        {
            Context = Here(),
            Subject = new StatementSubject
            {
                Change = change,
                Digest = content.Digest,
                ResultTree = content.Result,
            },
            Signer = Claim(signer),
            SignedAt = Second,
            Nonce = NewNonce(),
            Decision = DecisionKind.Approve,
            Assurance = Assurance.ReadInFull,
            BaseCommit = content.Tip,
            BaseTree = content.BaseTree,
            ReviewedHead = content.Head,
            Provenance = AssistanceClass.Unknown,
            Policies = [Digest.Of("the policy"u8)],
            Verdict = Digest.Of("the verdict"u8),
        };

    private Countersign.Cases.Case CaseOf(string author, StatementSubject subject, List<(string, byte[])> records)
    {
        var text = new FreeText(NewNonce(), "it is needed, and a revert undoes it");
        var stored = StoredRecord.Of(text);
        records.Add((stored.Path.ToString(), stored.Bytes.ToArray()));
        CaseSection[] sections =
        [
            CaseSection.Asked,
            CaseSection.Why,
            CaseSection.Alternatives,
            CaseSection.Breaks,
            CaseSection.Checked,
            CaseSection.NotUnderstood,
            CaseSection.Rollback,
        ];
        return new Countersign.Cases.Case
        {
            Context = Here(null),
            Subject = subject,
            Signer = Claim(author),
            SignedAt = Second,
            Nonce = NewNonce(),
            Sections = sections.ToDictionary(section => section, _ => text.Digest),
        };
    }
}
