// Damaged, cut, spliced and random inputs: every reader answers, none throws; COUNTERSIGN_LONG=1 tries many more.
using System.Text;
using Countersign.Signatures;

namespace Countersign.Tests.Signatures;

public sealed class HostileInputTests
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 400_000 : 12_000;

    [Fact]
    public void Damaged_signature_blobs_never_throw_and_are_never_good_unless_unchanged()
    {
        var random = new Random(20261120);
        for (var i = 0; i < Rounds; i++)
        {
            var one = SignatureCase.All[random.Next(SignatureCase.All.Count)];
            var bytes = Damage(random, one.Signature.Blob.ToArray());
            var good =
                SshSignature.TryFromBlob(bytes, out var signature, out var problem)
                && signature.Verify(one.Message, one.Namespace) is SshVerification.Good;
            (signature is null).ShouldBe(problem is not null);
            (good && !SignatureCase.All.Any(known => known.Signature.Equals(signature))).ShouldBeFalse($"round {i}");
        }
    }

    [Fact]
    public void Damaged_armour_never_throws()
    {
        var random = new Random(7);
        for (var i = 0; i < Rounds; i++)
        {
            var text = Encoding.Latin1.GetString(
                Damage(random, Encoding.ASCII.GetBytes(SignatureCase.All[random.Next(SignatureCase.All.Count)].Signature.Armour()))
            );
            var read = SshSignature.TryParse(text, out var signature, out var problem);
            read.ShouldBe(problem is null);
            if (read)
            {
                SignatureCase.Read(signature!.Armour()).ShouldBe(signature, $"round {i}");
            }
        }
    }

    [Fact]
    public void Damaged_key_lines_never_throw_and_what_is_read_is_written_the_same()
    {
        var random = new Random(11);
        for (var i = 0; i < Rounds; i++)
        {
            var key = SignatureCase.All[random.Next(SignatureCase.All.Count)].Signature.PublicKey;
            if (SshPublicKey.TryFromBlob(Damage(random, key.Blob.ToArray()), out var fromBlob, out var problem))
            {
                SshPublicKey.TryParse(fromBlob.ToString(), out var again, out problem).ShouldBeTrue($"round {i}: {problem}");
                again.ShouldBe(fromBlob);
            }

            SshPublicKey
                .TryParse(Encoding.Latin1.GetString(Damage(random, Encoding.ASCII.GetBytes(key.ToString()))), out var fromLine, out problem)
                .ShouldBe(problem is null);
            (fromLine is null).ShouldBe(problem is not null);
        }
    }

    [Fact]
    public void Damaged_envelopes_never_throw_and_what_is_read_is_written_the_same()
    {
        var random = new Random(13);
        var seeds = VectorFiles
            .Json(Path.Combine(VectorFiles.Own, "dsse-envelope.json"))
            .GetProperty("cases")
            .EnumerateArray()
            .Select(one => Encoding.UTF8.GetBytes(one.Text("json")))
            .ToArray();
        for (var i = 0; i < Rounds; i++)
        {
            if (DsseEnvelope.TryParse(Damage(random, seeds[random.Next(seeds.Length)]), out var envelope, out var problem))
            {
                DsseEnvelope.TryParse(envelope.ToJson(), out var again, out problem).ShouldBeTrue($"round {i}: {problem}");
                again.ShouldBe(envelope);
            }

            problem.ShouldNotBe("");
        }
    }

    [Fact]
    public void Damaged_gate_signatures_and_keys_never_throw()
    {
        var random = new Random(17);
        var key = EcdsaPrivateKey.Create();
        var message = "a landing"u8.ToArray();
        var signature = key.Sign(message);
        for (var i = 0; i < Rounds; i++)
        {
            var bytes = Damage(random, signature);
            key.PublicKey.Verify(message, bytes).ShouldBe(bytes.AsSpan().SequenceEqual(signature), $"round {i}");
            var pem = Encoding.Latin1.GetString(Damage(random, Encoding.ASCII.GetBytes(key.PublicKey.ToPem())));
            EcdsaPublicKey.TryParse(pem, out var read, out var problem).ShouldBe(problem is null);
            (read is null).ShouldBe(problem is not null);
        }
    }

    [Fact]
    public void Random_bytes_are_no_Ed25519_signature_and_never_throw()
    {
        var random = new Random(19);
        for (var i = 0; i < Rounds / 6; i++)
        {
            var (key, signature) = (new byte[random.Next(8) == 0 ? random.Next(40) : 32], new byte[random.Next(8) == 0 ? random.Next(80) : 64]);
            random.NextBytes(key);
            random.NextBytes(signature);
            if (signature.Length == 64 && random.Next(2) == 0)
            {
                signature[63] &= 0x0f;
            }

            Ed25519.Verify(key, [], signature).ShouldBeFalse();
        }
    }

    /// <summary>One to four wounds: a flipped bit, another byte, a cut, a doubled piece, a length field made extreme.</summary>
    private static byte[] Damage(Random random, byte[] original)
    {
        var bytes = new List<byte>(original);
        for (var wounds = random.Next(1, 5); wounds > 0 && bytes.Count > 4; wounds--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(Math.Min(16, bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(24, bytes.Count - at))));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    var start = random.Next(bytes.Count - 3);
                    var extreme = new byte[][] { [0, 0, 0, 0], [255, 255, 255, 255], [127, 255, 255, 255], [0, 0, 0, 1] }[random.Next(4)];
                    for (var j = 0; j < 4; j++)
                    {
                        bytes[start + j] = extreme[j];
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
