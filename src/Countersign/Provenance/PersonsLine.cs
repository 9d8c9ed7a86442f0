// Tells a line that thanks a person from one that names a tool, where the person bears a tool's name: Claude Monet, Devin Smith.
using System.Buffers;

namespace Countersign.Provenance;

internal static class PersonsLine
{
    /// <summary>What stands beside a tool's name without naming anybody: makers, editions and kinds of tools.</summary>
    private static readonly HashSet<string> s_plain = new(StringComparer.OrdinalIgnoreCase)
    {
        "agent",
        "agentic",
        "anthropic",
        "api",
        "app",
        "assistant",
        "auto",
        "bot",
        "chat",
        "cli",
        "cloud",
        "code",
        "coder",
        "coding",
        "desktop",
        "dev",
        "editor",
        "extended",
        "fast",
        "flash",
        "github",
        "google",
        "high",
        "ide",
        "large",
        "lite",
        "low",
        "max",
        "meta",
        "microsoft",
        "mini",
        "mode",
        "model",
        "nano",
        "openai",
        "preview",
        "pro",
        "sdk",
        "small",
        "thinking",
        "turbo",
        "ultra",
        "version",
        "web",
        "xai",
        "xhigh",
    };

    /// <summary>Words that join a tool with something else, so that the line says more than one person's name.</summary>
    private static readonly HashSet<string> s_joining = new(StringComparer.OrdinalIgnoreCase)
    {
        "and",
        "behalf",
        "by",
        "for",
        "from",
        "in",
        "on",
        "the",
        "through",
        "using",
        "via",
        "with",
    };

    private static readonly SearchValues<char> s_notInNames = SearchValues.Create(":;,/(+&@");

    private static readonly HashSet<string> s_makers = SignalsTable
        .Addresses.Select(signal => signal.Address[(signal.Address.LastIndexOf('@') + 1)..])
        .Where(domain => domain != "users.noreply.github.com")
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Two words or more as names are written, one of them no tool's and no model's, before an address in angle brackets that is no
    /// tool maker's. A bare tool's name stays a tool, whosever the address.
    /// </summary>
    public static bool Is(ReadOnlySpan<char> value)
    {
        var open = value.IndexOf('<');
        var length = value[(open + 1)..].IndexOf('>');
        if (open <= 0 || length <= 0)
        {
            return false;
        }

        var name = value[..open].Trim().Trim('"');
        var address = value.Slice(open + 1, length).Trim();
        var at = address.LastIndexOf('@');
        if (at <= 0 || s_makers.Contains(address[(at + 1)..].ToString()) || name.ContainsAny(s_notInNames) || name.ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        var (count, strange) = (0, false);
        foreach (var range in name.SplitAny(" \t.-'\""))
        {
            var word = name[range].ToString();
            if (s_joining.Contains(word))
            {
                return false;
            }

            count += word.Length > 0 ? 1 : 0;
            strange |= word.Length > 0 && !s_plain.Contains(word) && !SignalsTable.Vocabulary.Contains(word);
        }

        return count > 1 && strange;
    }
}
