// Guesses from a file's name what it is, and asks where the name does not say.
using System.Text;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.PolicyFile;

internal static class ImportKind
{
    public static string Guess(IReadOnlyList<string> files, string folder)
    {
        var kinds = files.Select(file => Of(file, folder)).Distinct().ToList();
        return kinds is [{ } only] ? only
            : files.All(file => Path.GetFileName(file) == "CODEOWNERS")
                ? throw new UsageProblem(
                    "GitHub and GitLab both read a CODEOWNERS at this place, and this one has what only GitLab understands (sections, exclusions or roles): --kind gitlab, or --kind codeowners as GitHub reads it"
                )
            : throw new UsageProblem($"say what these files are: --kind {string.Join('|', PolicyImportCommand.Kinds)}");
    }

    private static string? Of(string file, string folder)
    {
        var (name, place) = (Path.GetFileName(file), Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file, folder))));
        return name switch
        {
            "OWNERS" or "OWNERS_ALIASES" => "owners",
            ".policy.yml" or ".policy.yaml" or "policy-bot.yml" => "policy-bot",
            "CODEOWNERS" when place == ".github" => "codeowners",
            "CODEOWNERS" when place == ".gitlab" => "gitlab",
            "CODEOWNERS" when !HasSections(file, folder) => "codeowners",
            _ => null,
        };
    }

    /// <summary>Only GitLab knows sections and roles; a file with them is not GitHub's, whatever it is.</summary>
    private static bool HasSections(string file, string folder) =>
        Encoding
            .UTF8.GetString(RuleFiles.Bytes(file, folder, "CODEOWNERS"))
            .Split('\n')
            .Select(line => line.TrimStart())
            .Any(line =>
                line.StartsWith('[')
                || line.StartsWith("^[", StringComparison.Ordinal)
                || line.StartsWith('!')
                || (!line.StartsWith('#') && line.Contains("@@", StringComparison.Ordinal))
            );
}
