// One statement of each kind with every optional field, and one with none: the subjects of golden files and fuzzing.
using System.Globalization;
using System.Text;
using Countersign.Changes;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Tests.Attestations;

public static class Samples
{
    public static readonly RepositoryId Repository = RepositoryId.Parse("git:00112233445566778899aabbccddeeff");
    public static readonly ChangeId Change = ChangeId.Parse("c0ffee00c0ffee00c0ffee00c0ffee00");
    public static readonly DateTimeOffset At = DateTimeOffset.Parse("2026-11-20T21:40:00Z", CultureInfo.InvariantCulture);
    public const string Main = "refs/heads/main";

    /// <summary>File name in specs/vectors/statements, without ending, to the statement.</summary>
    public static IReadOnlyDictionary<string, Statement> All { get; } = Build();

    public static TheoryData<string> Names => [.. All.Keys];

    public static Digest D(string name) => Digest.Of(Encoding.UTF8.GetBytes(name));

    public static ObjectId O(string name) => ObjectId.Parse(D(name).ToString()[..40]);

    public static Nonce N(string name) => Nonce.FromBytes(Convert.FromHexString(D(name).ToString()[..32]));

    public static StatementContext Context(bool full, bool needsTarget) =>
        new(Repository, full || needsTarget ? Main : null, full ? "git+https://git.example.com/pay/ledger" : null)
        {
            Environments = full ? ["production", "staging"] : [],
        };

    public static SignerClaim Signer(bool full, string id = "mara", bool needsRoster = false) =>
        new(PersonId.Parse(id), full ? new LevelName("senior") : null, full || needsRoster ? D("roster") : null);

    /// <summary>What is signed about one content.</summary>
    public static StatementSubject Content(bool full, bool needsChange = false) =>
        new()
        {
            Change = full || needsChange ? Change : null,
            Digest = D("change"),
            ResultTree = O("result"),
            Commit = full ? O("head") : null,
        };

    /// <summary>What is signed about a change as such.</summary>
    public static StatementSubject OfChange(bool full, bool needsDigest = false) =>
        new()
        {
            Change = Change,
            Digest = full || needsDigest ? D("change") : null,
            ResultTree = full ? O("result") : null,
            Commit = full ? O("head") : null,
        };

    private static SortedDictionary<string, Statement> Build()
    {
        var all = new SortedDictionary<string, Statement>(StringComparer.Ordinal);
        foreach (var full in new[] { true, false })
        {
            foreach (var statement in SampleDecisions.Of(full).Concat(SampleCases.Of(full)).Concat(SampleGate.Of(full)))
            {
                var name = Countersign.Attestations.StatementForm.Of(statement).Name;
                var which = statement is SignOff { Decision: not DecisionKind.Approve } decision ? $"-{Word.Of(decision.Decision)}" : "";
                all.Add($"{name}{which}-{(full ? "full" : "bare")}", statement);
            }
        }

        return all;
    }
}
