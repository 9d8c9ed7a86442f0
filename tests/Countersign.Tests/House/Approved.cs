// A file that a test writes and people read: it fails when it differs, and COUNTERSIGN_APPROVE=1 takes the new text.
namespace Countersign.Tests.House;

public static class Approved
{
    public static void ShouldHold(string path, string text)
    {
        var file = SourceTree.At(path);
        if (SourceTree.Approving && (!File.Exists(file) || File.ReadAllText(file) != text))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        var committed = File.Exists(file) ? File.ReadAllText(file) : "";
        var difference = Except(committed, text, "-").Concat(Except(text, committed, "+"));
        if (text != committed)
        {
            Assert.Fail(
                $"{path} is out of date:\n{string.Join('\n', difference)}\nRead it, then run COUNTERSIGN_APPROVE=1 ./test --filter {CallerClass()}"
            );
        }
    }

    private static IEnumerable<string> Except(string text, string other, string sign)
    {
        var known = other.Split('\n').ToHashSet();
        return text.Split('\n').Where(line => !known.Contains(line)).Select(line => $"  {sign} {line}");
    }

    private static string CallerClass() =>
        new System.Diagnostics.StackTrace()
            .GetFrames()
            .Select(frame => frame.GetMethod()?.DeclaringType?.Name)
            .FirstOrDefault(name => name?.EndsWith("Tests", StringComparison.Ordinal) == true)
        ?? "";
}
