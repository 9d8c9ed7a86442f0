// A practice repository made on the spot: real Git, a real hook, real OpenSSH keys for made-up people.
using System.Diagnostics;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Story;

internal sealed record Heard(int Code, string Output)
{
    public IEnumerable<string> Lines => Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}

internal sealed class Practice : IDisposable
{
    private readonly Surroundings _surroundings;
    private readonly bool _keep;

    private Practice(Surroundings surroundings, string folder, bool keep) => (_surroundings, Folder, _keep) = (surroundings, folder, keep);

    public string Folder { get; }

    public string Gate => Path.Combine(Folder, "harbour.git");

    /// <summary>Added to the clock of verbs run here, for the part that happens half a year later.</summary>
    public TimeSpan Later { get; set; }

    public static Practice Make(Surroundings surroundings, string? keepAt)
    {
        var folder = keepAt is null ? Directory.CreateTempSubdirectory("countersign-practice-").FullName : Directory.CreateDirectory(keepAt).FullName;
        if (keepAt is not null && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UsageProblem($"{Visible.Text(keepAt)} is not empty; name a new folder for the practice repository");
        }

        var practice = new Practice(surroundings, folder, keepAt is not null);
        practice.Build();
        return practice;
    }

    public string Clone(string person) => Path.Combine(Folder, person);

    public string Key(string person) => Path.Combine(Folder, "keys", person);

    public void Write(string person, string path, string text)
    {
        var file = Path.Combine(Clone(person), path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <param name="author">The agent's address, where an agent wrote it and the person committed it.</param>
    public void CommitOn(string person, string branch, string message, string? author = null)
    {
        Must(Clone(person), "git", "checkout", "-q", "-B", branch);
        Must(Clone(person), "git", "add", "-A");
        var by = author is null ? [] : new[] { $"--author={PracticeRules.Name(PracticeRules.Agent)} <{author}>" };
        Must(
            Clone(person),
            "git",
            ["-c", $"user.name={PracticeRules.Name(person)}", "-c", $"user.email={person}@harbour.example", "commit", "-q", "-m", message, .. by]
        );
    }

    public Heard Git(string person, params string[] arguments) => Run(Clone(person), "git", arguments);

    /// <summary>A verb of this program in a person's clone; the person types what the screen asks for.</summary>
    public Heard Verb(string person, params string[] arguments)
    {
        using var output = new StringWriter();
        using var typist = new Typist(output);
        var screen = new Screen(output, output, typist, colour: false, interactive: arguments[0] == "sign", width: 96);
        var code = Dispatch.Run(arguments, _surroundings with { Screen = screen, Folder = Clone(person), Clock = () => _surroundings.Now + Later });
        return new Heard(code, output.ToString());
    }

    public void Dispose()
    {
        if (!_keep)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // A practice folder left in the temporary place harms nobody.
            }
        }
    }

    private void Build()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "keys"));
        foreach (var person in PracticeRules.People.Select(one => one.Id).Append("root"))
        {
            Must(Folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", Key(person));
        }

        Must(Folder, "git", "init", "-q", "-b", "main", Clone("mara"));
        Write("mara", ".countersign/policy.yml", PracticeRules.Policy);
        Write("mara", ".countersign/catalog.yml", PracticeRules.Catalog);
        Write(
            "mara",
            ".countersign/roster.yml",
            PracticeRules.Roster(person => string.Join(' ', File.ReadAllText(Key(person) + ".pub").Split(' ')[..2]))
        );
        Write("mara", "config/checkout.yml", "# how long checkout waits for the bank, in seconds\ntimeout-seconds: 30\nretries: 2\n");
        Write("mara", "pages/help/refunds.md", "# Refunds\n\nYour money is back within three dayz.\n");
        Write("mara", "src/checkout/Basket.cs", "// The basket, as checkout sees it.\n");
        Write("mara", "src/invoices/Invoice.cs", "// One invoice.\n");
        CommitOn("mara", "main", "harbour: the shop and its rules");
        Must(Folder, "git", "clone", "-q", "--bare", Clone("mara"), Gate);
        var installed = new StringWriter();
        var screen = new Screen(installed, installed, TextReader.Null, colour: false, interactive: false);
        if (
            Dispatch.Run(
                ["hook", "install", "--trust", Key("root") + ".pub", "--program", Program()],
                _surroundings with
                {
                    Screen = screen,
                    Folder = Gate,
                }
            ) != ExitCode.Allowed
        )
        {
            throw new UsageProblem($"the practice gate could not be installed:{Environment.NewLine}{installed}", ExitCode.Faulted);
        }

        foreach (var person in new[] { "jun", "teo", "wren" })
        {
            Must(Folder, "git", "clone", "-q", Gate, Clone(person));
            Must(Clone(person), "git", "config", "user.name", PracticeRules.Name(person));
            Must(Clone(person), "git", "config", "user.email", $"{person}@harbour.example");
            Must(Clone(person), "git", "config", "countersign.key", Key(person));
        }
    }

    /// <summary>What the hook calls: this program, through a small script where it runs inside the dotnet host.</summary>
    private string Program()
    {
        var path = Environment.ProcessPath ?? "";
        if (Path.GetFileNameWithoutExtension(path) != "dotnet")
        {
            return path;
        }

        var script = Path.Combine(Folder, "countersign");
        File.WriteAllText(script, $"#!/bin/sh\nexec '{path}' '{Path.Combine(AppContext.BaseDirectory, "Countersign.Cli.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        }

        return script;
    }

    private static void Must(string folder, string program, params string[] arguments)
    {
        var heard = Run(folder, program, arguments);
        if (heard.Code != 0)
        {
            throw new UsageProblem($"{program} {string.Join(' ', arguments)} failed:{Environment.NewLine}{heard.Output}", ExitCode.Faulted);
        }
    }

    private static Heard Run(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["LC_ALL"] = "C";
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start) ?? throw new UsageProblem($"{program} did not start", ExitCode.Faulted);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Heard(process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Types the first six digits of the content that the screen shows, as a made-up person would.</summary>
    private sealed class Typist(StringWriter screen) : TextReader
    {
        public override string? ReadLine()
        {
            const string Label = "  content   ";
            var text = screen.ToString();
            var at = text.LastIndexOf(Label, StringComparison.Ordinal);
            var digits = at < 0 ? "" : text.Substring(at + Label.Length, 6);
            screen.WriteLine(digits);
            return digits;
        }
    }
}
