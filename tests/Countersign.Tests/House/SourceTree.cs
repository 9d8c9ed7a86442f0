// The repository as text: what the house tests read, from the root, without what builds leave behind.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

/// <summary>One file; <paramref name="Path"/> is relative to the root and uses forward slashes.</summary>
public sealed record SourceFile(string Path, string Text)
{
    public IReadOnlyList<string> Lines { get; } = Text.Split('\n');

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The text without string literals and comments, so that names in prose are not taken for code.</summary>
    public string Code => SourceTree.WithoutProse(Text);
}

public static partial class SourceTree
{
    private static readonly HashSet<string> Left = ["bin", "obj", "out", ".git", ".cache", "TestResults", "node_modules", "StrykerOutput"];

    public static string Root { get; } = FindRoot();

    public static bool Approving => Environment.GetEnvironmentVariable("COUNTERSIGN_APPROVE") == "1";

    public static string At(string path) => Path.Combine(Root, path);

    /// <summary>Files under a folder (or one file), in byte order; a folder that does not exist yet has none.</summary>
    public static IReadOnlyList<SourceFile> Under(string folder, params string[] endings)
    {
        var start = At(folder);
        if (File.Exists(start))
        {
            return [Read(start)];
        }

        if (!Directory.Exists(start))
        {
            return [];
        }

        return
        [
            .. Walk(start)
                .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal)
                .Select(Read),
        ];
    }

    public static IReadOnlyList<SourceFile> Code(string folder) => Under(folder, ".cs");

    /// <summary>The names of all test methods, each with the traits written above it.</summary>
    public static IReadOnlyList<TestMethod> TestMethods() => [.. Code("tests").SelectMany(TestMethodsIn)];

    public static IEnumerable<TestMethod> TestMethodsIn(SourceFile file)
    {
        for (var at = 0; at < file.Lines.Count; at++)
        {
            var method = MethodPattern().Match(file.Lines[at]);
            if (!method.Success)
            {
                continue;
            }

            // The attributes stand above it, up to the blank line that parts members.
            var attributes = string.Join('\n', file.Lines.Take(at).Reverse().TakeWhile(line => line.Trim().Length > 0).Reverse());
            if (FactPattern().IsMatch(attributes))
            {
                var traits = TraitPattern().Matches(attributes).Select(trait => (trait.Groups[1].Value, trait.Groups[2].Value));
                yield return new TestMethod(method.Groups[1].Value, file.Path, [.. traits]);
            }
        }
    }

    public static string WithoutProse(string text) => ProsePattern().Replace(text, match => match.Value.StartsWith('/') ? " " : "\"\"");

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return file;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Where(inner => !Left.Contains(Path.GetFileName(inner))))
        {
            foreach (var file in Walk(inner))
            {
                yield return file;
            }
        }
    }

    private static SourceFile Read(string path) => new(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Countersign.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Countersign.slnx was not found above " + AppContext.BaseDirectory);
    }

    // Raw strings, verbatim strings, ordinary strings, character literals, line and block comments.
    [GeneratedRegex("(\"{3,})[\\s\\S]*?\\1|@\"(?:[^\"]|\"\")*\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.[^']*|[^'\\\\])'|//[^\\n]*|/\\*[\\s\\S]*?\\*/")]
    private static partial Regex ProsePattern();

    [GeneratedRegex(@"^[ \t]*public (?:static )?(?:async )?(?:void|Task|ValueTask|Property)\s+(\w+)\s*\(")]
    private static partial Regex MethodPattern();

    [GeneratedRegex(@"^[ \t]*\[(?:Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex FactPattern();

    [GeneratedRegex("""Trait\("(\w+)",\s*"([^"]+)"\)""")]
    private static partial Regex TraitPattern();
}

public sealed record TestMethod(string Name, string Path, IReadOnlyList<(string Key, string Value)> Traits);
