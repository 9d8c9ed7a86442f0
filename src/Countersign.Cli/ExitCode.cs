// The one table from answers to exit codes.
using Countersign.Gating;

namespace Countersign.Cli;

/// <summary>Worst wins, in the order Faulted, Usage, Refused, Held, Allowed. Source: docs/cli/exit-codes.md.</summary>
public static class ExitCode
{
    public const int Allowed = 0;
    public const int Faulted = 1;
    public const int Usage = 2;

    /// <summary>For `audit` and `verify`: something unsigned.</summary>
    public const int Refused = 3;
    public const int Held = 8;

    public static int Of(VerdictKind verdict) =>
        verdict switch
        {
            VerdictKind.Allowed => Allowed,
            VerdictKind.Held => Held,
            VerdictKind.Refused => Refused,
            _ => Faulted,
        };

    public static int Worst(int one, int other) => Badness(one) >= Badness(other) ? one : other;

    private static int Badness(int code) =>
        code switch
        {
            Allowed => 0,
            Held => 1,
            Refused => 2,
            Usage => 3,
            _ => 4,
        };
}
