// A tree with nasty names and a CODEOWNERS with every construct that GitHub documents, the same for every run.
namespace Countersign.Tests.People;

/// <summary>Without what codeowners-utils and GitHub's documentation read differently; specs/import.md lists that.</summary>
internal static class CodeOwnersTree
{
    private static readonly string[] s_folders =
    [
        "src",
        "docs",
        "api",
        "build",
        "logs",
        "apps",
        "payments",
        "web client",
        "größe",
        "日本",
        "a+b",
        "(draft)",
        "x.y",
        ".config",
        "-rf",
        "it's",
        "$home",
        "{braces}",
        "~",
        "café",
        "emoji😀",
        "semi;colon",
        "percent%20",
        "at@sign",
        "tab\there",
        "quote\"d",
        "node_modules",
        "m1",
        "m2",
        "m3",
    ];

    private static readonly string[] s_files =
    [
        "main.cs",
        "index.js",
        "readme.md",
        "a.min.js",
        "dockerfile",
        "schema.sql",
        "logo.png",
        ".editorconfig",
        "no-extension",
        "name with blank.txt",
        "ünïcode.md",
        "v1.2.3.json",
        "file1.c",
        "file12.c",
        "trailing.",
        "*star",
        "q?mark",
        "[bracket].js",
        "caret^.md",
        "comma,.md",
    ];

    public static IReadOnlyList<string> Paths(int count)
    {
        var random = new Random(20260105);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        while (paths.Count < count)
        {
            var folders = Enumerable.Range(0, random.Next(0, 6)).Select(_ => s_folders[random.Next(s_folders.Length)]);
            var file = random.Next(3) == 0 ? $"f{random.Next(4000)}{s_files[random.Next(s_files.Length)]}" : s_files[random.Next(s_files.Length)];
            paths.Add(string.Join('/', folders.Append(file)));
        }

        return [.. paths];
    }

    /// <summary>Each line has an owner of its own, so that an answer names the line that decided.</summary>
    public static string CodeOwners()
    {
        var random = new Random(20270105);
        var plain = s_folders.Where(name => !name.AsSpan().ContainsAny(' ', '\t')).ToList();
        var lines = new List<string> { "# who owns what", "*       @org/everything" };
        string[] first =
        [
            "*.js",
            "*.md",
            "*.min.js",
            "/build/logs/",
            "apps/",
            "/docs/",
            "/apps/api",
            "**/logs",
            "/src/**/payments/",
            "file?.c",
            "/src/*.cs",
            "docs/**",
            "a/**/b",
            "/readme.md",
            ".editorconfig",
            "*.",
            "x.y/**/*.sql",
            "/m1/*/main.cs",
            "v*.json",
            "**/api/**",
        ];
        lines.AddRange(first.Select((pattern, at) => $"{pattern}  @one{at} first{at}@example.org # a comment"));
        for (var i = 0; i < 230; i++)
        {
            var (one, two, three) = (plain[random.Next(plain.Count)], plain[random.Next(plain.Count)], plain[random.Next(plain.Count)]);
            var pattern = (i % 10) switch
            {
                0 => $"/{one}/{two}/",
                1 => $"/{one}/{two}/{three}",
                2 => $"{one}/{two}/",
                3 => $"/{one}/**/{two}",
                4 => $"/{one}/*.{(i % 3 == 0 ? "js" : "md")}",
                5 => $"/{one}/{two}/f{i}*",
                6 => $"/{one}/{two}/{three}/",
                7 => $"**/{one}/{two}/{three}/",
                8 => $"/{one}/?{two[1..]}/",
                _ => $"/{one}/{two}/**/*.c",
            };
            lines.Add(i % 17 == 0 ? pattern : $"{pattern}\t@person{i} @org/team{i}");
        }

        return string.Join('\n', lines) + "\n";
    }
}
