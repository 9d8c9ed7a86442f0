// What the command line says of an override, and what must not be missing from it.
namespace Countersign.Cli.Commands.Override;

public sealed record OverrideOptions(ChangeOptions Change)
{
    /// <summary>"*" is all.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
    public string? Objection { get; init; }

    /// <summary>Empty, or ref, old and new.</summary>
    public IReadOnlyList<string> Move { get; init; } = [];
    public string? Reason { get; init; }
    public string? FollowUp { get; init; }
    public string? Until { get; init; }
    public bool Ends { get; init; }

    /// <exception cref="UsageProblem">Names everything that is missing at once.</exception>
    public void Complain()
    {
        var named = (Rules.Count > 0 ? 1 : 0) + (Objection is null ? 0 : 1) + (Move.Count > 0 ? 1 : 0);
        if (named != 1)
        {
            throw new UsageProblem(
                "an override names rules (--rule NAME, or --all), or one objection (--objection ID), or one move of a ref (--move REF OLD NEW): exactly one of these"
            );
        }

        var missing = new List<string>();
        if (!Ends)
        {
            Missing(Reason, "--reason 'WORDS'");
            Missing(FollowUp, "--follow-up 'WHAT, BY WHEN'");
            Missing(Until, "--until 48h");
        }

        if (missing.Count > 0)
        {
            throw new UsageProblem($"an override says why, what follows and when it ends; missing: {string.Join(", ", missing)}");
        }

        void Missing(string? value, string example)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                missing.Add(example);
            }
        }
    }
}
