// What a test says about a push: it entered, it was held, it was refused, and in which words.
namespace Countersign.Cli.Tests.Given;

public static class PushClaims
{
    public static void ShouldBeQuiet(this Ran ran)
    {
        ran.Code.ShouldBe(0, ran.All);
        ran.All.ShouldNotContain("WARNING");
    }

    public static void ShouldEnter(this Ran push) => push.Code.ShouldBe(0, push.All);

    public static void ShouldBeHeld(this Ran push, params string[] words) => push.ShouldNotEnter([.. words, "is Held"]);

    public static void ShouldNotEnter(this Ran push, params string[] words)
    {
        push.Code.ShouldNotBe(0, push.All);
        var said = push.Said();
        said.ShouldContain("not let in", customMessage: said);
        foreach (var word in words)
        {
            said.ShouldContain(word, customMessage: said);
        }
    }

    /// <summary>Everything that the other side printed, as one line without the marks that Git and the wrapping put in.</summary>
    public static string Said(this Ran ran) =>
        string.Join(
            ' ',
            ran.All.Replace("remote:", " ", StringComparison.Ordinal).Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
        );
}
