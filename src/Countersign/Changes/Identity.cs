// Who a commit says made it, and when: a claim by whoever wrote the commit, never more.
using System.Globalization;
using System.Text;

namespace Countersign.Changes;

/// <summary>
/// <paramref name="UnixTime"/> is seconds since 1970 as claimed, 0 where unreadable; <paramref name="Offset"/> is minutes
/// east of Greenwich. Nothing is decided by either.
/// </summary>
public sealed record Identity(string Name, string Email, long UnixTime, int Offset = 0)
{
    /// <summary>The form in a commit: Name &lt;address&gt; seconds +hhmm.</summary>
    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Clean(Name)} <{Clean(Email)}> {UnixTime} {(Offset < 0 ? '-' : '+')}{Math.Abs(Offset) / 60:00}{Math.Abs(Offset) % 60:00}"
        );

    public override string ToString() => $"{VisibleText.Of(Name)} <{VisibleText.Of(Email)}>";

    /// <summary>
    /// Reads what Git itself would show: name up to the first angle bracket, address up to the first closing one, time from
    /// the end. A broken line keeps all its text as the name, with no address, so that it can be attributed to nobody.
    /// </summary>
    public static Identity Read(string line)
    {
        var open = line.IndexOf('<', StringComparison.Ordinal);
        var close = open < 0 ? -1 : line.IndexOf('>', open);
        if (close < 0)
        {
            return new Identity(line.Trim(), "", 0);
        }

        var name = line[..open].Trim();
        var email = line[(open + 1)..close].Trim();
        var rest = line[(line.LastIndexOf('>') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var time = rest.Length > 0 && long.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
        return new Identity(name, email, time, rest.Length > 1 ? ReadOffset(rest[1]) : 0);
    }

    private static int ReadOffset(string text) =>
        text is ['+' or '-', _, _, _, _] && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? ((digits / 100 * 60) + (digits % 100)) * (text[0] == '-' ? -1 : 1)
            : 0;

    /// <summary>Git drops these from names and addresses: they would end the line or the bracket.</summary>
    private static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is not ('<' or '>' or '\n' or '\r' or '\0'))
            {
                kept.Append(letter);
            }
        }

        return kept.ToString().Trim();
    }
}
