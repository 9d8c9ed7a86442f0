// What tests of the writing verbs need beside the rest: a typed decision, and an offered change to decide about.
using System.Text.RegularExpressions;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    public const string LongerTimeout = "checkout:\n  timeout-seconds: 40\n  retries: 2\n";

    /// <summary>A verb as somebody at a terminal runs it, who types the digits shown.</summary>
    public Ran Decide(string person, params string[] arguments)
    {
        Git(Clone(person), "fetch", "-q", "origin");
        return RunIn(Clone(person), arguments, typing: true);
    }

    /// <summary>jun's change of one setting, offered; it needs a senior.</summary>
    public string OfferTimeout(string branch = "timeout")
    {
        var head = Commit("jun", branch, "config/checkout.yml", LongerTimeout);
        Offered(Run("jun", "propose", branch));
        Fetch("mara", "teo", "ines", "kit", "moss", "wren");
        return head;
    }

    public void Fetch(params string[] people)
    {
        foreach (var person in people)
        {
            Git(Clone(person), "fetch", "-q", "origin");
        }
    }

    /// <summary>The first id (12 hex digits) after these words.</summary>
    public static string IdAfter(string words, Ran ran) =>
        Regex.Match(ran.All, Regex.Escape(words) + " ([0-9a-f]{12})").Groups[1].Value is { Length: 12 } id
            ? id
            : throw new InvalidOperationException($"no id after '{words}' in:\n{ran.All}");
}
