// A real bash completes verbs and options from what the program says; the other shells at least read their scripts.
using System.Diagnostics;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Rules;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("countersign pol", "policy")]
    [InlineData("countersign policy li", "lint")]
    [InlineData("countersign check --fac", "--facts-out")]
    [InlineData("countersign completion ", "bash fish zsh")]
    [InlineData("countersign reach --format ", "dot json mermaid tree")]
    public void A_real_bash_completes_verbs_options_and_values(string line, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-completion-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "countersign"), GivenGate.Program);
            var script = $$"""
                PATH="{{folder}}:$PATH"
                eval "$(countersign completion bash)"
                COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
                COMP_WORDS=($COMP_LINE); [ "${COMP_LINE: -1}" = ' ' ] && COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _countersign
                printf '%s\n' "${COMPREPLY[@]}" | sort | xargs
                """;

            var ran = Shell("bash", "-c", script);

            ran.Code.ShouldBe(0, ran.All);
            var words = ran.Output.Trim().Split(' ');
            expected.Split(' ').Except(words).ShouldBeEmpty(ran.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Nothing_is_offered_that_begins_with_a_slash()
    {
        Shell(GivenGate.Program, "[suggest:12]", "countersign ").Output.Split('\n').ShouldNotContain(line => line.StartsWith('/'));
    }

    [Fact]
    public void Each_script_is_read_without_complaint_by_its_own_shell_where_that_is_installed()
    {
        foreach (var shell in new[] { "bash", "zsh", "fish" })
        {
            var script = Shell(GivenGate.Program, "completion", shell);
            script.Code.ShouldBe(0, script.All);
            script.Output.ShouldContain("countersign");
            if (IsInstalled(shell))
            {
                Shell(shell, "-n", "-c", script.Output).Code.ShouldBe(0, shell);
            }
        }
    }

    private static bool IsInstalled(string shell) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, shell)));

    private static Ran Shell(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        )!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ran(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
