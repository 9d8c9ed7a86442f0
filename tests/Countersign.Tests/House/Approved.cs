// A file that a test writes and people read: it fails when it differs, and COUNTERSIGN_APPROVE=1 takes the new text.
namespace Countersign.Tests.House;

public static class Approved
{
    public static void ShouldHold(string path, string text)
    {
        var file = SourceTree.At(path);
        if (SourceTree.Approving)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        var committed = File.Exists(file) ? File.ReadAllText(file) : "";
        text.ShouldBe(committed, $"{path} is out of date; look at the difference, then run COUNTERSIGN_APPROVE=1 ./test --filter {CallerClass()}");
    }

    private static string CallerClass() =>
        new System.Diagnostics.StackTrace()
            .GetFrames()
            .Select(frame => frame.GetMethod()?.DeclaringType?.Name)
            .FirstOrDefault(name => name?.EndsWith("Tests", StringComparison.Ordinal) == true)
        ?? "";
}
