// The good signatures of our own vectors, for tests that damage them.
using System.Text;
using Countersign.Signatures;

namespace Countersign.Tests.Signatures;

internal sealed record SignatureCase(string Name, SshSignature Signature, byte[] Message, string Namespace)
{
    public static IReadOnlyList<SignatureCase> All { get; } =
    [
        .. VectorFiles
            .Json(Path.Combine(VectorFiles.Own, "sshsig.json"))
            .GetProperty("cases")
            .EnumerateArray()
            .Where(one => one.GetProperty("good").GetBoolean())
            .Select(one => new SignatureCase(
                one.Text("name"),
                Read(one.Text("signature")),
                Encoding.UTF8.GetBytes(one.Text("message")),
                one.Text("namespace")
            )),
    ];

    public static SshSignature Read(string armoured) =>
        SshSignature.TryParse(armoured, out var signature, out var problem) ? signature : throw new InvalidOperationException(problem);
}
