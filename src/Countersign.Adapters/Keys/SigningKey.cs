// Finds the key with which this person signs: named on the command line, in Git's configuration, or in ~/.ssh.
namespace Countersign.Adapters.Keys;

public enum SigningKeyKind
{
    File,
    Agent,
    Hardware,
}

/// <param name="Path">A private key, or a public key whose private half an agent holds.</param>
/// <param name="PublicLine">The line of the public key.</param>
/// <param name="From">Where it was found, for people.</param>
public sealed record SigningKey(string Path, string PublicLine, SigningKeyKind Kind, string From)
{
    private static readonly string[] Usual = ["id_ed25519_sk", "id_ecdsa_sk", "id_ed25519", "id_ecdsa", "id_rsa"];

    /// <summary>The first of: named, countersign.key, user.signingKey where gpg.format is ssh, the usual files in ~/.ssh.</summary>
    /// <param name="named">From --key; a path to a private or public key.</param>
    /// <param name="config">Git's configuration as this person has it.</param>
    /// <exception cref="SigningFault">Nothing usable; says what was looked at.</exception>
    public static SigningKey Find(string? named, Func<string, string?> config, string home)
    {
        if (named is not null)
        {
            return Read(named, home, "--key");
        }

        if (config("countersign.key") is { Length: > 0 } own)
        {
            return Read(own, home, "countersign.key");
        }

        if (config("gpg.format") == "ssh" && config("user.signingKey") is { Length: > 0 } signing)
        {
            return Read(signing, home, "user.signingKey");
        }

        var folder = System.IO.Path.Combine(home, ".ssh");
        var found = Usual
            .Select(name => System.IO.Path.Combine(folder, name))
            .FirstOrDefault(path => File.Exists(path) || File.Exists(path + ".pub"));
        return found is null
            ? throw new SigningFault(
                "no signing key was found",
                "Name one with --key FILE, or set it: git config --global countersign.key ~/.ssh/id_ed25519"
            )
            : Read(found, home, "~/.ssh");
    }

    private static SigningKey Read(string path, string home, string from)
    {
        var whole = path.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Combine(home, path[2..]) : System.IO.Path.GetFullPath(path);
        if (path.StartsWith("key::", StringComparison.Ordinal) || path.StartsWith("ssh-", StringComparison.Ordinal))
        {
            throw new SigningFault(
                $"{from} holds a key instead of a file's name",
                "Save the public key to a file and name that: ssh-keygen uses the agent for its private half."
            );
        }

        // A name without the ending means the key as well: its private half may be in an agent.
        whole = !File.Exists(whole) && File.Exists(whole + ".pub") ? whole + ".pub" : whole;
        var isPublic = whole.EndsWith(".pub", StringComparison.Ordinal);
        var publicFile = isPublic ? whole : whole + ".pub";
        if (!File.Exists(whole) || !File.Exists(publicFile))
        {
            throw new SigningFault(
                $"the key {(File.Exists(whole) ? publicFile : whole)} (from {from}) is not there",
                "Give the file's name; the public half lies beside it with the ending .pub."
            );
        }

        var line = File.ReadLines(publicFile).FirstOrDefault()?.Trim() ?? "";
        var kind =
            line.StartsWith("sk-", StringComparison.Ordinal) ? SigningKeyKind.Hardware
            : isPublic ? SigningKeyKind.Agent
            : SigningKeyKind.File;
        return new SigningKey(whole, line, kind, from);
    }
}

/// <summary>Signing did not happen; the remedy says what to do.</summary>
public sealed class SigningFault(string message, string remedy) : Exception(message)
{
    public string Remedy { get; } = remedy;
}
