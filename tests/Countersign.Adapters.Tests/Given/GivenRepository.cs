// Makes real Git repositories in temporary folders, with stock git and nothing of ours.
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Countersign.Adapters.Tests.Given;

/// <summary>One entry of a tree, written past the file system so that any name is possible. Content is a commit id for mode 160000.</summary>
public sealed record GivenEntry(byte[] Path, string Mode, byte[] Content)
{
    public static GivenEntry File(string path, string content, string mode = "100644") =>
        new(Encoding.UTF8.GetBytes(path), mode, Encoding.UTF8.GetBytes(content));
}

/// <summary>Who and when, for the next commits; a minute passes with each.</summary>
public sealed record GivenPerson(string Name, string Email);

public sealed class GivenRepository : IDisposable
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly bool _owned;
    private long _clock = 1_700_000_000;

    private GivenRepository(string folder, bool owned)
    {
        Folder = folder;
        _owned = owned;
        Home = Path.Combine(Path.GetTempPath(), "countersign-given-home");
        Directory.CreateDirectory(Home);
    }

    /// <summary>The work tree, or the bare repository.</summary>
    public string Folder { get; }

    public string Home { get; }

    public GivenPerson Author { get; set; } = new("Ada", "ada@example.com");

    public GivenPerson Committer { get; set; } = new("Ada", "ada@example.com");

    public static GivenRepository Create(string format = "sha1", bool bare = false)
    {
        var given = new GivenRepository(Directory.CreateTempSubdirectory("countersign-given-").FullName, owned: true);
        string[] options = bare ? ["--bare"] : [];
        given.Git(["init", "--quiet", "--initial-branch=main", $"--object-format={format}", .. options, "."]);
        return given;
    }

    /// <summary>An existing folder, which is left in place.</summary>
    public static GivenRepository At(string folder) => new(folder, owned: false);

    /// <summary>Clones into a new temporary folder with the options given, for instance --bare or --depth=1.</summary>
    public GivenRepository Clone(params string[] options)
    {
        var clone = new GivenRepository(Directory.CreateTempSubdirectory("countersign-given-").FullName, owned: true);
        clone.Git(["clone", "--quiet", .. options, "file://" + Folder, "."]);
        clone._clock = _clock;
        return clone;
    }

    public GivenRepository With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public GivenRepository Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    public GivenRepository Write(string path, byte[] content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return this;
    }

    public GivenRepository Delete(string path)
    {
        File.Delete(Path.Combine(Folder, path));
        return this;
    }

    /// <summary>Everything in the work tree, committed on the current branch; the commit's id.</summary>
    public string Commit(string message = "change", params string[] options)
    {
        Git("add", "--all");
        Git(["commit", "--quiet", "--allow-empty", "--no-verify", "-m", message, .. options]);
        return Head();
    }

    /// <summary>A commit of exactly these entries, on top of the parents given; no ref moves.</summary>
    public string CommitEntries(IEnumerable<GivenEntry> entries, IEnumerable<string>? parents = null, string message = "change") =>
        CommitTree(Tree(entries), parents, message);

    public string CommitTree(string tree, IEnumerable<string>? parents = null, string message = "change") =>
        Git(["commit-tree", tree, .. (parents ?? []).SelectMany(static parent => new[] { "-p", parent }), "-m", message]);

    /// <summary>The id of a tree of exactly these entries.</summary>
    public string Tree(IEnumerable<GivenEntry> entries)
    {
        var index = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var lines = new MemoryStream();
        foreach (var entry in entries)
        {
            var id = entry.Mode == "160000" ? Encoding.ASCII.GetString(entry.Content) : Blob(entry.Content);
            lines.Write(Encoding.ASCII.GetBytes($"{entry.Mode} {id}\t"));
            lines.Write(entry.Path);
            lines.WriteByte(0);
        }

        With("GIT_INDEX_FILE", index);
        Start(["update-index", "-z", "--index-info"], lines.ToArray());
        var tree = Git("write-tree");
        _environment.Remove("GIT_INDEX_FILE");
        File.Delete(index);
        return tree;
    }

    public string Blob(byte[] content) => Text(Start(["hash-object", "-w", "--stdin", "--no-filters"], content));

    public GivenRepository Branch(string name, string? from = null)
    {
        Git(from is null ? ["checkout", "--quiet", "-b", name] : ["checkout", "--quiet", "-b", name, from]);
        return this;
    }

    public GivenRepository Checkout(string name)
    {
        Git("checkout", "--quiet", name);
        return this;
    }

    /// <summary>A true merge commit, of any number of branches.</summary>
    public string Merge(params string[] branches)
    {
        Git(["merge", "--quiet", "--no-ff", "--no-edit", "-m", "merge " + string.Join(' ', branches), .. branches]);
        return Head();
    }

    public string Head() => Id("HEAD");

    public string Id(string revision) => Git("rev-parse", "--verify", revision);

    public string TreeOf(string revision) => Id(revision + "^{tree}");

    /// <summary>Runs git and gives its output without the last line break; a failure fails the test with Git's words.</summary>
    public string Git(params string[] arguments) => Text(Start(arguments, []));

    public byte[] GitBytes(params string[] arguments) => Start(arguments, []);

    /// <summary>Runs git with bytes on its input.</summary>
    public byte[] Start(string[] arguments, byte[] input)
    {
        var (code, output, errors) = Try(arguments, input);
        return code == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: exit {code}: {errors}");
    }

    /// <summary>Runs git and gives whatever comes, failure included.</summary>
    public (int Code, byte[] Output, string Errors) Try(string[] arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        Fill(start.Environment);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input ?? []);
            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeding.Wait();
        return (process.ExitCode, output.ToArray(), errors.Result);
    }

    public void Dispose()
    {
        if (_owned)
        {
            foreach (var file in Directory.EnumerateFiles(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(Folder, recursive: true);
        }
    }

    private void Fill(IDictionary<string, string?> environment)
    {
        var now = string.Create(CultureInfo.InvariantCulture, $"{_clock += 60} +0000");
        environment["HOME"] = Home;
        environment["XDG_CONFIG_HOME"] = Home;
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_COUNT"] = "2";
        environment["GIT_CONFIG_KEY_0"] = "protocol.file.allow";
        environment["GIT_CONFIG_VALUE_0"] = "always";
        environment["GIT_CONFIG_KEY_1"] = "advice.detachedHead";
        environment["GIT_CONFIG_VALUE_1"] = "false";
        environment["GIT_AUTHOR_NAME"] = Author.Name;
        environment["GIT_AUTHOR_EMAIL"] = Author.Email;
        environment["GIT_AUTHOR_DATE"] = now;
        environment["GIT_COMMITTER_NAME"] = Committer.Name;
        environment["GIT_COMMITTER_EMAIL"] = Committer.Email;
        environment["GIT_COMMITTER_DATE"] = now;
        environment["LC_ALL"] = "C";
        foreach (var (name, value) in _environment)
        {
            environment[name] = value;
        }
    }

    private static string Text(byte[] output) => Encoding.UTF8.GetString(output).TrimEnd('\n');
}
