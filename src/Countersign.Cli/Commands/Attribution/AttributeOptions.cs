// What the command line says about who made what: one thing at a time.
namespace Countersign.Cli.Commands.Attribution;

public sealed record AttributeOptions(ChangeOptions Change)
{
    public string? What { get; init; }
    public string? To { get; init; }
    public bool Sponsors { get; init; }
    public string? Prompter { get; init; }
    public AiSaid? Declared { get; init; }
    public bool Disowns { get; init; }

    /// <exception cref="UsageProblem">Nothing, or two things at once.</exception>
    public void Complain()
    {
        var ways = (Sponsors ? 1 : 0) + (To is null ? 0 : 1) + (Prompter is null ? 0 : 1) + (Declared is null ? 0 : 1);
        if (ways > 1)
        {
            throw new UsageProblem("say one thing at a time: --to PERSON, --sponsor, --prompter PERSON or --declare CLASS");
        }

        var needsWhat = Prompter is null && Declared is null;
        if (needsWhat && string.IsNullOrWhiteSpace(What))
        {
            throw new UsageProblem("name the commit or the claim: countersign attribute COMMIT --to PERSON (the verdict shows the claims)");
        }

        if (!needsWhat && What is not null)
        {
            throw new UsageProblem(
                $"{(Prompter is null ? "--declare" : "--prompter")} is about the whole change: leave out '{Terminal.Visible.Text(What)}', or name the change with --change"
            );
        }
    }
}
