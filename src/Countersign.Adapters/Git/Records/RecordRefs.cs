// The refs in which records live.
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Records;

public static class RecordRefs
{
    /// <summary>Everything beneath is closed to pushes but <see cref="Records"/>.</summary>
    public const string Prefix = "refs/countersign/";

    public const string Records = Prefix + "records";

    /// <summary>The gate's own chain of landings.</summary>
    public const string Gate = Prefix + "gate";

    /// <summary>Every version of every note of a tool that the gate has seen, for notes are rewritten and deleted freely.</summary>
    public const string Notes = Prefix + "notes";

    /// <summary>Keeps an offered head from being swept away.</summary>
    public static string Head(ChangeId change, int patchSet) => $"{Prefix}heads/{change}/{patchSet}";
}
