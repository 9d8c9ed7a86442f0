// Who signs the imported policy, its levels, and the people who are there: said, or as in the rules that stand here.
using Countersign.Adapters.Documents;
using Countersign.Cli.Terminal;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Imports;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.PolicyFile;

internal static class ImportSettings
{
    private const string RosterFile = ".countersign/roster.yml";

    /// <exception cref="UsageProblem">Owner or levels are neither said nor to be found: they are never guessed.</exception>
    public static ImportOptions Of(PolicyImportOptions options, string kind, Surroundings surroundings, int reviewAfterDays)
    {
        var here = Standing(surroundings.Folder);
        var owner =
            options.Owner is null ? here?.Owner ?? throw new UsageProblem("say who signs every version of the policy: --owner mara")
            : PersonId.TryParse(options.Owner, out var id) ? id
            : throw new UsageProblem($"'{Visible.Text(options.Owner)}' is not a person's id; write it as in the roster, such as mara");
        var levels =
            options
                .Levels?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(level => new LevelName(level))
                .Distinct()
                .ToList()
            ?? here?.Levels;
        return new ImportOptions(
            owner,
            levels is { Count: > 0 } ? levels : throw new UsageProblem("say the levels, lowest first: --levels junior,mid,senior"),
            DateOnly.FromDateTime(surroundings.Now.UtcDateTime.AddDays(reviewAfterDays)),
            Roster(surroundings.Folder),
            options.Repository,
            kind == "gitlab" ? "gitlab" : "github"
        );
    }

    private static PolicyPart? Standing(string folder)
    {
        var file = Path.Combine(folder, PolicyCommand.UsualFile);
        if (!File.Exists(file))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(file);
        return YamlReader
            .Read(bytes, PolicyCommand.UsualFile)
            .Match<PolicyPart?>((node, _) => PolicyDocument.Read(node, Digest.Of(bytes)).Match<PolicyPart?>((part, _) => part, _ => null), _ => null);
    }

    private static Roster Roster(string folder)
    {
        var file = Path.Combine(folder, RosterFile);
        return File.Exists(file)
            ? People.Roster.Read(File.ReadAllBytes(file), RosterFile, YamlReader.Read).Match((roster, _) => roster, _ => People.Roster.Empty)
            : People.Roster.Empty;
    }
}
