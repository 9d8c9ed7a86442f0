// The table that says which paths are of which kind: data only. Source: specs/policy.md, change-kind.
namespace Countersign.Impact;

public enum KindBy
{
    /// <summary>The file's whole name.</summary>
    Name,

    /// <summary>How the name begins.</summary>
    NameStart,

    /// <summary>How the name ends, extension included.</summary>
    NameEnd,

    /// <summary>The same with its case, so that Latest.cs is no test.</summary>
    NameEndAsWritten,

    /// <summary>A word in the name, between characters that are no letters.</summary>
    NameWord,

    /// <summary>One or more whole folders at any depth: ".kiro" or ".github/workflows".</summary>
    Folder,

    /// <summary>The same, for files that can run: what else lies in a folder named spec may be an interface.</summary>
    FolderOfCode,

    /// <summary>The same as <see cref="Folder"/>, at the top of the repository only.</summary>
    TopFolder,
}

public sealed record KindRule(string Kind, KindBy By, string Text);

public static class KindRules
{
    // csharpier-ignore - a table of words reads best in rows
    public static IReadOnlyList<KindRule> All { get; } =
    [
        .. Rules(ChangeKind.Governance, KindBy.TopFolder, ".countersign"),
        .. Rules(ChangeKind.AgentInstructions, KindBy.Name, "agents.md", "agent.md", "agents.override.md", "claude.md", "claude.local.md", "gemini.md", "qwen.md", "crush.md", "warp.md", "skill.md", "llms.txt", "llms-full.txt", ".mcp.json", "mcp.json"),
        .. Rules(ChangeKind.AgentInstructions, KindBy.Name, "copilot-instructions.md", ".cursorrules", ".cursorignore", ".windsurfrules", ".clinerules", ".roorules", ".goosehints", ".rules", ".aider.conf.yml", ".aiderignore", "opencode.json", "opencode.jsonc"),
        .. Rules(ChangeKind.AgentInstructions, KindBy.NameEnd, ".instructions.md", ".prompt.md", ".chatmode.md", ".agent.md", ".mdc"),
        .. Rules(ChangeKind.AgentInstructions, KindBy.Folder, ".kiro", ".cursor", ".claude", ".junie", ".windsurf", ".clinerules", ".roo", ".kilocode", ".augment", ".gemini", ".codex", ".continue", ".amazonq", ".opencode", ".trae", ".openhands", ".agents", ".agent"),
        .. Rules(ChangeKind.AgentInstructions, KindBy.Folder, ".github/instructions", ".github/prompts", ".github/chatmodes", ".github/agents", ".github/skills"),
        .. Rules(ChangeKind.Ci, KindBy.Folder, ".github/workflows", ".github/actions", ".gitlab/ci", ".circleci", ".buildkite", ".teamcity", ".tekton", ".woodpecker", ".azure-pipelines", ".forgejo/workflows", ".gitea/workflows", ".husky", ".githooks"),
        .. Rules(ChangeKind.Ci, KindBy.TopFolder, ".ci"),
        .. Rules(ChangeKind.Ci, KindBy.Name, ".gitlab-ci.yml", "jenkinsfile", ".travis.yml", ".drone.yml", ".woodpecker.yml", "bitbucket-pipelines.yml", "buildspec.yml", "appveyor.yml", ".appveyor.yml", "cloudbuild.yaml", "cloudbuild.yml"),
        .. Rules(ChangeKind.Ci, KindBy.Name, ".pre-commit-config.yaml", "lefthook.yml", "renovate.json", ".renovaterc", "dependabot.yml", "codecov.yml", "sonar-project.properties", ".mergify.yml", ".policy.yml"),
        .. Rules(ChangeKind.Ci, KindBy.NameStart, "azure-pipelines", "jenkinsfile."),
        .. Rules(ChangeKind.Runbook, KindBy.Folder, "runbook", "runbooks", "oncall", "on-call"),
        .. Rules(ChangeKind.Runbook, KindBy.NameWord, "runbook", "runbooks"),
        .. Rules(ChangeKind.Operation, KindBy.TopFolder, "operations"),
        .. Rules(ChangeKind.Operation, KindBy.NameEnd, ".operation.yml", ".operation.yaml", ".operation.json"),
        .. Rules(ChangeKind.Migration, KindBy.Folder, "migrations", "migration", "db/migrate", "alembic/versions", "flyway", "liquibase"),
        .. Rules(ChangeKind.Migration, KindBy.NameEnd, ".migration.sql"),
        .. Rules(ChangeKind.Infrastructure, KindBy.NameEnd, ".tf", ".tfvars", ".tf.json", ".hcl", ".bicep", ".nomad", ".dockerfile", ".pp", ".service", ".timer"),
        .. Rules(ChangeKind.Infrastructure, KindBy.Name, "dockerfile", "containerfile", "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml", "chart.yaml", "kustomization.yaml", "kustomization.yml", "serverless.yml", "cdk.json", "vagrantfile", "procfile", "nginx.conf", "skaffold.yaml", "fly.toml"),
        .. Rules(ChangeKind.Infrastructure, KindBy.NameStart, "dockerfile.", "docker-compose.", "pulumi."),
        .. Rules(ChangeKind.Infrastructure, KindBy.Folder, "terraform", "ansible", "kubernetes", "k8s", "helm", "cloudformation", "playbooks"),
        .. Rules(ChangeKind.Infrastructure, KindBy.TopFolder, "charts", "deploy"),
        .. Rules(ChangeKind.Dependency, KindBy.Name, "package.json", "go.mod", "cargo.toml", "pyproject.toml", "pipfile", "gemfile", "composer.json", "pom.xml", "build.gradle", "build.gradle.kts", "libs.versions.toml", "mix.exs", "pubspec.yaml", "package.swift", "podfile", "conanfile.txt", "conanfile.py", "vcpkg.json", ".gitmodules"),
        .. Rules(ChangeKind.Dependency, KindBy.Name, "directory.packages.props", "packages.config", "nuget.config", ".npmrc", ".yarnrc.yml", "deno.json", "setup.py", "setup.cfg", "environment.yml"),
        .. Rules(ChangeKind.Dependency, KindBy.NameStart, "requirements-"),
        .. Rules(ChangeKind.Dependency, KindBy.NameEnd, "requirements.txt", "requirements.in", "constraints.txt"),
        .. Rules(ChangeKind.Test, KindBy.Folder, "test", "tests", "__tests__", "__mocks__", "testdata", "e2e", "fixtures"),
        .. Rules(ChangeKind.Test, KindBy.FolderOfCode, "spec"),
        .. Rules(ChangeKind.Test, KindBy.NameEnd, "_test.go", "_test.py", "_spec.rb", "_test.rb", "_test.exs", "_test.cpp", "_test.cc", "_test.dart", "_test.rs"),
        .. Rules(ChangeKind.Test, KindBy.NameEndAsWritten, "Tests.cs", "Test.cs", "Tests.fs", "Test.java", "Tests.java", "Test.kt", "Tests.swift", "Test.php", "Spec.scala", "Test.scala"),
        .. Rules(ChangeKind.Test, KindBy.NameEnd, ".test.ts", ".test.tsx", ".test.js", ".test.jsx", ".test.mjs", ".spec.ts", ".spec.tsx", ".spec.js", ".spec.jsx", ".snap"),
        .. Rules(ChangeKind.Test, KindBy.NameStart, "test_"),
        .. Rules(ChangeKind.Test, KindBy.Name, "conftest.py"),
        .. Rules(ChangeKind.Config, KindBy.Name, "codeowners", "owners", "owners_aliases", ".env", ".editorconfig", ".gitattributes", ".gitignore", "cmakelists.txt", "robots.txt", "crontab"),
        .. Rules(ChangeKind.Config, KindBy.NameStart, ".env."),
        .. Rules(ChangeKind.Config, KindBy.NameEnd, ".yml", ".yaml", ".json", ".jsonc", ".json5", ".toml", ".ini", ".cfg", ".conf", ".config", ".properties", ".xml", ".props", ".targets", ".csproj", ".fsproj", ".sln", ".slnx", ".plist", ".env"),
    ];

