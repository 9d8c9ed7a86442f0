// The golden files under specs/vectors: each statement's exact bytes, and records signed with throwaway keys.
using System.Text;
using Countersign.Attestations;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Tests.Attestations;

public sealed class StatementVectorTests
{
    private static readonly string Vectors = Path.Combine(Root(), "specs", "vectors");

    public static TheoryData<string> Names => Samples.Names;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Countersign.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("not inside the repository");
        }

        return folder.FullName;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bytes_of_a_statement_are_those_of_its_golden_file(string name)
    {
        var golden = Path.Combine(Vectors, "statements", name + ".json");
        File.Exists(golden).ShouldBeTrue($"write it: COUNTERSIGN_WRITE_VECTORS=1 and run {nameof(The_golden_files_are_written_on_request)}");
        Encoding.UTF8.GetString(StatementWriter.Write(Samples.All[name])).ShouldBe(File.ReadAllText(golden));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_record_verifies_with_the_keys_beside_it(string name)
    {
        var stored = File.ReadAllBytes(Path.Combine(Vectors, "records", name + ".json"));
        var record = RecordVerifier.Verify(stored, null, GoldenTrust()).ShouldBeOfType<Verification.Good>().Record;
        record.Payload.ShouldBe(Digest.Of(File.ReadAllBytes(Path.Combine(Vectors, "statements", name + ".json"))));
    }

    /// <summary>New throwaway keys each time; their private halves are never stored.</summary>
    [Fact]
    public void The_golden_files_are_written_on_request()
    {
        if (Environment.GetEnvironmentVariable("COUNTERSIGN_WRITE_VECTORS") != "1")
        {
            Directory.Exists(Vectors).ShouldBeTrue();
            return;
        }

        var statements = Directory.CreateDirectory(Path.Combine(Vectors, "statements")).FullName;
        var records = Directory.CreateDirectory(Path.Combine(Vectors, "records")).FullName;
        var signers = new Dictionary<string, TestSigner>(StringComparer.Ordinal)
        {
            ["mara"] = new(),
            ["builder"] = new(),
            ["root"] = new(),
        };
        var gate = EcdsaPrivateKey.Create();
        foreach (var (name, statement) in Samples.All)
        {
            var bytes =
                statement.Signer.Id.Value == "gate" ? RecordEnvelope.Of(statement).Seal(gate) : signers[statement.Signer.Id.Value].Record(statement);
            File.WriteAllBytes(Path.Combine(statements, name + ".json"), StatementWriter.Write(statement));
            File.WriteAllBytes(Path.Combine(records, name + ".json"), bytes);
        }

        File.WriteAllLines(Path.Combine(records, "allowed_signers"), signers.Select(pair => $"{pair.Key} {pair.Value.PublicKey}"));
        File.WriteAllText(Path.Combine(records, "gate.pem"), gate.PublicKey.ToPem());
    }

    private static TrustContext GoldenTrust()
    {
        var holders = new Dictionary<SshPublicKey, KeyHolder>();
        foreach (var line in File.ReadAllLines(Path.Combine(Vectors, "records", "allowed_signers")))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            SshPublicKey.TryParse(line[(space + 1)..], out var key, out _).ShouldBeTrue();
            holders.Add(
                key!,
                new KeyHolder
                {
                    Id = PersonId.Parse(line[..space]),
                    IsBot = line.StartsWith("builder", StringComparison.Ordinal),
                    MayGive = ["coverage"],
                }
            );
        }

        EcdsaPublicKey.TryParse(File.ReadAllText(Path.Combine(Vectors, "records", "gate.pem")), out var gate, out _).ShouldBeTrue();
        return new TrustContext
        {
            Repository = Samples.Repository,
            Roster = key => holders.GetValueOrDefault(key),
            RootKeys = [.. holders.Where(pair => pair.Value.Id.Value == "root").Select(pair => pair.Key)],
            GateKeys = [gate!],
            Now = Samples.At,
        };
    }
}
