// The repository's own settings that receive-pack heeds: broken objects stay out, and the gate's refs are out of reach.
namespace Countersign.Adapters.Git.Pushes;

/// <summary>Adds to what the operator has and remembers what it added, in the same file; takes away only that.</summary>
public sealed class ReceiveConfig(GitRepository repository)
{
    private const string Hide = "receive.hideRefs";
    private const string Check = "receive.fsckObjects";
    private const string CheckBefore = "countersign.fsckObjectsBefore";
    private const string Unset = "unset";

    /// <summary>The later value wins, so records stay open below the closed prefix.</summary>
    private static readonly string[] s_hidden = ["refs/countersign", "!refs/countersign/records"];

    public void Set()
    {
        // Always last, so that no value of the operator's opens them again; a hidden prefix of theirs still hides.
        RemoveOurs();
        foreach (var value in s_hidden)
        {
            Run(0, "--add", Hide, value);
        }

        if (repository.OwnConfig(Check) is var before && before is not ("true" or "1" or "yes" or "on"))
        {
            if (repository.OwnConfig(CheckBefore) is null)
            {
                repository.SetConfig(CheckBefore, before ?? Unset);
            }

            repository.SetConfig(Check, "true");
        }
    }

    public void TakeBack()
    {
        RemoveOurs();
        if (repository.OwnConfig(CheckBefore) is { } before)
        {
            if (before == Unset)
            {
                Run(5, "--unset-all", Check);
            }
            else
            {
                repository.SetConfig(Check, before);
            }

            // The section goes with its last value.
            Run(5, "--unset-all", CheckBefore);
        }
    }

    private void RemoveOurs()
    {
        foreach (var value in s_hidden)
        {
            Run(5, "--fixed-value", "--unset-all", Hide, value);
        }
    }

    /// <param name="also">An exit code besides 0 that is fine: 5 is "there was none".</param>
    private void Run(int also, params string[] arguments) =>
        repository.Git.Run(repository.Surroundings, ["config", "--local", .. arguments]).Expect(0, also);
}
