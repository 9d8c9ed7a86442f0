// The one prefix under which everything that is signed here is named.
namespace Countersign.Signatures;

public static class Namespaces
{
    public const string Prefix = "countersign.dev";

    /// <summary>SSHSIG namespace of decisions and overrides.</summary>
    public const string SignOff = Prefix + "/sign-off";

    /// <summary>SSHSIG namespace of every other record.</summary>
    public const string Record = Prefix + "/record";

    /// <summary>What every predicate type begins with.</summary>
    public const string PredicatePrefix = "https://" + Prefix + "/";
}
