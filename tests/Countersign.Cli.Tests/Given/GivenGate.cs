// A bare repository with the gate in front, made-up people with real keys, and the built program as its hook.
using System.Diagnostics;
using Countersign.Cli.Commands;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Tests.Given;

/// <summary>What a program printed, and its exit code.</summary>
public sealed record Ran(int Code, string Output, string Errors)
{
    public string All => Output + Errors;
}

/// <summary>
/// People: mara (principal, platform; may override, govern, release), teo and ines (senior, platform and payments), moss (mid,
/// payments), jun and kit (junior, payments), wren (principal, payments), robin (agent, jun's), ci (a bot that gives evidence).
/// config/** is service-config (medium, platform); src/checkout/** is critical and depends on it; src/invoices/** is high;
/// pages/help/** is low; nothing depends on pages.
/// </summary>
public sealed partial class GivenGate : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("countersign-gate-").FullName;
    private readonly Dictionary<string, string> _clones = new(StringComparer.Ordinal);

    private GivenGate(string format) => Format = format;

    public string Format { get; }

    /// <summary>The bare repository that people push to.</summary>
    public string Bare => Path.Combine(_folder, "gate.git");

    /// <summary>Moves only when a test moves it; commands run in this process see it, the hook sees the real clock.</summary>
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    /// <summary>What the hooks call: the program as people get it where ./test has built it, else the one beside the tests.</summary>
    public static string Program =>
        Environment.GetEnvironmentVariable("COUNTERSIGN_PROGRAM") is { Length: > 0 } built
            ? built
            : Path.Combine(AppContext.BaseDirectory, "Countersign.Cli");

    /// <param name="policy">The policy's text; the practice policy where null.</param>
    /// <param name="rosterOf">The roster's text, made once the keys are there.</param>
    /// <param name="started">Files that are there from the first commit on, by path.</param>
    public static GivenGate Open(
        string? policy = null,
        string format = "sha1",
        string? roster = null,
        string? catalog = null,
        Func<GivenGate, string>? rosterOf = null,
        IReadOnlyDictionary<string, string>? started = null,
        params string[] hookOptions
    )
    {
        var gate = new GivenGate(format);
        foreach (var name in new[] { "mara", "teo", "ines", "moss", "jun", "kit", "wren", "robin", "ci", "root", "stranger" })
        {
            gate.Must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", gate.Key(name));
        }

        gate.Must("git", "init", "-q", $"--object-format={format}", "-b", "main", gate.Path_("start"));
        gate.Write(gate.Path_("start"), ".countersign/policy.yml", policy ?? PracticePolicy);
        gate.Write(gate.Path_("start"), ".countersign/roster.yml", roster ?? rosterOf?.Invoke(gate) ?? gate.PracticeRoster());
        gate.Write(gate.Path_("start"), ".countersign/catalog.yml", catalog ?? PracticeCatalog);
        gate.Write(gate.Path_("start"), "config/checkout.yml", "checkout:\n  timeout-seconds: 30\n  retries: 2\n");
        gate.Write(gate.Path_("start"), "pages/help/refunds.md", "# Refunds\nA refund takes three dayz.\n");
        gate.Write(gate.Path_("start"), "src/checkout/Basket.cs", string.Concat(Enumerable.Range(1, 40).Select(i => $"// line {i}\n")));
        gate.Write(gate.Path_("start"), "src/invoices/Invoice.cs", string.Concat(Enumerable.Range(1, 40).Select(i => $"// line {i}\n")));
        foreach (var (path, content) in started ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            gate.Write(gate.Path_("start"), path, content);
        }

        gate.GitAs("mara", gate.Path_("start"), "add", "-A");
        gate.GitAs("mara", gate.Path_("start"), "commit", "-q", "-m", "harbour: the shop and its rules");
        gate.Must("git", "clone", "-q", "--bare", gate.Path_("start"), gate.Bare);
        gate.RunIn(gate.Bare, ["hook", "install", "--trust", gate.Key("root") + ".pub", "--program", Program, .. hookOptions]).Code.ShouldBe(0);
        return gate;
    }

    /// <summary>A private key's file; its public half ends in .pub.</summary>
    public string Key(string name) => Path.Combine(_folder, $"key-{name}");

    public string Path_(string name) => Path.Combine(_folder, name);

    /// <summary>A person's own clone, made at first use, with their name, address and signing key set.</summary>
    public string Clone(string person)
    {
        if (!_clones.TryGetValue(person, out var folder))
        {
            _clones[person] = folder = Path_($"clone-{person}");
            Must("git", "clone", "-q", Bare, folder);
            Git(folder, "config", "user.name", Named(person));
            Git(folder, "config", "user.email", Email(person));
            Git(folder, "config", "countersign.key", Key(person));
        }

        return folder;
    }

    public static string Email(string person) => person == "robin" ? "robin@agents.harbour.example" : $"{person}@harbour.example";

    public static string Named(string person) => char.ToUpperInvariant(person[0]) + person[1..];

    /// <summary>A commit on a branch from main, in the person's clone; returns its id.</summary>
    public string Commit(string person, string branch, string path, string content, string message = "a change", string? author = null) =>
        Commit(person, branch, new Dictionary<string, string>(StringComparer.Ordinal) { [path] = content }, message, author);

    public string Commit(string person, string branch, IReadOnlyDictionary<string, string> files, string message = "a change", string? author = null)
    {
        var folder = Clone(person);
        if (Try(folder, "git", "rev-parse", "--verify", "-q", $"refs/heads/{branch}").Code == 0)
        {
            Git(folder, "checkout", "-q", branch);
        }
        else
        {
            Git(folder, "fetch", "-q", "origin");
            Git(folder, "checkout", "-q", "-b", branch, "--no-track", "origin/main");
        }

        foreach (var (path, content) in files)
        {
            Write(folder, path, content);
        }

        Git(folder, "add", "-A");
        List<string> arguments = ["commit", "-q", "--allow-empty", "-m", message];
        if (author is not null)
        {
            arguments.Add($"--author={Named(author)} <{Email(author)}>");
        }

        Git(folder, [.. arguments]);
        return Git(folder, "rev-parse", "HEAD");
    }

    /// <summary>A verb of the program in the person's clone, in this process; nobody is at the terminal.</summary>
    public Ran Run(string person, params string[] arguments) => RunIn(Clone(person), arguments);

    /// <summary>Signs as somebody at a terminal who types the digits shown.</summary>
    public Ran Sign(string person, string change, params string[] options)
    {
        Git(Clone(person), "fetch", "-q", "origin");
        return RunIn(Clone(person), ["sign", change, .. options], typing: true);
    }

    public Ran RunIn(string folder, string[] arguments, bool typing = false)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var typist = new Typist(output);
        var screen = new Screen(output, errors, typing ? typist : TextReader.Null, colour: false, interactive: typing);
        var code = Dispatch.Run(
            arguments,
            new Surroundings(screen, folder, () => Now, name => name == "HOME" ? _folder : Environment.GetEnvironmentVariable(name))
        );
        return new Ran(code, output.ToString(), errors.ToString());
    }

    /// <summary>A real push through the hook. Accepted where the exit code is 0.</summary>
    public Ran Push(string person, params string[] refspecs) => Try(Clone(person), "git", ["push", "origin", .. refspecs]);

    /// <summary>Proposes, answers the case, and has the signers sign: the honest way in.</summary>
    public void Approve(string author, string branch, params string[] signers)
    {
        Git(Clone(author), "checkout", "-q", branch);
        Offered(Run(author, "propose", branch));
        Offered(
            Run(
                author,
                "case",
                branch,
                "--why",
                "it is needed",
                "--breaks",
                "little",
                "--checked",
                "by hand",
                "--not-understood",
                "nothing",
                "--rollback",
                "revert it",
                "--alternatives",
                "none",
                "--asked",
                "a fix"
            )
        );
        foreach (var signer in signers)
        {
            var signed = Sign(signer, branch);
            signed.Output.ShouldContain("Signed by", customMessage: signed.All);
        }
    }

    private static void Offered(Ran ran) => ran.Code.ShouldBeOneOf([0, 3, 8], ran.All);

    public string Tip(string reference = "refs/heads/main") => Git(Bare, "rev-parse", reference);

    public string Git(string folder, params string[] arguments) => Must(folder, "git", arguments);

    public void Write(string folder, string path, string content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder left in the temporary place is no reason to fail a claim.
        }
    }

    public string GitAs(string person, string folder, params string[] arguments) =>
        Must(folder, "git", ["-c", $"user.name={Named(person)}", "-c", $"user.email={Email(person)}", .. arguments]);

    public Ran Try(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in Surrounding())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ran(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private Dictionary<string, string> Surrounding() =>
        new(StringComparer.Ordinal)
        {
            ["HOME"] = _folder,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["LC_ALL"] = "C",
            ["USER"] = "",
            ["LOGNAME"] = "",
        };

    private string Must(string program, params string[] arguments) => Must(_folder, program, arguments);

    private string Must(string folder, string program, string[] arguments)
    {
        var ran = Try(folder, program, arguments);
        ran.Code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{ran.Errors}");
        return ran.Output.TrimEnd('\n');
    }

    /// <summary>Reads the digest off the screen and types its first six digits, as a person would.</summary>
    private sealed class Typist(StringWriter screen) : TextReader
    {
        public override string? ReadLine()
        {
            const string Label = "  content   ";
            var text = screen.ToString();
            var at = text.LastIndexOf(Label, StringComparison.Ordinal);
            return at < 0 ? "yes" : text.Substring(at + Label.Length, 6);
        }
    }
}
