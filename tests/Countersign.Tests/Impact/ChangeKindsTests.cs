// Claims about the kinds of changed files.
using Countersign.Changes;
using Countersign.Impact;

namespace Countersign.Tests.Impact;

public sealed class ChangeKindsTests
{
    [Theory]
    [InlineData("src/Gate.cs", "code")]
    [InlineData("noextension", "code")]
    [InlineData("db/report.sql", "code")]
    [InlineData("README.md", "docs")]
    [InlineData("LICENSE", "docs")]
    [InlineData("docs/map.png", "docs")]
    [InlineData("README.txt", "docs")]
    [InlineData("docs/notes.txt", "docs")]
    [InlineData("man/tool.1", "docs")]
    [InlineData("src/libssl.so.1", "code")]
    [InlineData("src/allowed-hosts.txt", "code")]
    [InlineData("app/logo.png", "code")]
    [InlineData("docs/conf.py", "code")]
    [InlineData("AGENTS.md", "agent-instructions")]
    [InlineData("sub/folder/claude.MD", "agent-instructions")]
    [InlineData("GEMINI.md", "agent-instructions")]
    [InlineData(".kiro/steering/tech.md", "agent-instructions")]
    [InlineData("web/.cursor/rules/a.mdc", "agent-instructions")]
    [InlineData(".github/copilot-instructions.md", "agent-instructions")]
    [InlineData(".github/instructions/cs.instructions.md", "agent-instructions")]
    [InlineData("docs/runbooks/restart.md", "runbook")]
    [InlineData("docs/payment-runbook.md", "runbook")]
    [InlineData("RUNBOOK.md", "runbook")]
    [InlineData(".github/workflows/build.yml", "ci")]
    [InlineData(".github/workflows/README.md", "ci")]
    [InlineData(".gitlab-ci.yml", "ci")]
    [InlineData("Jenkinsfile", "ci")]
    [InlineData(".countersign/policy.yml", "governance")]
    [InlineData("sub/.countersign/policy.yml", "config")]
    [InlineData("operations/rotate.yml", "operation")]
    [InlineData("src/operations/Rotate.cs", "code")]
    [InlineData("infra/main.tf", "infrastructure")]
    [InlineData("Dockerfile", "infrastructure")]
    [InlineData("db/migrations/0042_users.sql", "migration")]
    [InlineData("package.json", "dependency")]
    [InlineData("web/package-lock.json", "dependency")]
    [InlineData("requirements.txt", "dependency")]
    [InlineData("go.sum", "dependency")]
    [InlineData("appsettings.json", "config")]
    [InlineData("CODEOWNERS", "config")]
    [InlineData("tests/Shop.Tests/BasketTests.cs", "test")]
    [InlineData("web/basket.test.ts", "test")]
    [InlineData("src/Latest.cs", "code")]
    [InlineData("src/RequirementsParser.cs", "code")]
    [InlineData("db/migrations/0043_users.py", "code migration")]
    [InlineData(".claude/hooks/run.sh", "code agent-instructions")]
    [InlineData("tests/Dockerfile", "infrastructure test")]
    [InlineData("tests/AGENTS.md", "test agent-instructions")]
    [InlineData("deploy/test/iam.tf", "infrastructure test authorisation")]
    [InlineData("tests/authz/roles.json", "test")]
    [InlineData("tests/authz/RolesTests.cs", "test")]
    [InlineData("spec/openapi.yaml", "config public-api")]
    [InlineData("spec/a.proto", "code public-api schema")]
    [InlineData("spec/models/user.rb", "test")]
    [InlineData("spec/fixtures/users.yml", "test")]
    [InlineData("spec/intro.md", "docs")]
    public void A_path_is_of_its_kind(string path, string kinds) => string.Join(" ", ChangeKinds.Of(RepoPath.Of(path))).ShouldBe(kinds);

    [Theory]
    [InlineData("AGENTS.md")]
    [InlineData("runbooks/a.md")]
    [InlineData(".github/workflows/notes.txt")]
    [InlineData("CLAUDE.local.md")]
    [InlineData(".junie/guidelines.md")]
    public void What_people_or_agents_act_on_is_never_documentation(string path) => ChangeKinds.Of(RepoPath.Of(path)).ShouldNotContain("docs");

    [Theory]
    [InlineData(EntryMode.Symlink)]
    [InlineData(EntryMode.Executable)]
    public void What_can_run_or_points_elsewhere_is_never_documentation(EntryMode mode)
    {
        ChangeKinds.Of(RepoPath.Of("README.md"), EntryMode.Absent, mode).ShouldBe(["code"]);
        ChangeKinds.Of(RepoPath.Of("README.md"), mode, EntryMode.Regular).ShouldBe(["code"]);
        ChangeKinds.Of(RepoPath.Of("README.md"), EntryMode.Absent, EntryMode.Regular).ShouldBe(["docs"]);
    }

    [Fact]
    public void A_submodule_is_a_dependency() => ChangeKinds.Of(RepoPath.Of("lib/x"), EntryMode.Absent, EntryMode.Submodule).ShouldBe(["dependency"]);

    [Fact]
    public void Generated_and_lock_files_are_known_by_name()
    {
        ChangeKinds.LooksGenerated(RepoPath.Of("a/b.g.cs")).ShouldBeTrue();
        ChangeKinds.LooksGenerated(RepoPath.Of("web/dist/x.js")).ShouldBeTrue();
        ChangeKinds.LooksGenerated(RepoPath.Of("yarn.lock")).ShouldBeTrue();
        ChangeKinds.LooksGenerated(RepoPath.Of("a/dist.cs")).ShouldBeFalse();
        ChangeKinds.IsLock(RepoPath.Of("x/Cargo.lock")).ShouldBeTrue();
        ChangeKinds.IsLock(RepoPath.Of("x/a.g.cs")).ShouldBeFalse();
    }

    [Fact]
    public void Every_rule_names_a_known_kind_and_is_written_in_lower_case() =>
        KindRules.All.ShouldAllBe(rule =>
            ChangeKind.All.Contains(rule.Kind) && (rule.By == KindBy.NameEndAsWritten || !rule.Text.Any(char.IsAsciiLetterUpper))
        );
}
