// Statements that tests make by hand: an override of a ref's move, a root key's word, the first rules of an empty repository.
using System.Security.Cryptography;
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    public Override MoveOverride(string signer, string reference, string old, string @new) =>
        new()
        {
            Context = new StatementContext(Settings.Repository, reference),
            Subject = new StatementSubject
            {
                Digest = MoveDigest.Of(reference, ObjectId.Parse(old), ObjectId.Parse(@new)),
                ResultTree = TreeOf(Bare, old),
            },
            Signer = new SignerClaim(PersonId.Parse(signer), null, Digest.Of([1])),
            SignedAt = Seconds(Now),
            Nonce = Nonce.FromBytes(RandomNumberGenerator.GetBytes(16)),
            Move = new RefMove(reference, ObjectId.Parse(old), ObjectId.Parse(@new)),
            Reason = "a secret was pushed",
            NotAfter = Seconds(Now.AddHours(1)),
            FollowUp = "look at it on Monday",
            BaseCommit = ObjectId.Parse(old),
            Policies = [Digest.Of([2])],
            Verdict = Digest.Of([3]),
        };

    /// <summary>For a history that begins here: the digest is that of everything in the commit.</summary>
    public RootApproval StartApproval(string folder, string commit, string reference)
    {
        var repository = GitRepository.Open(new GitProgram(), folder);
        using var room = repository.OpenCleanRoom();
        var tree = TreeOf(folder, commit);
        return new RootApproval
        {
            Context = new StatementContext(Settings.Repository, reference),
            Subject = new StatementSubject { Digest = room.Manifest(ObjectId.EmptyTree(repository.Format), tree).Digest, ResultTree = tree },
            Signer = new SignerClaim(PersonId.Parse(RootApproval.SignerId)),
            SignedAt = Seconds(Now),
            Nonce = Nonce.FromBytes(RandomNumberGenerator.GetBytes(16)),
            Purpose = RootPurpose.Start,
        };
    }

    /// <summary>A bare repository with the gate and nothing in it; the rules lie committed in the folder `start`.</summary>
    public static GivenGate Empty(string format = "sha1")
    {
        var gate = Open(format: format);
        Directory.Delete(gate.Bare, recursive: true);
        gate.Must("git", "init", "-q", "--bare", $"--object-format={format}", "-b", "main", gate.Bare);
        gate.RunIn(gate.Bare, ["hook", "install", "--trust", gate.Key("root") + ".pub", "--program", Program]).Code.ShouldBe(0);
        return gate;
    }

    private ObjectId TreeOf(string folder, string commit) => ObjectId.Parse(Git(folder, "rev-parse", commit + "^{tree}"));

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
