// `countersign completion`: prints the lines that make a shell complete verbs and options.
using System.CommandLine;

namespace Countersign.Cli.Commands.Completion;

public static class CompletionCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var verb = new Verb("completion", "Print the completion script for a shell")
        {
            HasNoJson = true,
            Examples =
            [
                ("countersign completion bash > ~/.local/share/bash-completion/completions/countersign", "Complete in every new bash."),
                ("source <(countersign completion zsh)", "Complete in this zsh, now."),
            ],
        };
        verb.Add(shell);
        return verb.Runs(parsed => parsed.GetValue(shell)!, shell => Run(shell, surroundings));
    }

    private static int Run(string shell, Surroundings surroundings)
    {
        surroundings.Screen.Write(
            shell switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => Fish,
            }
        );
        return ExitCode.Allowed;
    }

    private const string Bash = """
        _countersign() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(countersign "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _countersign countersign

        """;

    private const string Zsh = """
        _countersign() {
            local -a answers
            answers=("${(@f)$(countersign "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $answers
        }
        compdef _countersign countersign

        """;

    private const string Fish = """
        complete -c countersign -f -a '(countersign "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'

        """;
}
