// Text as one word of a shell's command line.
namespace Countersign.Adapters.Git;

public static class ShellText
{
    /// <summary>As it is where it is a plain word; else in single quotes.</summary>
    public static string Word(string text) => text.Length > 0 && text[0] != '-' && text.All(IsPlain) ? text : Quoted(text);

    /// <summary>Always in single quotes, whatever stands in it.</summary>
    public static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.' or '+' or ':';
}
