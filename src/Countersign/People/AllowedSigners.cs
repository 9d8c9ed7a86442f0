// Writes the roster as the file by which a stock ssh-keygen checks our signatures.
using System.Globalization;
using System.Text;
using Countersign.Signatures;

namespace Countersign.People;

/// <summary>
/// OpenSSH allowed_signers, one key a line; the principal is the id. Persons sign both namespaces, bots only records. Times
/// end in Z. A key that is valid at no moment is left out with a comment, because ssh-keygen refuses the whole file otherwise.
/// Source: ssh-keygen(1), ALLOWED SIGNERS.
/// </summary>
public static class AllowedSigners
{
    public static string Export(Roster roster)
    {
        var text = new StringBuilder();
        text.Append("# Written by countersign roster export; roster ").Append(roster.Digest).Append('\n');
        foreach (var entry in roster.Entries.OrderBy(entry => entry.Id))
        {
            foreach (var key in entry.Keys)
            {
                Append(text, entry, key);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, RosterEntry entry, PersonKey key)
    {
        if (key.Ends is { } over && (over <= DateTimeOffset.UnixEpoch || over <= key.ValidAfter))
        {
            text.Append("# ").Append(entry.Id).Append(": ").Append(key.Key.Fingerprint).Append(" was never valid\n");
            return;
        }

        var namespaces = entry is Bot ? Namespaces.Record : $"{Namespaces.SignOff},{Namespaces.Record}";
        text.Append(entry.Id).Append(" namespaces=\"").Append(namespaces).Append('"');
        if (key.ValidAfter is { } after)
        {
            text.Append(",valid-after=\"").Append(Stamp(after)).Append('"');
        }

        if (key.Ends is { } ends)
        {
            text.Append(",valid-before=\"").Append(Stamp(ends)).Append('"');
        }

        text.Append(' ').Append(key.Key).Append('\n');
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
}
