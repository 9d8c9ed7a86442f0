// Claims about importing CODEOWNERS and OWNERS: who has to sign for a path afterwards.
using System.Text;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Imports;
using Countersign.Tests.Documents;
using Countersign.Tests.Given;

namespace Countersign.Tests.Policies.Imports;

public sealed class OwnersImportTests
{
    private static readonly ImportOptions s_options = new(PersonId.Parse("mara"), A.Scale.Levels, new DateOnly(2027, 2, 18), Roster.Empty);

    [Theory]
    [InlineData("a.txt", "sam", true)]
    [InlineData("a.txt", "sol", false)]
    [InlineData("src/a.js", "sol", true)]
    [InlineData("src/a.js", "sam", false)]
    [InlineData("src/api/a.js", "mia", true)]
    [InlineData("src/api/a.js", "sol", false)]
    [InlineData("src/free/a.js", null, true)]
    public void The_last_line_that_matches_decides_who_signs(string path, string? signer, bool allowed) =>
        Decide(GitHub("* @sam\n/src/ @sol\n/src/api @mia # the interface\n/src/free/\n"), path, signer).ShouldBe(allowed);

    [Fact]
    public void A_path_that_nobody_owns_asks_nobody_and_the_author_as_owner_does_not_count()
    {
        Decide(GitHub("/src/ @sam\n"), "docs/a", null).ShouldBeTrue();
        Decide(GitHub("/src/ @jo\n"), "src/a", "jo").ShouldBeFalse();
    }

    [Fact]
    public void Any_owner_of_a_line_is_enough_and_a_team_stands_for_its_members()
    {
        var imported = GitHub("/src/ @sol @harbour/core\n");

        Decide(imported, "src/a", "sol").ShouldBeTrue();
        Decide(imported, "src/a", "sam", core: "harbour/core").ShouldBeTrue();
        Decide(imported, "src/a", "mia", core: "harbour/core").ShouldBeFalse();
        imported.Needs.Select(need => (need.Is, need.Name)).ShouldBe([("person", "sol"), ("team", "harbour/core")]);
    }

    [Theory]
    [InlineData("db/a.rb", "sam", false)]
    [InlineData("db/a.rb", "sam,sol", true)]
    [InlineData("db/schema.md", "sam,sol", false)]
    [InlineData("db/schema.md", "sam,sol,mia", true)]
    [InlineData("docs/a", null, true)]
    [InlineData("x/model/a", "sam,mia", true)]
    [InlineData("db/generated/a.rb", null, true)]
    public void Each_section_of_GitLab_decides_for_itself(string path, string? signers, bool allowed) =>
        Decide(
                GitLab(
                    "[Database][2] @sam @sol\ndb/\n!db/generated/\n[Prose]\n*.md @mia\n^[Docs]\n/docs/ @mia\n[Model]\nmodel/ @mia\n[database]\nmodel/ @sam @jun\n"
                ),
                path,
                path.StartsWith("x/", StringComparison.Ordinal) ? signers + ",jun" : signers
            )
            .ShouldBe(allowed);

