// .countersign/forge.yml: where records lie on a forge that runs no hook of ours, and by which name statements call the repository.
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Records;

/// <summary>
/// A governance file like the policy: read from the guarded branch's tip, changed by what the rules ask for. Source: specs/forge.md.
/// </summary>
public sealed record ForgeFile
{
    public const string Path = ".countersign/forge.yml";

    /// <summary>The branch where nothing else is named.</summary>
    public const string UsualBranch = "countersign/records";

    private const long Largest = 1 << 16;

    public required RepositoryId Repository { get; init; }

    /// <summary>Without refs/heads/.</summary>
    public required string RecordsBranch { get; init; }

    /// <summary>Branches whose rulesets wait for the verdict; empty means the one on which the file is read.</summary>
    public IReadOnlyList<string> Guarded { get; init; } = [];

    /// <summary>Older history entered before there were rules; null means up to the commit that brought this file.</summary>
    public ObjectId? Baseline { get; init; }

    /// <summary>An unsigned description counts as the case of the maker whose account wrote it last, as the forge says.</summary>
    public bool TakesDescriptions { get; init; }

    public IReadOnlyList<SshPublicKey> RootKeys { get; init; } = [];

    public string RecordsRef => "refs/heads/" + RecordsBranch;

    /// <summary>Null where the tree has no such file.</summary>
    public static Parsed<ForgeFile>? ReadAt(CleanRoom room, ObjectId tree, ReadDocument yaml) =>
        room.Find(tree, RepoPath.Of(Path)) is not { } entry ? null
        : entry.Mode.IsFile() && room.ReadBlob(entry.Id, Largest) is { IsCut: false } content
            ? yaml(content.Bytes, Path).Match((node, _) => Parse(node), problems => new Parsed<ForgeFile>.Bad(problems))
        : new Parsed<ForgeFile>.Bad([
            new Problem("forge.not-a-file", $"{Path} is not a regular file of at most {Largest} bytes", "Make it one.", 0, Path),
        ]);

    public static Parsed<ForgeFile> Parse(Node node)
    {
        var problems = new ProblemList("forge", Path);
        if (Fields.Of(node, "the forge file", problems) is not { } fields)
        {
            return new Parsed<ForgeFile>.Bad(problems.Items);
        }

        fields.AllowOnly(["version", "repository", "records", "guarded", "baseline", "description", "root-keys"]);
        _ = fields.Text("version");
        _ = fields.Integer("version", 1, 1);
        if (!RepositoryId.TryParse(fields.Text("repository"), out var repository))
        {
            problems.Error(
                "bad-repository",
                "the repository id is unreadable",
                "Write github:HOST:NUMBER, gitlab:HOST:NUMBER, or git: and 32 hex digits.",
                fields.LineOf("repository")
            );
        }

        var branch = Branch(fields.OptionalText("records") ?? UsualBranch, fields.LineOf("records"), problems);
        var guarded = fields.Texts("guarded").Select(text => Branch(text.Text, text.Line, problems)).ToList();
        if (guarded.Contains(branch))
        {
            problems.Error(
                "records-guarded",
                $"'{branch}' is for records and cannot be guarded too",
                "Name another branch.",
                fields.LineOf("guarded")
            );
        }

        var takes = fields.OneOf("description", ["shown", "case"]) == "case";
        var roots = new List<SshPublicKey>();
        foreach (var text in fields.Texts("root-keys"))
        {
            if (SshPublicKey.TryParse(text.Text, out var key, out var why))
            {
                roots.Add(key);
            }
            else
            {
                problems.Error("bad-root-key", $"a root key is unreadable: {why}", "Write the line of the .pub file.", text.Line);
            }
        }

        ObjectId? baseline = null;
        if (fields.OptionalText("baseline") is { } text2)
        {
            baseline = ObjectId.TryParse(text2, out var id) ? id : null;
            if (baseline is null)
            {
                problems.Error("bad-baseline", "the baseline is no commit id", "Write the full id.", fields.LineOf("baseline"));
            }
        }

        return Parsed<ForgeFile>.From(
            () =>
                new ForgeFile
                {
                    Repository = repository,
                    RecordsBranch = branch,
                    Guarded = guarded,
                    Baseline = baseline,
                    TakesDescriptions = takes,
                    RootKeys = roots,
                },
            problems.Items
        );
    }

    /// <summary>Git's own rules for a branch's name, the narrow half of them.</summary>
    private static string Branch(string name, int line, ProblemList problems)
    {
        var fits =
            name.Length is > 0 and <= 200
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.')
            && name.Split('/')
                .All(part =>
                    part.Length > 0 && part[0] is not ('.' or '-') && !part.EndsWith('.') && !part.EndsWith(".lock", StringComparison.Ordinal)
                )
            && !name.Contains("..", StringComparison.Ordinal);
        if (!fits)
        {
            problems.Error("bad-branch", $"'{VisibleText.Of(name)}' is no plain branch name", "Use letters, digits, / - _ and single dots.", line);
        }

        return name;
    }
}
