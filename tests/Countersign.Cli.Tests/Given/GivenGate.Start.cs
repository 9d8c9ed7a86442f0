// A gate in front of a repository that has no rules yet: empty, or with a history.
namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    /// <param name="history">Two commits by jun and teo before the gate came, which are its baseline; else the repository is empty.</param>
    public static GivenGate Unruled(bool history, string format = "sha1", IReadOnlyDictionary<string, string>? files = null)
    {
        var gate = new GivenGate(format);
        foreach (var name in new[] { "mara", "teo", "jun", "root", "stranger" })
        {
            gate.Must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", gate.Key(name));
        }

        gate.Must("git", "init", "-q", "--bare", $"--object-format={format}", "-b", "main", gate.Bare);
        if (history)
        {
            var start = gate.Path_("start");
            gate.Must("git", "init", "-q", $"--object-format={format}", "-b", "main", start);
            gate.Write(start, "src/checkout/Basket.cs", "// basket\n");
            gate.Write(start, "src/invoices/Invoice.cs", "// invoice\n");
            gate.Write(start, "README.md", "# Harbour\n");
            gate.Write(start, ".github/CODEOWNERS", "* @mara\n/src/checkout/ @jun\n");
            foreach (var (path, content) in files ?? new Dictionary<string, string>())
            {
                gate.Write(start, path, content);
            }

            gate.GitAs("jun", start, "add", "-A");
            gate.GitAs("jun", start, "commit", "-q", "-m", "harbour: a shop");
            gate.Write(start, "src/invoices/Invoice.cs", "// invoices\n");
            gate.GitAs("teo", start, "commit", "-q", "-am", "invoices: more");
            gate.Must(start, "git", ["push", "-q", gate.Bare, "main"]);
        }

        gate.RunIn(gate.Bare, ["hook", "install", "--trust", gate.Key("root") + ".pub", "--program", Program]).Code.ShouldBe(0);
        if (!history && format != "sha1")
        {
            // A clone of an empty repository does not learn its object format from git 2.39.
            gate._clones["mara"] = gate.Path_("clone-mara");
            gate.Must("git", "init", "-q", $"--object-format={format}", "-b", "main", gate._clones["mara"]);
            gate.Git(gate._clones["mara"], "remote", "add", "origin", gate.Bare);
            gate.Git(gate._clones["mara"], "config", "user.name", "Mara");
            gate.Git(gate._clones["mara"], "config", "user.email", Email("mara"));
        }

        return gate;
    }

    /// <summary>Runs a verb with these answers typed at a terminal, one after the other, and then the end of input.</summary>
    public Ran Typing(string person, string[] answers, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var input = new StringReader(string.Join('\n', answers));
        var screen = new Terminal.Screen(output, errors, input, colour: false, interactive: true);
        var code = Commands.Dispatch.Run(
            arguments,
            new Surroundings(screen, Clone(person), () => Now, name => name == "HOME" ? _folder : Environment.GetEnvironmentVariable(name))
        );
        return new Ran(code, output.ToString(), errors.ToString());
    }
}
