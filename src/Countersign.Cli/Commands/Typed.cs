// The gesture under every decision: a person at a terminal types the first digits of what they sign.
using Countersign.Cli.Terminal;
using Countersign.Signatures;

namespace Countersign.Cli.Commands;

internal static class Typed
{
    /// <exception cref="UsageProblem">Nobody is at a terminal.</exception>
    public static bool Digits(Screen screen, Digest digest)
    {
        if (!screen.IsInteractive)
        {
            throw new UsageProblem("a signature needs a person at a terminal; nothing was signed");
        }

        if (screen.Ask("Type the first six digits of the content to sign, anything else to stop: ") == digest.ToString()[..6])
        {
            return true;
        }

        screen.Line("Nothing was signed.");
        return false;
    }
}
