// Files that Git takes for binary: text is no cheaper for a NUL byte in it, and pictures cost no lines.
using System.Text;
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class BinaryTextTests(SharedGate shared) : IClassFixture<SharedGate>
{
    private static readonly string s_code = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"function f{i}(a) {{ return a + {i}; }}\n"));

    public static TheoryData<string, byte[]> Sources =>
        new()
        {
            { "nul", [.. "// \0\n"u8, .. Encoding.UTF8.GetBytes(s_code)] },
            { "utf16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(s_code)] },
            { "no-line-breaks", [.. "/* \0 */"u8, .. Encoding.UTF8.GetBytes(s_code.Replace('\n', ' '))] },
            { "a-picture-by-its-first-bytes", [.. "GIF89a=1;//\0\n"u8, .. Encoding.UTF8.GetBytes(s_code)] },
        };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Code_that_Git_takes_for_binary_is_refused_for_its_size_like_any_other(string how, byte[] content)
    {
        var check = Added(how, $"src/invoices/{how}.js", content);

        check.GetProperty("verdict").GetString().ShouldBe("Refused");
        check.ToString().ShouldContain("Cut it", Case.Insensitive);
    }

    [Fact]
    public void Text_under_the_name_of_a_picture_counts_and_a_picture_does_not()
    {
        byte[] noise = new byte[600_000];
        new Random(1).NextBytes(noise);

        Added("false", "src/invoices/logo.png", [.. "x\0"u8, .. Encoding.UTF8.GetBytes(s_code)])
            .GetProperty("verdict")
            .GetString()
            .ShouldBe("Refused");
        Added("true", "src/invoices/true.png", [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. noise]).GetProperty("verdict").GetString().ShouldBe("Held");
        Added("font", "src/invoices/a.woff2", [.. "wOF2"u8, 0, .. noise]).GetProperty("verdict").GetString().ShouldBe("Held");
    }

    private JsonElement Added(string branch, string path, byte[] content)
    {
        var gate = shared.Gate;
        gate.CommitEntries("jun", branch, ("100644", gate.Blob(gate.Clone("jun"), content), path));
        return gate.Check("jun", branch);
    }
}