    /// <summary>What a file is beside its kind, where it is more than documentation or a test. Nothing here takes a kind away.</summary>
    // csharpier-ignore - a table of words reads best in rows
    public static IReadOnlyList<KindRule> Aspects { get; } =
    [
        .. Rules(ChangeKind.Authorisation, KindBy.NameEnd, ".rego", ".cedar", ".fga"),
        .. Rules(ChangeKind.Authorisation, KindBy.Folder, "rbac", "iam", "authz", "authorization", "authorisation", "permissions", "acl"),
        .. Rules(ChangeKind.Authorisation, KindBy.NameWord, "rbac", "iam", "authz", "authorization", "authorisation", "permissions", "acl", "sudoers"),
        .. Rules(ChangeKind.Authorisation, KindBy.Name, "authorized_keys"),
        .. Rules(ChangeKind.PublicApi, KindBy.Name, "openapi.yaml", "openapi.yml", "openapi.json", "swagger.yaml", "swagger.yml", "swagger.json", "asyncapi.yaml", "asyncapi.yml", "asyncapi.json"),
        .. Rules(ChangeKind.PublicApi, KindBy.NameEnd, "publicapi.shipped.txt", "publicapi.unshipped.txt", ".openapi.yaml", ".openapi.yml", ".openapi.json", ".proto", ".wsdl", ".smithy", ".api.txt"),
        .. Rules(ChangeKind.Schema, KindBy.NameEnd, ".proto", ".graphql", ".graphqls", ".avsc", ".avdl", ".xsd", ".thrift", ".fbs", ".capnp", ".schema.json", ".schema.yaml", ".prisma"),
        .. Rules(ChangeKind.Schema, KindBy.Name, "schema.sql", "schema.rb", "structure.sql"),
        .. Rules(ChangeKind.Schema, KindBy.Folder, "schemas"),
        .. Rules(ChangeKind.Secret, KindBy.NameEnd, ".pem", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".age", ".gpg", ".env"),
        .. Rules(ChangeKind.Secret, KindBy.NameStart, ".env", "id_rsa", "id_ed25519", "id_ecdsa"),
        .. Rules(ChangeKind.Secret, KindBy.Name, ".sops.yaml", ".netrc", ".pgpass", ".htpasswd"),
        .. Rules(ChangeKind.Secret, KindBy.Folder, "secrets", ".secrets", "vault"),
        .. Rules(ChangeKind.Secret, KindBy.NameWord, "secret", "secrets", "credentials"),
        .. Rules(ChangeKind.FeatureFlag, KindBy.Folder, "flags", "feature-flags", "featureflags", "feature_flags"),
        .. Rules(ChangeKind.FeatureFlag, KindBy.NameEnd, ".flags.json", ".flags.yml", ".flags.yaml", "feature-flags.json", "feature-flags.yml", "feature-flags.yaml", "feature_flags.yml", "featureflags.json", "flagd.json"),
    ];

