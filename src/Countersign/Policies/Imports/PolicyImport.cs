// Makes a policy of a file that was written for another gate. Pure: the caller reads the files and writes the result.
using Countersign.Documents;
using Countersign.People;

namespace Countersign.Policies.Imports;

public static class PolicyImport
{
    /// <summary>policy-bot's `.policy.yml`. What it lets through that nobody should is asked here, and said.</summary>
    public static Parsed<ImportedPolicy> FromPolicyBot(Node node, string file, ImportOptions options)
    {
        var problems = new ProblemList("policy-bot", file);
        var import = new Importing(options, "policy-bot");
        if (PolicyBotFile.Read(node, problems) is not { } bot)
        {
            return new Parsed<ImportedPolicy>.Bad(problems.Items);
        }

        new PolicyBotImport(import, file, problems).Run(bot);
        return Parsed<ImportedPolicy>.From(
            () => import.Finish([file], bot.Approval is null ? Made.Map(("peer-review", Made.Number(1))) : Made.Word("nothing")),
            problems.Items
        );
    }

    /// <summary>GitHub's CODEOWNERS.</summary>
    public static Parsed<ImportedPolicy> FromCodeOwners(ReadOnlyMemory<byte> bytes, string file, ImportOptions options) =>
        CodeOwners
            .Read(bytes, file)
            .Match(
                (owners, warnings) =>
                    Owners(
                        [new OwnersBlock("", IsOptional: false, 1, [.. owners.Rules.Select(Line)])],
                        warnings,
                        file,
                        options,
                        "GitHub's CODEOWNERS"
                    ),
                problems => new Parsed<ImportedPolicy>.Bad(problems)
            );

    /// <summary>GitLab's CODEOWNERS.</summary>
    public static Parsed<ImportedPolicy> FromGitLab(ReadOnlyMemory<byte> bytes, string file, ImportOptions options) =>
        GitLabOwners
            .Read(bytes, file)
            .Match(
                (sections, warnings) =>
                    Owners(
                        [.. sections.Select(section => new OwnersBlock(section.Name, section.IsOptional, section.Count, section.Rules))],
                        warnings,
                        file,
                        options,
                        "GitLab's CODEOWNERS"
                    ),
                problems => new Parsed<ImportedPolicy>.Bad(problems)
            );

    /// <summary>OWNERS files, each with its folder, and their aliases, if any.</summary>
    public static Parsed<ImportedPolicy> FromOwners(IReadOnlyList<OwnersDocument> documents, Node? aliases, ImportOptions options)
    {
        var problems = new ProblemList("owners", "OWNERS");
        var names = OwnersFolder.Aliases(aliases, "OWNERS_ALIASES", problems);
        var folders = documents.Select(document => OwnersFolder.Read(document, names, problems)).OfType<OwnersFolder>().ToList();
        if (problems.HasErrors)
        {
            return new Parsed<ImportedPolicy>.Bad(problems.Items);
        }

        var import = new Importing(options, "OWNERS");
        new KubernetesImport(import, folders).Run();
        return new Parsed<ImportedPolicy>.Good(
            import.Finish([.. documents.Select(document => document.File)], Made.Map(("peer-review", Made.Number(1)))),
            problems.Items
        );
    }

    private static Parsed<ImportedPolicy> Owners(
        IReadOnlyList<OwnersBlock> blocks,
        IReadOnlyList<Problem> warnings,
        string file,
        ImportOptions options,
        string kind
    )
    {
        var import = new Importing(options, kind);
        new OwnersImport(import, file).Run(blocks);
        foreach (var warning in warnings)
        {
            import.Note(ImportNoteKind.NotExpressed, file, warning.Line, $"{warning.Message}. {warning.Remedy}");
        }

        return new Parsed<ImportedPolicy>.Good(import.Finish([file], Made.Word("nothing")), warnings);
    }

    private static GitLabOwnersRule Line(CodeOwnersRule rule) =>
        new(rule.Pattern.Text, rule.Pattern.AsPathPatterns(), rule.Owners, IsExclusion: false, rule.Line);
}
