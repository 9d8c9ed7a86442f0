// Runs every case of every file in specs/vectors/signatures; a file of an unknown kind fails.
using System.Text;
using System.Text.Json;
using Countersign.Signatures;

namespace Countersign.Tests.Signatures;

public sealed class OwnVectorTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(VectorFiles.Own, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_six_vector_files_are_there() => Files.Count.ShouldBeGreaterThanOrEqualTo(6);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_of_the_file_ends_as_it_says(string file)
    {
        var vectors = VectorFiles.Json(Path.Combine(VectorFiles.Own, file));
        Action<JsonElement> check = vectors.Text("kind") switch
        {
            "ed25519" => Ed25519Case,
            "sshsig" => SshCase,
            "ecdsa-p256" => EcdsaCase,
            "dsse-pae" => PaeCase,
            "dsse-envelope" => EnvelopeCase,
            var kind => throw new InvalidOperationException($"No test knows vectors of kind {kind}."),
        };
        vectors.GetProperty("cases").GetArrayLength().ShouldBeGreaterThan(3);
        foreach (var one in vectors.GetProperty("cases").EnumerateArray())
        {
            check(one);
        }
    }

    private static void Ed25519Case(JsonElement one) =>
        Ed25519.Verify(one.Hex("publicKey"), one.Hex("message"), one.Hex("signature")).ShouldBe(Good(one), one.Text("name"));

    private static void SshCase(JsonElement one)
    {
        var name = one.Text("name");
        SshPublicKey.TryParse(one.Text("publicKey") + " a comment", out var key, out var problem).ShouldBeTrue($"{name}: {problem}");
        key!.Fingerprint.ShouldBe(one.Text("fingerprint"), name);
        key.Bits.ShouldBe(one.GetProperty("bits").GetInt32(), name);
        key.ToString().ShouldBe(one.Text("publicKey"), name);
        key.IsHardware.ShouldBe(key.Type.StartsWith("sk-", StringComparison.Ordinal), name);

        var read = SshSignature.TryParse(one.Text("signature"), out var signature, out problem);
        if (!read)
        {
            Good(one).ShouldBeFalse($"{name}: {problem}");
            return;
        }

        signature!.PublicKey.ShouldBe(key, name);
        signature.Armour().ShouldBe(one.Text("signature"), name);
        var answer = signature.Verify(Encoding.UTF8.GetBytes(one.Text("message")), one.Text("namespace"));
        if (Good(one))
        {
            var stated = new SshVerification.Good(
                key,
                one.TruthOrNull("userPresence"),
                one.TruthOrNull("userVerification"),
                one.TextOrNull("origin"),
                one.TextOrNull("rpId")
            );
            answer.ShouldBe(stated, name);
        }
        else
        {
            answer.ShouldBeOfType<SshVerification.Bad>(name);
        }
    }

    private static void EcdsaCase(JsonElement one)
    {
        EcdsaPublicKey.TryParse(one.Text("publicKey"), out var key, out var problem).ShouldBeTrue(problem);
        key!.Fingerprint.ToString().ShouldBe(one.Text("fingerprint"));
        key.ToPem().ShouldBe(one.Text("publicKey"));
        key.Verify(Encoding.UTF8.GetBytes(one.Text("message")), one.Hex("signature")).ShouldBe(Good(one), one.Text("name"));
    }

    private static void PaeCase(JsonElement one) =>
        Encoding
            .UTF8.GetString(Dsse.Pae(one.Text("payloadType"), Encoding.UTF8.GetBytes(one.Text("payload"))))
            .ShouldBe(one.Text("pae"), one.Text("name"));

    private static void EnvelopeCase(JsonElement one)
    {
        var read = DsseEnvelope.TryParse(Encoding.UTF8.GetBytes(one.Text("json")), out var envelope, out var problem);
        read.ShouldBe(Good(one), $"{one.Text("name")}: {problem}");
        if (read && one.TextOrNull("canonical") is { } canonical)
        {
            Encoding.UTF8.GetString(envelope!.ToJson()).ShouldBe(canonical, one.Text("name"));
        }
    }

    private static bool Good(JsonElement one) => one.GetProperty("good").GetBoolean();
}
