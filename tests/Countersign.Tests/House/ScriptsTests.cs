// Holds the scripts: each says what it is, and shellcheck finds nothing in any.
using System.Diagnostics;

namespace Countersign.Tests.House;

public sealed class ScriptsTests
{
    private static readonly IReadOnlyList<SourceFile> Scripts =
    [
        .. new[] { "run", "test", "countersign", "scripts", ".ci", "ci", "tests" }
            .SelectMany(place => SourceTree.Under(place))
            .Where(file => file.Text.StartsWith("#!/bin/", StringComparison.Ordinal) || file.Path.EndsWith(".sh", StringComparison.Ordinal)),
    ];

    [Fact]
    public void A_script_says_in_its_first_comment_what_it_is() =>
        Scripts
            .Where(script =>
                !script.Lines.SkipWhile(line => line.StartsWith("#!", StringComparison.Ordinal)).First().StartsWith("# ", StringComparison.Ordinal)
            )
            .Select(script => script.Path)
            .ShouldBeEmpty();

    [Fact]
    public void Shellcheck_finds_nothing()
    {
        var paths = Scripts.Select(script => SourceTree.At(script.Path));
        using var shellcheck = Start(["--shell=bash", "--severity=style", .. paths]);
        var said = shellcheck.StandardOutput.ReadToEnd();
        shellcheck.WaitForExit();
        said.ShouldBeEmpty();
        shellcheck.ExitCode.ShouldBe(0);
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("shellcheck", arguments) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("shellcheck is not installed");
            throw;
        }
    }
}
