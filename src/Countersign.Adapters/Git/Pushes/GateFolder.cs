// The folder `countersign` inside a guarded repository's GIT_DIR: settings and the gate's private key, outside all refs.
using System.Text;
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Pushes;

public sealed class GateFolder(GitRepository repository)
{
    private const int MostTries = 2400;

    public string Folder { get; } = Path.Combine(repository.CommonDir, "countersign");

    public string SettingsFile => Path.Combine(Folder, "gate.json");

    public string KeyFile => Path.Combine(Folder, "gate.pem");

    public bool IsInstalled => File.Exists(SettingsFile);

    public Parsed<GateSettings> ReadSettings() =>
        IsInstalled
            ? GateSettings.Parse(File.ReadAllBytes(SettingsFile), SettingsFile)
            : new Parsed<GateSettings>.Bad([
                new Problem("trust.missing", "this repository has no gate", "Run countersign hook install.", 0, SettingsFile),
            ]);

    /// <exception cref="GitFault">The key is missing or unreadable: the gate stays closed.</exception>
    public EcdsaPrivateKey ReadKey()
    {
        var text = File.Exists(KeyFile) ? File.ReadAllText(KeyFile) : "";
        return EcdsaPrivateKey.TryParse(text, out var key, out var problem)
            ? key
            : throw new GitFault(
                $"the gate's key {KeyFile} is missing or unreadable: {problem}",
                "countersign hook",
                remedy: "Take it from a backup, or run countersign hook install --new-gate-key."
            );
    }

    public void Write(GateSettings settings)
    {
        Directory.CreateDirectory(Folder);
        Replace(SettingsFile, settings.ToJson(isPublic: false), secret: false);
    }

    public void WriteKey(EcdsaPrivateKey key)
    {
        Directory.CreateDirectory(Folder);
        Replace(KeyFile, Encoding.ASCII.GetBytes(key.ToPem()), secret: true);
    }

    /// <summary>One gate at a time; waits a minute for the other.</summary>
    /// <exception cref="GitFault">Another one holds it still.</exception>
    public IDisposable Lock()
    {
        var file = Path.Combine(Folder, "lock");
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < MostTries)
            {
                Thread.Sleep(Random.Shared.Next(5, 45));
            }
            catch (IOException problem)
            {
                throw new GitFault(
                    $"another countersign holds {file}: {problem.Message}",
                    "countersign hook",
                    remedy: "Run countersign hook repair when it has ended."
                );
            }
        }
    }

    /// <summary>Whoever can write here decides what the gate believes; each sentence says what to close.</summary>
    public IReadOnlyList<string> Warnings()
    {
        var warnings = new List<string>();
        if (OperatingSystem.IsWindows())
        {
            return warnings;
        }

        const UnixFileMode Writable = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        foreach (var path in new[] { Folder, SettingsFile, repository.CommonDir, Path.Combine(repository.CommonDir, "config") }.Where(Path.Exists))
        {
            if ((File.GetUnixFileMode(path) & Writable) != UnixFileMode.None)
            {
                warnings.Add($"others than its owner can write {path}: chmod go-w '{path}'");
            }
        }

        if (File.Exists(KeyFile) && (File.GetUnixFileMode(KeyFile) & (UnixFileMode)0b000_111_111) != UnixFileMode.None)
        {
            warnings.Add($"others than its owner can read the gate's key: chmod 600 '{KeyFile}'");
        }

        return warnings;
    }

    /// <summary>Whole or not at all: written beside, then moved over.</summary>
    internal static void Replace(string file, byte[] bytes, bool secret)
    {
        var beside = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = secret
                ? UnixFileMode.UserRead | UnixFileMode.UserWrite
                : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        }

        using (var stream = new FileStream(beside, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, file, overwrite: true);
    }
}