    [Theory]
    [InlineData("README", "sam", true)]
    [InlineData("pkg/a.go", "sam", true)]
    [InlineData("pkg/a.go", "sol", true)]
    [InlineData("pkg/api/a.go", "sol", false)]
    [InlineData("pkg/api/a.go", "mia", true)]
    [InlineData("pkg/api/a.md", "mia", false)]
    [InlineData("pkg/api/a.md", "jun", true)]
    public void An_approver_of_the_folder_or_above_signs_up_to_no_parent_owners(string path, string signer, bool allowed)
    {
        OwnersDocument[] documents =
        [
            new("", "OWNERS", Written.Of("{'approvers': ['lead'], 'reviewers': ['jun']}")),
            new("pkg", "pkg/OWNERS", Written.Of("{'approvers': ['Sol']}")),
            new(
                "pkg/api",
                "pkg/api/OWNERS",
                Written.Of("{'options': {'no_parent_owners': true}, 'filters': {'[.]go$': {'approvers': ['mia']}, '.*': {'approvers': ['jun']}}}")
            ),
        ];
        var imported = PolicyImport
            .FromOwners(documents, Written.Of("{'aliases': {'lead': ['sam']}}"), s_options)
            .ShouldBeOfType<Parsed<ImportedPolicy>.Good>()
            .Value;

        Decide(imported, path, signer).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("a/x.go", "sol", true)]
    [InlineData("a/x.go", "sam", true)]
    [InlineData("a/x.go", "jun", false)]
    [InlineData("a/readme.md", "sam", true)]
    [InlineData("a/readme.md", "sol", false)]
    [InlineData("a/readme.md", "jun", false)]
    [InlineData("a/b/readme.md", "sam", false)]
    [InlineData("a/b/readme.md", "jun", false)]
    public void What_no_filter_of_a_folder_names_has_the_approvers_above(string path, string signer, bool allowed) =>
        Decide(
                Owners(
                    ("", "{'approvers': ['sam']}"),
                    ("a", "{'filters': {'[.]go$': {'approvers': ['sol']}}}"),
                    ("a/b", "{'options': {'no_parent_owners': true}, 'filters': {'[.]py$': {'approvers': ['mia']}}}")
                ),
                path,
                signer
            )
            .ShouldBe(allowed);

    [Theory]
    [InlineData(@"\\Asecret/.*", "pkg/secret/x", "sol", false)]
    [InlineData(@"\\Asecret/.*", "pkg/secret/x", "sol,mia", true)]
    [InlineData(@"[.]go$", "pkg/n\nl.go", "sol", false)]
    [InlineData(@"[.]go$", "pkg/n\nl.go", "sol,mia", true)]
    [InlineData(@"[.]go$", "pkg/n.txt", "sol", true)]
    [InlineData("a)|(b", "pkg/z", "sol", false)]
    [InlineData("a)|(b", "elsewhere/b", "sam", true)]
    public void A_filter_that_could_be_read_otherwise_asks_its_reviewers_for_more_and_never_for_less(
        string filter,
        string path,
        string signers,
        bool allowed
    ) =>
        Decide(
                Owners(
                    ("", "{'approvers': ['sam']}"),
                    ("pkg", $"{{'filters': {{'.*': {{'approvers': ['sol']}}, '{filter}': {{'required_reviewers': ['mia']}}}}}}")
                ),
                path,
                signers
            )
            .ShouldBe(allowed);

    [Theory]
    [InlineData("x", "sam", false)]
    [InlineData("x", "sam,mia", true)]
    [InlineData("a/x", "sol", false)]
    [InlineData("a/x", "sol,mia", true)]
    [InlineData("b/x", "sol,mia", true)]
    [InlineData("b/x", "sol", false)]
    [InlineData("c/x", "sol,jun", true)]
    [InlineData("c/x", "sol,mia", false)]
    public void Required_reviewers_are_asked_in_folders_beneath_up_to_one_that_stands_alone_with_its_own(string path, string signers, bool allowed) =>
        Decide(
                Owners(
                    ("", "{'approvers': ['sam'], 'required_reviewers': ['mia']}"),
                    ("a", "{'approvers': ['sol']}"),
                    ("b", "{'options': {'no_parent_owners': true}, 'approvers': ['sol']}"),
                    ("c", "{'options': {'no_parent_owners': true}, 'approvers': ['sol'], 'required_reviewers': ['jun']}")
                ),
                path,
                signers
            )
            .ShouldBe(allowed);

    [Fact]
    public void What_cannot_be_said_is_refused_and_reported()
    {
        var imported = GitLab("/a @sam\n/[x/b @sam\n");

        imported.Notes.ShouldContain(note => note.Kind == ImportNoteKind.NotExpressed && note.Line == 2);
        Decide(imported, "a", "sam").ShouldBeFalse();
    }

