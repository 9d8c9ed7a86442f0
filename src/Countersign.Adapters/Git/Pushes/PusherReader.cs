// Who the transport says is pushing: gitolite, an HTTP server's authentication, an SSH key, or the local account.
using Countersign.Adapters.Git.Gathering;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Pushes;

public static class PusherReader
{
    /// <summary>Variables that the server sets and a pusher cannot; null where nothing is known.</summary>
    public static Pusher? Read(Func<string, string?> variable) =>
        variable("GL_USER") is { Length: > 0 } gitolite ? new Pusher("gitolite", gitolite)
        : variable("REMOTE_USER") is { Length: > 0 } http ? new Pusher("http", http)
        : variable("SSH_USER_AUTH") is { Length: > 0 } file && SshKey(file) is { } key ? new Pusher("ssh-key", key.Fingerprint) { Key = key }
        : variable("SSH_CONNECTION") is { Length: > 0 } && (variable("USER") ?? variable("LOGNAME")) is { Length: > 0 } ssh ? new Pusher("ssh", ssh)
        : (variable("USER") ?? variable("LOGNAME")) is { Length: > 0 } local ? new Pusher("local", local)
        : null;

    /// <summary>The rostered person or bot behind the account or key, if the roster knows one.</summary>
    public static RosterEntry? Find(this Roster roster, Pusher pusher) =>
        (pusher.Key is { } key ? roster.FindByKey(key)?.Holder : null) ?? roster.FindByAccount(pusher.Kind, pusher.Name);

    /// <summary>sshd with ExposeAuthInfo writes one line per method: publickey TYPE BASE64.</summary>
    private static SshPublicKey? SshKey(string file)
    {
        try
        {
            foreach (var line in File.ReadLines(file).Take(20))
            {
                if (line.StartsWith("publickey ", StringComparison.Ordinal) && SshPublicKey.TryParse(line["publickey ".Length..], out var key, out _))
                {
                    return key;
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Without the file the account's name is what is known.
        }

        return null;
    }
}
