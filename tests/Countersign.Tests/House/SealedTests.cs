// Holds that inheritance is on purpose: every class and record is sealed, abstract or static, or the base of another beside it.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public sealed partial class SealedTests
{
    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void Every_class_and_record_is_sealed_abstract_or_static(string folder) =>
        SourceTree.Code(folder).SelectMany(file => Open(file.Code).Select(name => $"{file.Path}: {name}")).ShouldBeEmpty();

    [Fact]
    public void An_open_class_is_found_and_a_closed_one_is_not()
    {
        Open("public class A;\ninternal record B(int C);\n    private partial class D { }").ShouldBe(["A", "B", "D"]);
        Open("public sealed class A;\npublic abstract record B;\nstatic class C { }\npublic readonly record struct E;").ShouldBeEmpty();
        Open("public class G;\npublic sealed class H(int i) : G { }").ShouldBeEmpty();
        Open("public static T Of<T>() where T : class => null!;\nsealed partial record F;").ShouldBeEmpty();
    }

    private static IEnumerable<string> Open(string code) =>
        Declaration()
            .Matches(code)
            .Where(match => !match.Groups["modifiers"].Value.Split(' ', '\t').Any(word => word is "sealed" or "abstract" or "static"))
            .Select(match => match.Groups["name"].Value)
            .Where(name => !Regex.IsMatch(code, $@":\s*{name}\b"));

    [GeneratedRegex(
        @"^[ \t]*(?<modifiers>(?:(?:public|internal|private|protected|file|sealed|abstract|static|partial|readonly|unsafe|new)[ \t]+)*)(?:class|record)[ \t]+(?!struct\b)(?:class[ \t]+)?(?<name>[A-Z]\w*)",
        RegexOptions.Multiline
    )]
    private static partial Regex Declaration();
}