    [Fact]
    public void Bent_files_are_told_or_imported_and_never_break_the_reader()
    {
        var spice = "@#[]^!*/\\ \n\t{}?é"u8.ToArray();
        foreach (var bytes in Hostile.Mutations("^[Docs][2] @a/b x@y.z\n/docs/** @@owner\n!*.md\n* @sam\n\\# a\\ b @sol\n"u8.ToArray(), spice, 1_500))
        {
            Reads(PolicyImport.FromGitLab(bytes, "CODEOWNERS", s_options));
            Reads(PolicyImport.FromCodeOwners(bytes, "CODEOWNERS", s_options));
        }

        static void Reads(Parsed<ImportedPolicy> imported) =>
            imported.Match((policy, _) => Policy(policy).Rules.Any(), problems => problems.Count > 0).ShouldBeTrue();
    }

    [Fact]
    public void A_line_becomes_patterns_that_fit_the_same_paths()
    {
        var random = new Random(20270105);
        string[] parts = ["*", "**", "a", "b", "*.c", "a?", "a*b", "{x}", "b.c"];
        string[] names = ["a", "b", "ab", "axb", "b.c", "{x}", "z.c"];
        for (var i = 0; i < 4_000; i++)
        {
            var text =
                (random.Next(2) == 0 ? "/" : "")
                + string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => parts[random.Next(parts.Length)]))
                + (random.Next(3) == 0 ? "/" : "");
            var path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => names[random.Next(names.Length)]));
            if (CodeOwnersPattern.TryParse(text, out var pattern, out _))
            {
                pattern
                    .AsPathPatterns()
                    .Any(own => Countersign.Changes.PathPattern.Parse(own).Matches(Countersign.Changes.RepoPath.Of(path)))
                    .ShouldBe(pattern.Matches(path), $"{text} on {path}");
            }
        }
    }

    [Fact]
    public void Two_signatures_asked_of_one_account_are_said_to_be_impossible_and_that_a_name_may_be_a_group()
    {
        var imported = GitLab("[Docs][2] @docs-team\n/docs/\n[Code][2] @sam @sol\n/src/\n[Group][2] @harbour/core\n/core/\n");

        imported
            .Notes.Where(note => note.Kind == ImportNoteKind.NotExpressed)
            .ShouldHaveSingleItem()
            .Text.ShouldStartWith("'/docs/' asks 2 signatures of docs-team, which nobody can give");
        imported.Notes.ShouldContain(note => note.Text.Contains("people and groups alike") && note.Text.EndsWith("@docs-team, @sam, @sol"));
        GitHub("/docs/ @docs-team\n").Notes.ShouldNotContain(note => note.Text.Contains("groups alike"));
    }

    private static ImportedPolicy GitHub(string text) =>
        PolicyImport.FromCodeOwners(Encoding.UTF8.GetBytes(text), "CODEOWNERS", s_options).ShouldBeOfType<Parsed<ImportedPolicy>.Good>().Value;

    private static ImportedPolicy Owners(params (string Folder, string Text)[] files) =>
        PolicyImport
            .FromOwners([.. files.Select(file => new OwnersDocument(file.Folder, $"{file.Folder}/OWNERS", Written.Of(file.Text)))], null, s_options)
            .ShouldBeOfType<Parsed<ImportedPolicy>.Good>()
            .Value;

    private static ImportedPolicy GitLab(string text) =>
        PolicyImport
            .FromGitLab(Encoding.UTF8.GetBytes(text), "CODEOWNERS", s_options with { Forge = "gitlab" })
            .ShouldBeOfType<Parsed<ImportedPolicy>.Good>()
            .Value;

    private static Policy Policy(ImportedPolicy imported) =>
        PolicyDocument
            .ReadAlone(imported.Document, A.Digest("imported"))
            .Match((policy, _) => policy, problems => throw new InvalidOperationException($"{string.Join("; ", problems)}\n{imported.Text}"));

    private static bool Decide(ImportedPolicy imported, string path, string? signers, string core = "core")
    {
        var change = A.Change().Files(A.File(path)).Person("sam", person => person with { Teams = [core] });
        foreach (var signer in signers?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            change.Signed(signer);
        }

        return Gate.Decide(change, Policy(imported)).Kind == VerdictKind.Allowed;
    }
}
