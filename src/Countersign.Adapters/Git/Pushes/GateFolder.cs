// The folder `countersign` inside a guarded repository's GIT_DIR: settings and the gate's private key, outside all refs.
using System.Text;
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Pushes;

public sealed class GateFolder(GitRepository repository)
{
    public string Folder { get; } = Path.Combine(repository.CommonDir, "countersign");

    public string SettingsFile => Path.Combine(Folder, "gate.json");

    public string KeyFile => Path.Combine(Folder, "gate.pem");

    public bool IsInstalled => File.Exists(SettingsFile);

    public Parsed<GateSettings> ReadSettings() =>
        IsInstalled
            ? GateSettings.Parse(File.ReadAllBytes(SettingsFile), SettingsFile)
            : new Parsed<GateSettings>.Bad([new Problem("trust.missing", "this repository has no gate", "Run countersign hook install.", 0, SettingsFile)]);

    /// <exception cref="GitFault">The key is missing or unreadable: the gate stays closed.</exception>
    public EcdsaPrivateKey ReadKey()
    {
        var text = File.Exists(KeyFile) ? File.ReadAllText(KeyFile) : "";
        return EcdsaPrivateKey.TryParse(text, out var key, out var problem)
            ? key
            : throw new GitFault($"the gate's key {KeyFile} is missing or unreadable: {problem}", "countersign hook", remedy: "Take it from a backup, or run countersign hook install --new-gate-key.");
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

    /// <summary>Whole or not at all: written beside, then moved over.</summary>
    private static void Replace(string file, byte[] bytes, bool secret)
    {
        var beside = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = secret ? UnixFileMode.UserRead | UnixFileMode.UserWrite : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        }

        using (var stream = new FileStream(beside, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, file, overwrite: true);
    }
}