    /// <summary>What can run stays code as well, whatever folder it lies in, but for tests.</summary>
    public static IReadOnlyList<string> CodeEndings { get; } =
    [
        ".cs",
        ".fs",
        ".vb",
        ".go",
        ".py",
        ".js",
        ".mjs",
        ".cjs",
        ".ts",
        ".tsx",
        ".jsx",
        ".java",
        ".kt",
        ".rb",
        ".rs",
        ".c",
        ".cc",
        ".cpp",
        ".h",
        ".hpp",
        ".php",
        ".swift",
        ".scala",
        ".dart",
        ".ex",
        ".exs",
        ".erl",
        ".lua",
        ".pl",
        ".r",
        ".sh",
        ".bash",
        ".zsh",
        ".ps1",
        ".bat",
        ".cmd",
    ];

    /// <summary>Documentation, where nothing above claims the file.</summary>
    public static IReadOnlyList<string> DocsEndings { get; } = [".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".org", ".tex"];

    /// <summary>Documentation inside a folder named doc, docs or man only: elsewhere a .txt may list who is let in, and a .1 be a library.</summary>
    public static IReadOnlyList<string> DocsInFolder { get; } =
    [".txt", ".1", ".5", ".7", ".8", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".drawio", ".puml", ".mmd", ".pdf"];

    public static IReadOnlyList<string> DocsNames { get; } =
    ["license", "licence", "copying", "notice", "authors", "contributors", "changelog", "readme"];

    /// <summary>Files that a package manager writes; dependencies, never documentation.</summary>
    public static IReadOnlyList<string> LockNames { get; } =
    [
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "bun.lockb",
        "packages.lock.json",
        "go.sum",
        "cargo.lock",
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "pipfile.lock",
        "gemfile.lock",
        "composer.lock",
        "gradle.lockfile",
        "mix.lock",
        "pubspec.lock",
        "package.resolved",
        "podfile.lock",
        "flake.lock",
        ".terraform.lock.hcl",
        "deno.lock",
    ];

    /// <summary>Names that say "generated"; only proof makes a file cost nothing to review.</summary>
    public static IReadOnlyList<string> GeneratedEndings { get; } =
    [
        ".g.cs",
        ".g.i.cs",
        ".designer.cs",
        ".generated.cs",
        ".pb.go",
        ".pb.cc",
        ".pb.h",
        "_pb2.py",
        "_pb2_grpc.py",
        "_grpc.pb.go",
        ".pb.ts",
        "_generated.go",
        ".gen.go",
        "_gen.go",
        ".gen.ts",
        ".generated.ts",
        ".min.js",
        ".min.css",
        ".bundle.js",
        ".js.map",
        ".css.map",
        ".snap",
        ".verified.txt",
        ".freezed.dart",
        ".g.dart",
    ];

    public static IReadOnlyList<string> GeneratedFolders { get; } =
    ["vendor", "node_modules", "third_party", "dist", "generated", "__generated__", "__snapshots__"];

    private static IEnumerable<KindRule> Rules(string kind, KindBy by, params string[] texts) => texts.Select(text => new KindRule(kind, by, text));
}
